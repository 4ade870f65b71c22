package io.predictivescaler.simulation;

import java.time.Duration;

/**
 * What a world is made of.
 *
 * @param step by which time advances; positive, and a divisor of the autoscaler's sync period
 */
public record WorldSettings(HpaSettings hpa, Workload workload, MetricsPipeline metrics, Duration step) {
    public WorldSettings {
        if (!step.isPositive() || hpa.syncPeriod().toNanos() % step.toNanos() != 0) {
            throw new IllegalArgumentException(
                    "a step is positive and divides the sync period of " + hpa.syncPeriod() + ", unlike " + step);
        }
    }

    /** Stepped by the autoscaler's sync period. */
    public static WorldSettings of(HpaSettings hpa, Workload workload, MetricsPipeline metrics) {
        return new WorldSettings(hpa, workload, metrics, hpa.syncPeriod());
    }
}
