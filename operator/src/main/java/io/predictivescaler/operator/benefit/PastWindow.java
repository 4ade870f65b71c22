package io.predictivescaler.operator.benefit;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.leadtime.LeadTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is replayed: the last days of each demand entry, with what stood before them as history.
 *
 * @param spec as if its user let it act
 * @param baseline the target's own bounds, the floor at least 1
 * @param loads of each demand entry, by name
 * @param from when the replay begins; what lies before it is history
 * @param to when it ends; whole days later
 */
public record PastWindow(
        ResourceKey key,
        ScalerSpec spec,
        TargetKey target,
        Baseline baseline,
        LeadTime leadTime,
        Map<String, Load> loads,
        Instant from,
        Instant to) {
    public PastWindow {
        loads = Map.copyOf(loads);
    }

    /**
     * Demand, and how many replicas it needs.
     *
     * @param demand from its first present step to its last one
     * @param perReplica load that one ready replica carries at the target utilization
     */
    public record Load(Series demand, double perReplica) {}

    /** How long it is. */
    public Duration length() {
        return Duration.between(from, to);
    }
}
