package io.predictivescaler.operator.reconcile;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.forecasting.Accuracy;
import io.predictivescaler.forecasting.FittedForecaster;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.api.PredictiveScalerStatus.AppliedBounds;
import io.predictivescaler.operator.api.PredictiveScalerStatus.BaselineBounds;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Decision;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.spec.BudgetLimit;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.MaxReplicas;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.planning.Spending;
import io.predictivescaler.planning.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a look to the status that it leaves. */
final class StatusComposer {
    private static final int LONGEST_MODEL = 48;
    private static final Duration WEEK = Duration.ofDays(7);

    private StatusComposer() {}

    /** The status of a resource whose target was looked at. */
    static PredictiveScalerStatus of(Look look, List<Condition> conditions, long generation) {
        ForecastStatus forecast = ForecastStatus.of(look);
        return completed(outline(look, conditions, generation, forecast), forecast);
    }

    /** The same but for the points of the forecast, which are most of the work. */
    static PredictiveScalerStatus outline(
            Look look, List<Condition> conditions, long generation, ForecastStatus forecast) {
        PredictiveScalerStatus before = look.memory().status().status();
        List<Decision> decisions = decisions(before, look);
        return new PredictiveScalerStatus(
                generation,
                conditions,
                target(look),
                decisions.getFirst(),
                decisions,
                forecast.outline().orElse(null),
                look.spec().demand().stream()
                        .map(demand -> demand(look, demand, forecast))
                        .toList(),
                BenefitNews.status(look.benefit(), before.benefit()),
                LeadTimeNews.status(look.measured()),
                budget(look));
    }

    /** An outline with the points of its forecast. */
    static PredictiveScalerStatus completed(PredictiveScalerStatus outline, ForecastStatus forecast) {
        return new PredictiveScalerStatus(
                outline.observedGeneration(),
                outline.conditions(),
                outline.target(),
                outline.decision(),
                outline.decisions(),
                forecast.published().orElse(null),
                outline.demand(),
                outline.benefit(),
                outline.leadTime(),
                outline.budget());
    }

    private static PredictiveScalerStatus.@Nullable Budget budget(Look look) {
        Spending spent = look.memory().plan().spending();
        return switch (look.spec().budget()) {
            case BudgetLimit.None none -> null;
            case BudgetLimit.ReplicaHoursPerDay limited ->
                new PredictiveScalerStatus.Budget(spent.day().toString(), spent.usedReplicaHours(), limited.most());
        };
    }

    /** The status of a resource that was not looked at further: what was known stays, with new conditions. */
    static PredictiveScalerStatus withConditions(ScalerMemory memory, List<Condition> conditions, long generation) {
        PredictiveScalerStatus before = memory.status().status();
        return new PredictiveScalerStatus(
                generation,
                conditions,
                target(before, memory.holding()),
                before.decision(),
                before.decisions(),
                before.forecast(),
                before.demand(),
                before.benefit(),
                before.leadTime(),
                before.budget());
    }

    /** What an unreadable spec once raised goes on returning to its baseline, and the status with it. */
    private static PredictiveScalerStatus.@Nullable Target target(
            PredictiveScalerStatus before, ScalerMemory.Holding holding) {
        PredictiveScalerStatus.Target last = before.target();
        return switch (holding) {
            case ScalerMemory.Holding.Told told -> last;
            case ScalerMemory.Holding.Held held ->
                new PredictiveScalerStatus.Target(
                        held.kind().reference(),
                        held.record().targetUid(),
                        baseline(held.record().baseline()),
                        new AppliedBounds(
                                held.record().applied().minReplicas(),
                                held.record().applied().maxReplicas(),
                                held.record().expires().toString()));
            case ScalerMemory.Holding.Nothing nothing -> {
                BaselineBounds own = last == null ? null : last.baseline();
                yield last == null || own == null
                        ? last
                        : new PredictiveScalerStatus.Target(
                                last.kind(),
                                last.uid(),
                                own,
                                new AppliedBounds(own.minReplicas(), own.maxReplicas(), null));
            }
        };
    }

    private static PredictiveScalerStatus.Target target(Look look) {
        Bounds inForce = look.target().bounds().bounds();
        String expires = look.target().note() instanceof io.predictivescaler.operator.scale.Target.Note.Written written
                ? written.record().expires().toString()
                : null;
        return new PredictiveScalerStatus.Target(
                look.target().key().kind().reference(),
                look.target().bounds().targetUid(),
                baseline(look.reading().baseline()),
                new AppliedBounds(inForce.minReplicas(), inForce.maxReplicas(), expires));
    }

    private static BaselineBounds baseline(Baseline baseline) {
        Integer min = switch (baseline.minReplicas()) {
            case MinReplicas.Stated stated -> stated.effective();
            case MinReplicas.Absent absent -> null;
        };
        Integer max = switch (baseline.maximum()) {
            case MaxReplicas.Stated stated -> stated.effective();
            case MaxReplicas.Absent absent -> null;
        };
        return new BaselineBounds(min, max);
    }

    /** What stands, where the plan is not carried out for now: what it would be changes with every look, and the bounds do not. */
    private static Decision decision(Look look) {
        Plan plan = look.plan();
        boolean silent = look.outcome() instanceof BoundsWriter.Outcome.Silent;
        Bounds bounds = silent ? look.target().bounds().bounds() : plan.to();
        String why = plan.decision().message();
        String message = silent
                ? "nothing is written before "
                        + new Wording(look.spec().zone(), look.now())
                                .time(look.memory().contention().silentUntil())
                        + ", see Contended; " + why
                : why;
        return new Decision(
                look.now().toString(),
                bounds.minReplicas(),
                bounds.maxReplicas(),
                plan.decision().reason().name(),
                shortened(message, PredictiveScalerStatus.LONGEST_DECISION_MESSAGE),
                plan.decision().limitedBy().name());
    }

    static String shortened(String message, int longest) {
        return message.length() <= longest ? message : message.substring(0, longest - 1) + "…";
    }

    /**
     * Newest first. To stay where the last decision led is no new one: the list tells of moves and their causes, and its first entry why
     * the bounds are what they are.
     */
    private static List<Decision> decisions(PredictiveScalerStatus before, Look look) {
        List<Decision> decisions = new ArrayList<>(before.decisions());
        Decision decision = decision(look);
        if (decisions.isEmpty()
                || !staysWith(
                        decisions.getFirst(), decision, look.plan().decision().reason())) {
            decisions.addFirst(decision);
        }
        return List.copyOf(decisions.subList(0, Math.min(decisions.size(), PredictiveScalerStatus.MOST_DECISIONS)));
    }

    private static boolean staysWith(Decision last, Decision now, Reason reason) {
        boolean sameBounds = Objects.equals(last.minReplicas(), now.minReplicas())
                && Objects.equals(last.maxReplicas(), now.maxReplicas())
                && Objects.equals(last.limitedBy(), now.limitedBy());
        boolean sameReason = Objects.equals(last.reason(), now.reason());
        return sameBounds && (sameReason || (course(reason) == Course.Stays && isOfPlan(last)));
    }

    private static boolean isOfPlan(Decision last) {
        return Arrays.stream(Reason.values())
                .anyMatch(reason -> reason.name().equals(last.reason()) && course(reason) != Course.Stopped);
    }

    /** What a plan says of the bounds by its reason. */
    private enum Course {
        /** They stay where the plan led. */
        Stays,
        /** They follow the plan. */
        Moves,
        /** Something stands in the plan's way. */
        Stopped
    }

    private static Course course(Reason reason) {
        return switch (reason) {
            case ForecastKeep, ReleaseHeld, BaselineSuffices, CalendarKeep -> Course.Stays;
            case ForecastRaise, ForecastRelease, CalendarRaise, CalendarRelease -> Course.Moves;
            case AwaitingDemand,
                    NoOpinion,
                    Distrusted,
                    BudgetReached,
                    Paused,
                    Observing,
                    KillSwitchFreeze,
                    KillSwitchRelease,
                    KillSwitchRestore,
                    KillSwitchUnread,
                    BoundsEqual,
                    ScaledToZero,
                    ScaleDownDisabled,
                    TargetPaused -> Course.Stopped;
        };
    }

    private static PredictiveScalerStatus.Demand demand(Look look, DemandSpec demand, ForecastStatus forecast) {
        DemandState state = requireNonNull(look.states().get(demand.name()));
        CapacityState capacity = requireNonNull(look.capacities().get(demand.name()));
        Optional<FittedForecaster> forecaster = state.model() instanceof DemandState.Model.Fitted fitted
                ? Optional.of(fitted.forecaster())
                : Optional.empty();
        String lastSample = state.history().lastPresent().stream()
                .mapToObj(index -> state.history().timeOf(index + 1).toString())
                .findFirst()
                .orElse(null);
        return new PredictiveScalerStatus.Demand(
                demand.name(),
                forecaster
                        .map(model -> wholeMembers(model.model(), LONGEST_MODEL))
                        .orElse(null),
                forecaster.map(FittedForecaster::seasons).orElse(List.of()).stream()
                        .map(season -> season.equals(WEEK) ? "1w" : Durations.format(season))
                        .toList(),
                lastSample,
                perReplica(capacity),
                source(capacity),
                forecast.peakOf(demand).orElse(null),
                forecaster
                        .flatMap(FittedForecaster::accuracy)
                        .map(accuracy -> accuracy(accuracy, state.trust()))
                        .orElse(null));
    }

    private static @Nullable Double perReplica(CapacityState capacity) {
        return capacity instanceof CapacityState.Known known ? (Double) known.perReplica() : null;
    }

    private static @Nullable String source(CapacityState capacity) {
        return capacity instanceof CapacityState.Known known ? known.source().name() : null;
    }

    /** Skill and coverage are those that trust rests on; before there are any, those of the fit's own trials. */
    private static PredictiveScalerStatus.Accuracy accuracy(Accuracy trials, DemandState.Trust trust) {
        PredictiveScalerStatus.Accuracy ofTrials = new PredictiveScalerStatus.Accuracy(
                Durations.format(trials.window()),
                percent(trials.skill()),
                percent(trials.coverage()),
                percent(trials.wape()),
                trials.reference().name());
        return Trusts.skill(trust)
                .map(skill -> new PredictiveScalerStatus.Accuracy(
                        Durations.format(skill.scored()),
                        percent(skill.value()),
                        percent(skill.coverage()),
                        percent(trials.wape()),
                        skill.reference().name()))
                .orElse(ofTrials);
    }

    /** The largest members that fit. */
    private static String wholeMembers(String model, int longest) {
        return model.length() <= longest ? model : model.substring(0, model.lastIndexOf(", ", longest - 3)) + ", …";
    }

    private static int percent(double share) {
        return (int) Math.round(100 * share);
    }
}
