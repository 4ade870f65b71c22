package io.predictivescaler.operator.spec;

import java.time.Duration;

/** What a duration may be, both ends included, and what it is where the user says nothing. */
record DurationRange(Duration standard, Duration least, Duration most) {
    boolean contains(Duration duration) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    @Override
    public String toString() {
        return Durations.format(least) + " to " + Durations.format(most);
    }
}
