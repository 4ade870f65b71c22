package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.benefit.BenefitState;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.pods.MeasuredLeadTime;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanInput;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at a resource whose target is resolved: what was known, what was planned, what came of it.
 *
 * @param target as it stands after the look
 * @param capacities what one replica carries, by demand entry
 * @param outlooks as issued; what the plan was made from stands in {@code input}
 * @param measured the lead time in use, and whether the pods it is learned from can be seen
 * @param benefit what enforcing brings, or would bring
 * @param memory as it was when the plan was carried out
 */
record Look(
        Instant now,
        ScalerSpec spec,
        Target target,
        BoundsReading reading,
        Map<String, DemandState> states,
        Map<String, CapacityState> capacities,
        List<DemandOutlook> outlooks,
        MeasuredLeadTime measured,
        BenefitState benefit,
        Duration history,
        Mandate mandate,
        PlanInput input,
        Plan plan,
        BoundsWriter.Outcome outcome,
        ScalerMemory memory) {

    /** In use, the operator's refresh interval and the autoscaler's sync included. */
    Duration leadTime() {
        return measured.leadTime().total();
    }

    /** Whether something of the operator's stands on the target after this look. */
    boolean holds() {
        return target.isNoted();
    }

    /** Whether this look has written on the target. */
    boolean hasWritten() {
        return switch (outcome) {
            case BoundsWriter.Outcome.Applied applied -> true;
            case BoundsWriter.Outcome.Restored restored -> true;
            case BoundsWriter.Outcome.Unchanged unchanged -> false;
            case BoundsWriter.Outcome.Silent silent -> false;
            case BoundsWriter.Outcome.Refused refused -> false;
            case BoundsWriter.Outcome.Overtaken overtaken -> false;
        };
    }

    /** When the plan may next be another on the calendar's account. */
    Optional<Instant> nextChange() {
        return nextChange(input);
    }

    /** In whole seconds, since that is how looks tell the time. */
    static Optional<Instant> nextChange(PlanInput input) {
        return input.nextChange()
                .map(change -> change.plus(Duration.ofSeconds(1).minusNanos(1)).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether this look may move the bounds. */
    sealed interface Mandate {
        /** Whether the target may be written. */
        default boolean mayWrite() {
            return switch (this) {
                case Enforce enforce -> true;
                case LetGo letGo -> true;
                case CalendarOnly only -> true;
                case Observe observe -> false;
                case HistoryTooShort tooShort -> false;
            };
        }

        /** It may. */
        record Enforce() implements Mandate {}

        /** The mode is Observe, and nothing is held. */
        record Observe() implements Mandate {}

        /** The mode is Enforce, and the history is too short to act on: as in Observe. */
        record HistoryTooShort(Duration covered, Duration minimum) implements Mandate {}

        /** The mode is Enforce, and the history is too short to act on: only what the calendar states is carried out. */
        record CalendarOnly(Duration covered, Duration minimum) implements Mandate {
            String why() {
                return "its history covers " + Durations.format(covered) + ", and trust.minimumHistory asks for "
                        + Durations.format(minimum);
            }
        }

        /** The mode is Observe, and what Enforce had raised is given back. */
        record LetGo() implements Mandate {}
    }
}
