package io.predictivescaler.simulation;

import java.time.Instant;

/** Load to be served, as a function of time. */
@FunctionalInterface
public interface Demand {
    /** The load at {@code time}, in the unit of the workload's capacity; finite, not negative. */
    double at(Instant time);
}
