package io.predictivescaler.operator.benefit;

import java.time.Duration;

/**
 * What the operator would have brought over a past window, by simulation.
 *
 * @param window that was replayed, in whole days
 * @param shortReactive time short of capacity with the autoscaler alone
 * @param shortPredictive time short of capacity with the operator in Enforce
 * @param extraReplicaHours that the operator would have cost more; negative where it would have cost less
 */
public record Benefit(Duration window, Duration shortReactive, Duration shortPredictive, double extraReplicaHours) {
    public Benefit {
        if (!window.isPositive()
                || shortReactive.isNegative()
                || shortPredictive.isNegative()
                || !Double.isFinite(extraReplicaHours)) {
            throw new IllegalArgumentException(
                    "a benefit has a positive window, short times that are not negative, and finite hours, not "
                            + window + ", " + shortReactive + ", " + shortPredictive + " and " + extraReplicaHours);
        }
    }
}
