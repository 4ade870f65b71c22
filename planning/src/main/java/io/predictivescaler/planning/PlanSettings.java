package io.predictivescaler.planning;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What the user asked for, with every default filled in.
 *
 * @param percentile demand that capacity is planned for
 * @param leadTime from a decision to a Ready replica, refresh interval and the autoscaler's sync included; positive
 * @param spread this resource's share in [0, 1) of a lead time by which it raises earlier, so that many do not raise at one moment
 * @param zone in which messages tell the time
 */
public record PlanSettings(
        QuantileLevel percentile,
        Duration leadTime,
        double spread,
        FloorRange floor,
        Ceiling ceiling,
        RaiseRate raise,
        ReleaseRate release,
        ZoneId zone) {

    /** The range inside which the floor moves. {@code lowest ≤ highest}. */
    public record FloorRange(int lowest, int highest) {}

    /** What may be done to maxReplicas. */
    public sealed interface Ceiling {
        /** Nothing. */
        record Keep() implements Ceiling {}

        /** Raised for predicted need above it, with headroom, up to {@code highest}; given back afterwards. */
        record Raise(int highest, int headroomPercent) implements Ceiling {}
    }

    /** How fast the floor may rise: at most {@code maxStepPercent} of itself (at least 1) every {@code stepEvery}. */
    public record RaiseRate(int maxStepPercent, Duration stepEvery) {
        /** No limit within the bounds. */
        public static RaiseRate unlimited() {
            return new RaiseRate(Integer.MAX_VALUE, Duration.ZERO);
        }
    }

    /** How slowly the floor is given back: after {@code hold}, at most {@code maxStepPercent} of itself (at least 1) every {@code stepEvery}. */
    public record ReleaseRate(Duration hold, int maxStepPercent, Duration stepEvery) {}
}
