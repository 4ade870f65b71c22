package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.pods.MeasuredLeadTime;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanInput;
import java.time.Instant;
import java.util.List;

/** What a look at a resource comes to that changes nothing. */
public sealed interface Glance {
    /** When it was. */
    Instant now();

    /** What the operator would say of the resource. */
    List<Verdict> verdicts();

    /** There is no target to plan for. */
    record Unresolved(Instant now, ConditionReason reason, String message, List<Verdict> verdicts) implements Glance {
        public Unresolved {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * What the operator would do.
     *
     * @param authority whether it would be carried out
     * @param plan the one of now
     * @param status that would be written
     */
    record Seen(
            ResourceKey key,
            ScalerSpec spec,
            Target target,
            BoundsReading reading,
            Authority authority,
            PlanInput input,
            Plan plan,
            MeasuredLeadTime leadTime,
            SwitchPosition killSwitch,
            List<Verdict> verdicts,
            PredictiveScalerStatus status,
            Preview preview)
            implements Glance {
        public Seen {
            verdicts = List.copyOf(verdicts);
        }

        @Override
        public Instant now() {
            return input.now();
        }
    }

    /** What a plan may do. */
    enum Authority {
        /** The bounds follow it. */
        Enforces,
        /** The mode is Observe: nothing is written. */
        Observes,
        /** The mode is Observe, and what Enforce had raised is given back. */
        GivesBack,
        /** The mode is Enforce, and the history too short to act on: nothing is written. */
        HistoryTooShort,
        /** The mode is Enforce, and the history too short to act on: floors of the calendar alone are carried out. */
        CalendarOnly;

        /** Whether the bounds follow the plan. */
        public boolean writes() {
            return switch (this) {
                case Enforces, GivesBack, CalendarOnly -> true;
                case Observes, HistoryTooShort -> false;
            };
        }

        static Authority of(Look.Mandate mandate) {
            return switch (mandate) {
                case Look.Mandate.Enforce enforce -> Enforces;
                case Look.Mandate.Observe observe -> Observes;
                case Look.Mandate.LetGo letGo -> GivesBack;
                case Look.Mandate.HistoryTooShort tooShort -> HistoryTooShort;
                case Look.Mandate.CalendarOnly only -> CalendarOnly;
            };
        }
    }
}
