package io.predictivescaler.operator.spec;

import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.PlanSettings.FloorRange;

/** The range that the user gave the floor; an open end is filled in from the target's own bounds. */
public record FloorLimits(Limit lowest, Limit highest) {

    /** Open at both ends. */
    public static FloorLimits open() {
        return new FloorLimits(new Limit.Open(), new Limit.Open());
    }

    /**
     * The range for a target with these bounds of its own: never under its own floor, and never empty. A stated highest may
     * lie above its own maximum, which may be raised; the maximum in force limits the floor anyway.
     */
    public FloorRange within(Baseline baseline) {
        int from = Math.max(baseline.floor(), lowest.orElse(baseline.floor()));
        int to = highest.orElse(baseline.maxReplicas());
        return new FloorRange(from, Math.max(from, to));
    }

    /** One end of the range. */
    public sealed interface Limit {
        /** The stated number, or else this one. */
        int orElse(int replicas);

        /** Left to the target's own bounds. */
        record Open() implements Limit {
            @Override
            public int orElse(int replicas) {
                return replicas;
            }
        }

        /** Stated by the user; at least 1. */
        record At(int stated) implements Limit {
            public At {
                if (stated < 1) {
                    throw new IllegalArgumentException("a floor is at least 1, not " + stated);
                }
            }

            @Override
            public int orElse(int replicas) {
                return stated;
            }
        }
    }
}
