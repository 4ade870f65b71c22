package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.telemetry.ConditionType.Contended;
import static io.predictivescaler.operator.telemetry.ConditionType.DemandAvailable;
import static io.predictivescaler.operator.telemetry.ConditionType.Enforcing;
import static io.predictivescaler.operator.telemetry.ConditionType.ForecastReady;
import static io.predictivescaler.operator.telemetry.ConditionType.Limited;
import static io.predictivescaler.operator.telemetry.ConditionType.Ready;
import static io.predictivescaler.operator.telemetry.ConditionType.TargetResolved;

import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.demand.DemandState.Health;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ConditionStatus;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.Contention;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.Posture;
import io.predictivescaler.planning.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one place where outcomes become conditions. */
final class Verdicts {
    private static final String NO_TARGET = "there is nothing to move";

    private Verdicts() {}

    /** Of a resource that cannot be understood. */
    static List<Verdict> ofInvalid(ConditionReason reason, String problems, SwitchPosition killSwitch) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(Verdict.no(Ready, reason, problems));
        String why = "the spec cannot be used";
        verdicts.add(Verdict.unknown(TargetResolved, ConditionReason.NotEvaluated, why));
        verdicts.add(Verdict.unknown(DemandAvailable, ConditionReason.NotEvaluated, why));
        verdicts.add(Verdict.unknown(ForecastReady, ConditionReason.NotEvaluated, why));
        verdicts.add(TrustVerdict.unevaluated(why));
        verdicts.add(enforcingNothing(killSwitch, reason, why));
        verdicts.add(Verdict.unknown(Limited, ConditionReason.NotEvaluated, why));
        verdicts.add(Verdict.unknown(Contended, ConditionReason.NotEvaluated, why));
        return List.copyOf(verdicts);
    }

    /** Of a resource without a target. */
    static List<Verdict> ofUnresolved(Looks.Result.Unresolved unresolved, Instant now) {
        ConditionReason reason = unresolved.why().reason();
        String message = unresolved.why().message();
        return List.of(
                Verdict.no(Ready, reason, message),
                Verdict.no(TargetResolved, reason, message),
                demandAvailable(unresolved.states()),
                ForecastVerdict.of(unresolved.states(), unresolved.leadTime().total(), now),
                TrustVerdict.of(unresolved.states(), unresolved.leadTime().total()),
                enforcingNothing(unresolved.killSwitch(), reason, NO_TARGET),
                Verdict.unknown(Limited, ConditionReason.NotEvaluated, NO_TARGET),
                Verdict.unknown(Contended, ConditionReason.NotEvaluated, NO_TARGET));
    }

    /** @param notes what the user should know of how the spec was read */
    static List<Verdict> of(Look look, List<String> notes) {
        Verdict demand = CapacityVerdict.demandAvailable(demandAvailable(look.states()), look);
        Verdict forecast = ForecastVerdict.of(look.states(), look.leadTime(), look.now());
        Verdict enforcing = enforcing(look);
        return List.of(
                CapacityVerdict.ready(ready(forecast, enforcing, notes), look),
                Verdict.yes(
                        TargetResolved,
                        ConditionReason.TargetFound,
                        look.target().key() + " is this resource's to move"),
                demand,
                forecast,
                TrustVerdict.of(look.states(), look.leadTime()),
                enforcing,
                limited(look),
                contended(look));
    }

    private static Verdict ready(Verdict forecast, Verdict enforcing, List<String> notes) {
        if (enforcing.reason() == ConditionReason.PatchRefused) {
            return Verdict.no(Ready, enforcing.reason(), enforcing.message());
        }
        return forecast.status() == ConditionStatus.True
                ? Verdict.yes(
                        Ready,
                        ConditionReason.AsExpected,
                        Stream.concat(Stream.of("forecasts are issued and plans are made"), notes.stream())
                                .collect(Collectors.joining("; ")))
                : new Verdict(Ready, forecast.status(), forecast.reason(), forecast.message());
    }

    private static Verdict demandAvailable(Map<String, DemandState> states) {
        List<String> read = new ArrayList<>(
                List.of(states.isEmpty() ? "there is no demand entry to read" : "every demand entry was read"));
        for (var entry : states.entrySet()) {
            switch (entry.getValue().health()) {
                case Health.Failing failing -> {
                    return Verdict.no(
                            DemandAvailable,
                            failing.reason(),
                            "demand entry '" + entry.getKey() + "', since " + failing.since() + ": "
                                    + failing.message());
                }
                case Health.Waiting waiting -> {
                    return Verdict.unknown(
                            DemandAvailable,
                            ConditionReason.NotEvaluated,
                            "demand entry '" + entry.getKey() + "' is being read for the first time");
                }
                case Health.Available available ->
                    available.notes().forEach(note -> read.add("demand entry '" + entry.getKey() + "': " + note));
            }
        }
        return Verdict.yes(DemandAvailable, ConditionReason.DemandRead, String.join("; ", read));
    }

    private static Verdict enforcing(Look look) {
        return switch (look.outcome()) {
            case BoundsWriter.Outcome.Refused refused ->
                Verdict.no(
                        Enforcing,
                        ConditionReason.PatchRefused,
                        "the API server refused the bounds " + look.plan().to().minReplicas() + " to "
                                + look.plan().to().maxReplicas() + ": " + refused.message());
            case BoundsWriter.Outcome.Silent silent ->
                Verdict.no(
                        Enforcing,
                        ConditionReason.Reverted,
                        "no writes before " + look.memory().contention().silentUntil()
                                + ", since the bounds keep being reverted: see Contended");
            case BoundsWriter.Outcome.Unchanged unchanged -> mandated(look);
            case BoundsWriter.Outcome.Applied applied -> mandated(look);
            case BoundsWriter.Outcome.Restored restored -> mandated(look);
            case BoundsWriter.Outcome.Overtaken overtaken -> mandated(look);
        };
    }

    private static Verdict enforcingNothing(SwitchPosition killSwitch, ConditionReason reason, String why) {
        return switch (killSwitch) {
            case SwitchPosition.Off off -> Verdict.no(Enforcing, reason, why);
            case SwitchPosition.On on ->
                Verdict.no(Enforcing, ConditionReason.of(on.order()), on.clause() + "; " + why);
        };
    }

    private static Verdict mandated(Look look) {
        return look.input().posture() instanceof Posture.Switched switched ? switched(look, switched) : byMandate(look);
    }

    private static Verdict switched(Look look, Posture.Switched switched) {
        String course = switch (look.mandate()) {
            case Look.Mandate.Enforce enforce -> look.plan().decision().message();
            case Look.Mandate.LetGo letGo -> look.plan().decision().message();
            case Look.Mandate.CalendarOnly only -> look.plan().decision().message();
            case Look.Mandate.Observe observe -> switched.clause() + "; nothing is written in Observe anyway";
            case Look.Mandate.HistoryTooShort tooShort ->
                switched.clause() + "; nothing is written yet anyway, since the history is too short";
        };
        return Verdict.no(Enforcing, ConditionReason.of(switched.order()), course);
    }

    private static Verdict byMandate(Look look) {
        return switch (look.mandate()) {
            case Look.Mandate.Observe observe ->
                Verdict.no(
                        Enforcing,
                        ConditionReason.Observing,
                        look.spec().mode() == ScalerSpec.Mode.Observe
                                ? "spec.mode is Observe: nothing is written to the target"
                                : "the operator runs with --max-mode=Observe: nothing is written to the target");
            case Look.Mandate.LetGo letGo ->
                Verdict.no(
                        Enforcing,
                        ConditionReason.LettingGo,
                        "what was raised is given back, since the mode is Observe: " + floorOf(look));
            case Look.Mandate.HistoryTooShort tooShort ->
                Verdict.no(
                        Enforcing,
                        ConditionReason.TooLittleHistory,
                        "the history covers " + Durations.format(tooShort.covered())
                                + ", and trust.minimumHistory asks for " + Durations.format(tooShort.minimum())
                                + ": until then the operator only observes");
            case Look.Mandate.CalendarOnly only ->
                Verdict.no(
                        Enforcing,
                        ConditionReason.TooLittleHistory,
                        "the history covers " + Durations.format(only.covered())
                                + ", and trust.minimumHistory asks for " + Durations.format(only.minimum())
                                + ": until then only the floors of the calendar are enforced; " + floorOf(look));
            case Look.Mandate.Enforce enforce -> postured(look);
        };
    }

    private static Verdict postured(Look look) {
        return switch (look.input().posture()) {
            case Posture.Paused paused ->
                Verdict.no(Enforcing, ConditionReason.Paused, "paused by annotation until " + paused.until());
            case Posture.Unable unable ->
                Verdict.no(
                        Enforcing,
                        ConditionReason.valueOf(unable.reason().name()),
                        look.plan().decision().message());
            case Posture.LettingGo lettingGo ->
                Verdict.no(
                        Enforcing,
                        ConditionReason.LettingGo,
                        look.plan().decision().message());
            case Posture.Acting acting -> heeded(look);
            case Posture.Switched switched -> switched(look, switched);
        };
    }

    private static Verdict heeded(Look look) {
        String course = "the bounds follow the plan: " + floorOf(look);
        if (!(look.target().heed() instanceof Target.Heed.UnlessIdle unless)) {
            return Verdict.yes(Enforcing, ConditionReason.BoundsFollowPlan, course);
        }
        String exception = "; while no trigger is active, idleReplicaCount of " + unless.replicas()
                + " holds whatever the floor is: remove it to have capacity before the first trigger";
        return unless.idle()
                ? Verdict.no(Enforcing, ConditionReason.TargetIdle, course + exception + "; none is active now")
                : Verdict.yes(Enforcing, ConditionReason.BoundsFollowPlan, course + exception);
    }

    private static String floorOf(Look look) {
        int floor = look.target().bounds().bounds().minReplicas();
        int baseline = look.reading().baseline().floor();
        TargetKind kind = look.target().key().kind();
        return floor == baseline
                ? kind.minField() + " " + floor + ", which is the baseline"
                : kind.minField() + " " + floor + ", baseline " + baseline + "; to set " + kind.maxField() + " below "
                        + floor + ", set " + kind.minField() + " with it, to " + baseline + " for the baseline";
    }

    private static Verdict limited(Look look) {
        Plan.Decision decision = look.plan().decision();
        if (decision.limitedBy() == LimitedBy.Budget) {
            return Verdict.yes(
                    Limited,
                    ConditionReason.Budget,
                    decision.message() + ": raise budget.replicaHoursPerDay, or state what must stand in the calendar");
        }
        if (decision.shortfall().isPresent()) {
            Plan.Shortfall shortfall = decision.shortfall().orElseThrow();
            return Verdict.yes(
                    Limited,
                    ConditionReason.MaxReplicas,
                    new Wording(look.spec().zone(), look.now()).shortfall(shortfall) + remedy(look));
        }
        return switch (decision.limitedBy()) {
            case MinHighest, MaxReplicas, SeenDemand, Budget, RaiseStep ->
                Verdict.yes(Limited, ConditionReason.of(decision.limitedBy()), decision.message());
            case ReleaseStep, None ->
                Verdict.no(Limited, ConditionReason.NotLimited, "the bounds go where the plan goes");
        };
    }

    private static String remedy(Look look) {
        return switch (look.spec().ceiling()) {
            case PlanSettings.Ceiling.Keep keep ->
                ": raise " + look.target().key().kind().maxField()
                        + ", or allow it with bounds.maxReplicas.policy: Raise";
            case PlanSettings.Ceiling.Raise raise -> ": raise bounds.maxReplicas.highest";
        };
    }

    private static Verdict contended(Look look) {
        Contention contention = look.memory().contention();
        if (!contention.isContended()) {
            return Verdict.no(Contended, ConditionReason.Uncontended, "nobody keeps reverting the bounds");
        }
        String who = look.memory().reverter().isEmpty()
                ? "another client"
                : "field manager '" + look.memory().reverter() + "'";
        TargetKind kind = look.target().key().kind();
        return Verdict.yes(
                Contended,
                ConditionReason.Reverted,
                who + " keeps putting the baseline back; no writes before " + contention.silentUntil()
                        + ": leave spec." + kind.minField() + " (and " + kind.maxField()
                        + ") out of what it applies, or have it ignore these fields");
    }
}
