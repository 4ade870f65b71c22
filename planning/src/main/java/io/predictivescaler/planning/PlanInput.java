package io.predictivescaler.planning;

import java.time.Instant;
import java.util.List;

/**
 * Everything that a plan depends on.
 *
 * @param inForce the bounds that stand on the target
 * @param currentReplicas what the target runs now, at least 0: a raised maximum is not taken away under it
 * @param outlooks one a demand entry
 * @param calendar at least the windows from {@code now} to the end of the forecasts
 */
public record PlanInput(
        Instant now,
        PlanSettings settings,
        Baseline baseline,
        Bounds inForce,
        int currentReplicas,
        Posture posture,
        List<DemandOutlook> outlooks,
        Calendar calendar,
        PlanMemory memory) {
    public PlanInput {
        if (currentReplicas < 0) {
            throw new IllegalArgumentException("current replicas are at least 0, not " + currentReplicas);
        }
        outlooks = List.copyOf(outlooks);
    }
}
