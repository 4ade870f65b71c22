package io.predictivescaler.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a plan depends on.
 *
 * @param inForce the bounds that stand on the target
 * @param currentReplicas what the target runs now, at least 0: a raised maximum is not taken away under it
 * @param outlooks one a demand entry
 * @param calendar at least the windows from {@code now} to the end of the forecasts; where there is a budget, also those of the time
 *     that is not charged yet, and of the day before it
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

    /** At the same instant, once the bounds were moved to these. */
    PlanInput after(Bounds moved) {
        return new PlanInput(
                now,
                settings,
                baseline,
                moved,
                currentReplicas,
                posture,
                outlooks,
                calendar,
                memory.after(moved, inForce, now));
    }

    /** The first instant after {@code now} at which the plan may be another on the calendar's account. */
    public Optional<Instant> nextChange() {
        return calendar.nextChange(
                now, Duration.between(now, Windows.of(now, settings).leadEnd()));
    }
}
