package io.predictivescaler.demo;

import io.predictivescaler.simulation.DemandCurve;
import java.time.Duration;
import java.time.Instant;

/**
 * What is played: the past that Prometheus remembers, and the days that are lived.
 *
 * @param title where the demand comes from, for people
 * @param curve demand from the start of the past to the end of life
 * @param liveFrom when life begins: a whole minute
 * @param end when it ends
 */
record Scenario(String title, DemandCurve curve, Instant liveFrom, Instant end) {
    /** As much past as the operator asks for by default. */
    static final Duration HISTORY = Duration.ofDays(28);

    Duration length() {
        return Duration.between(liveFrom, end);
    }
}
