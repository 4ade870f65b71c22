package io.predictivescaler.planning;

import java.time.Instant;
import java.util.List;

/** Everything that a plan depends on. */
public record PlanInput(
        Instant now,
        PlanSettings settings,
        Baseline baseline,
        Bounds inForce,
        Posture posture,
        List<DemandOutlook> outlooks,
        PlanMemory memory) {
    public PlanInput {
        outlooks = List.copyOf(outlooks);
    }
}
