package io.predictivescaler.planning;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What the user asked for, with every default filled in.
 *
 * @param percentile demand that capacity is planned for
 * @param leadTime from a decision to a Ready replica, refresh interval and the autoscaler's sync included; positive
 * @param spread this resource's share in [0, 1) of a lead time by which it raises earlier, so that many do not raise at one moment
 * @param zone in which messages tell the time, and the budget's day begins
 */
public record PlanSettings(
        QuantileLevel percentile,
        Duration leadTime,
        double spread,
        FloorRange floor,
        Ceiling ceiling,
        RaiseRate raise,
        ReleaseRate release,
        ZoneId zone,
        Budget budget) {
    public PlanSettings {
        if (!leadTime.isPositive()) {
            throw new IllegalArgumentException("the lead time is positive, not " + leadTime);
        }
        if (!(spread >= 0 && spread < 1)) {
            throw new IllegalArgumentException("the spread is at least 0 and under 1, not " + spread);
        }
    }

    /** Without a budget. */
    public PlanSettings(
            QuantileLevel percentile,
            Duration leadTime,
            double spread,
            FloorRange floor,
            Ceiling ceiling,
            RaiseRate raise,
            ReleaseRate release,
            ZoneId zone) {
        this(percentile, leadTime, spread, floor, ceiling, raise, release, zone, new Budget.Unlimited());
    }

    /**
     * The range inside which the floor moves while the operator acts on an opinion; without one the baseline floor holds. Never
     * takes the floor under the baseline's. {@code 0 ≤ lowest ≤ highest}.
     */
    public record FloorRange(int lowest, int highest) {
        public FloorRange {
            if (lowest < 0 || highest < lowest) {
                throw new IllegalArgumentException(
                        "the floor's range satisfies 0 ≤ lowest ≤ highest, not " + lowest + " and " + highest);
            }
        }
    }

    /** What may be done to maxReplicas. */
    public sealed interface Ceiling {
        /** Nothing. */
        record Keep() implements Ceiling {}

        /**
         * Raised for predicted need above it, with headroom, up to {@code highest}; given back afterwards.
         *
         * @param highest at least 1; under the baseline's maximum it changes nothing
         * @param headroomPercent of the need, at least 0
         */
        record Raise(int highest, int headroomPercent) implements Ceiling {
            public Raise {
                if (highest < 1 || headroomPercent < 0) {
                    throw new IllegalArgumentException("a raised maximum has 1 ≤ highest and 0 ≤ headroom, not "
                            + highest + " and " + headroomPercent + "%");
                }
            }
        }
    }

    /** How fast the floor may rise: at most {@code maxStepPercent} of itself (at least 1) every {@code stepEvery}. */
    public record RaiseRate(int maxStepPercent, Duration stepEvery) {
        public RaiseRate {
            checkRate(maxStepPercent, stepEvery);
        }

        /** No limit within the bounds. */
        public static RaiseRate unlimited() {
            return new RaiseRate(Integer.MAX_VALUE, Duration.ZERO);
        }

        boolean isUnlimited() {
            return maxStepPercent == Integer.MAX_VALUE;
        }

        int largestStepFrom(int floor) {
            return isUnlimited() ? Integer.MAX_VALUE : percentOf(floor, maxStepPercent);
        }

        boolean allowsAt(Instant now, Instant lastStep) {
            return isUnlimited() || (now.isAfter(lastStep) && !now.isBefore(lastStep.plus(stepEvery)));
        }
    }

    /** How slowly the floor is given back: after {@code hold}, at most {@code maxStepPercent} of itself (at least 1) every {@code stepEvery}. */
    public record ReleaseRate(Duration hold, int maxStepPercent, Duration stepEvery) {
        public ReleaseRate {
            if (hold.isNegative()) {
                throw new IllegalArgumentException("the hold is not negative, as " + hold + " is");
            }
            checkRate(maxStepPercent, stepEvery);
        }

        int largestStepFrom(int floor) {
            return percentOf(floor, maxStepPercent);
        }

        /** Never twice at one instant, however short the wait between two steps. */
        boolean allowsAt(Instant now, Instant lastStep) {
            return now.isAfter(lastStep) && !now.isBefore(lastStep.plus(stepEvery));
        }
    }

    private static void checkRate(int maxStepPercent, Duration stepEvery) {
        if (maxStepPercent < 1 || stepEvery.isNegative()) {
            throw new IllegalArgumentException("a rate has at least 1% in a time that is not negative, not "
                    + maxStepPercent + "% every " + stepEvery);
        }
    }

    private static int percentOf(int floor, int percent) {
        return (int) Math.clamp(Math.ceilDiv((long) floor * percent, 100L), 1L, Integer.MAX_VALUE);
    }
}
