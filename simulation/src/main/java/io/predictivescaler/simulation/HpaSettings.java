package io.predictivescaler.simulation;

import java.time.Duration;

/**
 * How an autoscaler on CPU utilization is set up; its bounds are handed over at each sync, for they move.
 *
 * @param targetUtilizationPercent of the CPU request, at least 1
 * @param tolerance how far utilization may be from its target without a change
 * @param syncPeriod between two decisions; positive
 * @param cpuInitialization after its start, how long a pod's sample counts only when it is ready and measured since
 * @param readinessDelay a pod that is not ready and last changed within this of its start was never ready
 */
public record HpaSettings(
        int targetUtilizationPercent,
        Tolerance tolerance,
        Behavior behavior,
        Duration syncPeriod,
        Duration cpuInitialization,
        Duration readinessDelay) {
    public HpaSettings {
        if (targetUtilizationPercent < 1) {
            throw new IllegalArgumentException("a target utilization is at least 1 %, not " + targetUtilizationPercent);
        }
        if (!syncPeriod.isPositive() || cpuInitialization.isNegative() || readinessDelay.isNegative()) {
            throw new IllegalArgumentException("a sync period is positive and delays are not negative, unlike "
                    + syncPeriod + ", " + cpuInitialization + " and " + readinessDelay);
        }
    }

    /** The controller's own defaults, with the documented default behavior. */
    public static HpaSettings targeting(int targetUtilizationPercent) {
        return new HpaSettings(
                targetUtilizationPercent,
                Tolerance.STANDARD,
                Behavior.standard(),
                Duration.ofSeconds(15),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30));
    }

    public HpaSettings withBehavior(Behavior other) {
        return new HpaSettings(
                targetUtilizationPercent, tolerance, other, syncPeriod, cpuInitialization, readinessDelay);
    }

    public HpaSettings withTolerance(Tolerance other) {
        return new HpaSettings(
                targetUtilizationPercent, other, behavior, syncPeriod, cpuInitialization, readinessDelay);
    }

    public HpaSettings withTarget(int utilizationPercent) {
        return new HpaSettings(utilizationPercent, tolerance, behavior, syncPeriod, cpuInitialization, readinessDelay);
    }
}
