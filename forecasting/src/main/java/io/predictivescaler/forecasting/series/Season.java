package io.predictivescaler.forecasting.series;

import java.time.Duration;

/** The rhythms that demand is looked at in, shortest first; days and weeks follow the local wall clock. */
public enum Season {
    Hour(Duration.ofHours(1)),
    Day(Duration.ofDays(1)),
    Week(Duration.ofDays(7));

    private final Duration length;

    Season(Duration length) {
        this.length = length;
    }

    public Duration length() {
        return length;
    }
}
