package io.predictivescaler.planning;

import io.predictivescaler.forecasting.quantile.MinuteNoise;

/**
 * What the busiest minutes need beside the means that are forecast. The room between the target utilization and what a pod carries at
 * most is there for them, so a minute is held against that and not against the target: where an autoscaler leaves much room, its
 * minutes need nothing of their own.
 *
 * @param capacityPerReplica load that one ready replica carries for a minute, in the demand's unit; positive
 */
public record Bursts(MinuteNoise noise, double capacityPerReplica) {
    /** More utilization than this is short of capacity. */
    private static final double FULL_PERCENT = 90;

    public Bursts {
        if (!(capacityPerReplica > 0 && Double.isFinite(capacityPerReplica))) {
            throw new IllegalArgumentException("capacity for a minute is positive, not " + capacityPerReplica);
        }
    }

    /** None: minutes are like the mean. */
    public static Bursts none(double capacityPerReplica) {
        return new Bursts(MinuteNoise.NONE, capacityPerReplica);
    }

    /**
     * Of replicas that carry {@code capacityPerReplica} at the autoscaler's target, and for a minute nine tenths of what they carry at
     * most. A target above that leaves no room: what replicas carry at the target they carry for a minute as well.
     *
     * @param targetUtilizationPercent positive
     */
    public static Bursts of(MinuteNoise noise, double capacityPerReplica, double targetUtilizationPercent) {
        return new Bursts(noise, capacityPerReplica * Math.max(1, FULL_PERCENT / targetUtilizationPercent));
    }
}
