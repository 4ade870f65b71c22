package io.predictivescaler.demo;

import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.Moment;
import io.predictivescaler.simulation.Scores;
import java.time.Duration;
import java.time.Instant;

/**
 * One step of the run, of the cluster with the operator and of its twin without.
 *
 * @param lived since the beginning, this step included
 * @param bounds in force on the autoscaler that the operator moves
 */
record Frame(Duration lived, Bounds bounds, Side operator, Side alone) {
    /**
     * One of the two clusters.
     *
     * @param soFar from the beginning to the end of this step
     */
    record Side(Moment moment, Scores soFar) {}

    Instant at() {
        return operator.moment().at();
    }

    double demand() {
        return operator.moment().demand();
    }

    int needed() {
        return operator.moment().needed();
    }
}
