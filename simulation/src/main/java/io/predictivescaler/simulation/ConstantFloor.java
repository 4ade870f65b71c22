package io.predictivescaler.simulation;

import io.predictivescaler.planning.Bounds;

/**
 * A minReplicas that never moves, with the autoscaler reacting above it: the simplest way to spend replica-hours ahead of load, so
 * what a floor that moves has to be compared with at equal cost.
 *
 * @param minReplicas the floor
 * @param scores what comes of it
 */
public record ConstantFloor(int minReplicas, Scores scores) {
    /**
     * The floor within {@code range} whose replica-hours come closest to {@code replicaHours}; the lower one of two that are as close.
     * Replica-hours grow with the floor, so the search halves the range.
     */
    public static ConstantFloor costing(double replicaHours, Replay replay, Bounds range) {
        ConstantFloor below = at(range.minReplicas(), replay, range);
        ConstantFloor above = at(range.maxReplicas(), replay, range);
        while (above.minReplicas - below.minReplicas > 1) {
            ConstantFloor middle = at((below.minReplicas + above.minReplicas) >>> 1, replay, range);
            if (middle.scores.replicaHours() <= replicaHours) {
                below = middle;
            } else {
                above = middle;
            }
        }
        double under = Math.abs(below.scores.replicaHours() - replicaHours);
        double over = Math.abs(above.scores.replicaHours() - replicaHours);
        return under <= over ? below : above;
    }

    private static ConstantFloor at(int floor, Replay replay, Bounds range) {
        return new ConstantFloor(floor, replay.under(Steering.constant(range.withMinReplicas(floor))));
    }
}
