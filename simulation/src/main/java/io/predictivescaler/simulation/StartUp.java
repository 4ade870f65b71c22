package io.predictivescaler.simulation;

import java.time.Duration;

/** How long pods take from creation to Ready. */
@FunctionalInterface
public interface StartUp {
    /** The time that pod {@code number} (from 0, in order of creation) takes; a sampled start-up is a seeded function of the number. */
    Duration of(long number);

    /** All pods take the same time. */
    static StartUp fixed(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a start-up time is zero or longer, not " + time);
        }
        return number -> time;
    }
}
