package io.predictivescaler.forecasting.series;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time, its start included and its end not.
 *
 * @param start first instant inside
 * @param end first instant after it, later than {@code start}
 */
public record TimeWindow(Instant start, Instant end) {
    public TimeWindow {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("a window ends after its start, not from " + start + " to " + end);
        }
    }

    public boolean contains(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }

    public boolean overlaps(Instant from, Instant to) {
        return start.isBefore(to) && from.isBefore(end);
    }

    public Duration length() {
        return Duration.between(start, end);
    }
}
