package io.predictivescaler.operator.benefit;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.leadtime.LeadTime;
import java.util.Map;

/**
 * What a look knows that a benefit follows from.
 *
 * @param baseline the target's own bounds, whatever stands on it now
 * @param states of each demand entry, by name
 * @param capacities what one replica carries, by demand entry
 */
public record Situation(
        ResourceKey key,
        ScalerSpec spec,
        Target target,
        Baseline baseline,
        Map<String, DemandState> states,
        Map<String, CapacityState> capacities,
        LeadTime leadTime) {
    public Situation {
        states = Map.copyOf(states);
        capacities = Map.copyOf(capacities);
    }
}
