package io.predictivescaler.simulation;

import java.time.Duration;

/** How much replicas may change within a period, counted from what they were when the period began. */
public sealed interface ScalingPolicy {
    /** The period, positive. */
    Duration period();

    /** The most replicas that scale-up may reach from {@code periodStart}. */
    long highestFrom(long periodStart);

    /** The fewest replicas that scale-down may reach from {@code periodStart}; may be negative. */
    long lowestFrom(long periodStart);

    /** An absolute number of pods. */
    record Pods(int value, Duration period) implements ScalingPolicy {
        public Pods {
            check(value, period);
        }

        @Override
        public long highestFrom(long periodStart) {
            return periodStart + value;
        }

        @Override
        public long lowestFrom(long periodStart) {
            return periodStart - value;
        }
    }

    /** A share of the replicas: upward the result is rounded up, so that a single pod can grow; downward it is cut off. */
    record Percent(int value, Duration period) implements ScalingPolicy {
        public Percent {
            check(value, period);
        }

        @Override
        public long highestFrom(long periodStart) {
            return (long) Math.ceil(periodStart * (1 + value / 100.0));
        }

        @Override
        public long lowestFrom(long periodStart) {
            return (long) (periodStart * (1 - value / 100.0));
        }
    }

    private static void check(int value, Duration period) {
        if (value < 1 || !period.isPositive()) {
            throw new IllegalArgumentException(
                    "a scaling policy changes at least 1 in a positive period, not " + value + " in " + period);
        }
    }
}
