package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.BudgetLimit;
import io.predictivescaler.operator.telemetry.Observation;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.Posture;
import io.predictivescaler.planning.trust.Skill;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the metrics tell of a resource. */
final class Observations {
    private Observations() {}

    /** Of a resource that was not looked at further than its conditions say. */
    static Observation without(
            PredictiveScaler scaler,
            Map<String, DemandState> states,
            ScalerMemory memory,
            List<Condition> conditions,
            Instant now) {
        return new Observation(
                now,
                Observation.Entries.withDemandAlone(lastDemand(states)),
                new Observation.Planned.Nothing(),
                holding(scaler, memory),
                new Observation.Benefit.Unknown(),
                conditions);
    }

    /** What is remembered may be given back already, by whoever took the finalizer off. */
    private static Observation.Holding holding(PredictiveScaler scaler, ScalerMemory memory) {
        if (!scaler.hasFinalizer(PredictiveScaler.BASELINE_FINALIZER)) {
            return new Observation.Holding.Nothing();
        }
        return switch (memory.holding()) {
            case ScalerMemory.Holding.Nothing nothing -> new Observation.Holding.Nothing();
            case ScalerMemory.Holding.Held held ->
                new Observation.Holding.Until(held.record().expires());
            case ScalerMemory.Holding.Told told ->
                new Observation.Holding.Until(told.record().expires());
        };
    }

    /** Of a look, and the status that it leaves. */
    static Observation of(Look look, ForecastStatus forecast, PredictiveScalerStatus status) {
        Observation.Holding holding = look.target().note() instanceof Target.Note.Written written
                ? new Observation.Holding.Until(written.record().expires())
                : new Observation.Holding.Nothing();
        return new Observation(
                look.now(),
                new Observation.Entries(
                        lastDemand(look.states()), ahead(look), capacities(look), skills(look.states())),
                new Observation.Planned.Bounded(
                        look.plan(),
                        new Observation.Limits(
                                look.reading().baseline().bounds(),
                                look.target().bounds().bounds(),
                                highestCeiling(look)),
                        new Observation.Modes(asked(look), inForce(look)),
                        nextPeak(forecast),
                        budget(look),
                        look.measured().leadTime()),
                holding,
                BenefitNews.observed(status.benefit()),
                status.conditions());
    }

    private static int highestCeiling(Look look) {
        int own = look.reading().baseline().maxReplicas();
        return switch (look.spec().ceiling()) {
            case PlanSettings.Ceiling.Keep keep -> own;
            case PlanSettings.Ceiling.Raise raise -> Math.max(own, raise.highest());
        };
    }

    private static Observation.Mode asked(Look look) {
        return switch (look.spec().mode()) {
            case Observe -> Observation.Mode.Observe;
            case Enforce -> Observation.Mode.Enforce;
        };
    }

    private static Observation.Mode inForce(Look look) {
        if (look.input().posture() instanceof Posture.Switched) {
            return Observation.Mode.Observe;
        }
        return switch (look.mandate()) {
            case Look.Mandate.Enforce enforce -> Observation.Mode.Enforce;
            case Look.Mandate.CalendarOnly only -> Observation.Mode.Enforce;
            case Look.Mandate.Observe observe -> Observation.Mode.Observe;
            case Look.Mandate.HistoryTooShort tooShort -> Observation.Mode.Observe;
            case Look.Mandate.LetGo letGo -> Observation.Mode.Observe;
        };
    }

    private static Observation.NextPeak nextPeak(ForecastStatus forecast) {
        return forecast.peak()
                .<Observation.NextPeak>map(peak -> new Observation.NextPeak.At(peak.time(), peak.replicas()))
                .orElseGet(Observation.NextPeak.Unknown::new);
    }

    private static Map<String, Observation.ForecastAhead> ahead(Look look) {
        Map<String, Observation.ForecastAhead> ahead = new HashMap<>();
        Instant then = look.now().plus(look.leadTime());
        double factor = look.input().calendar().factorAt(then);
        for (DemandOutlook outlook : look.outlooks()) {
            if (outlook instanceof DemandOutlook.Forecasted forecasted) {
                forecasted
                        .forecast()
                        .maximum(look.spec().percentile(), then, then)
                        .ifPresent(demand -> ahead.put(
                                forecasted.name(),
                                new Observation.ForecastAhead(factor * demand, forecasted.expires())));
            }
        }
        return ahead;
    }

    private static Map<String, Observation.Capacity> capacities(Look look) {
        Map<String, Observation.Capacity> capacities = new HashMap<>();
        look.capacities().forEach((name, state) -> {
            if (state instanceof CapacityState.Known known) {
                capacities.put(
                        name,
                        new Observation.Capacity(
                                known.perReplica(), known.source().name()));
            }
        });
        return capacities;
    }

    private static Map<String, Skill> skills(Map<String, DemandState> states) {
        Map<String, Skill> skills = new HashMap<>();
        states.forEach((name, state) -> Trusts.skill(state.trust()).ifPresent(skill -> skills.put(name, skill)));
        return skills;
    }

    private static Observation.Budget budget(Look look) {
        return switch (look.spec().budget()) {
            case BudgetLimit.None none -> new Observation.Budget.None();
            case BudgetLimit.ReplicaHoursPerDay limited ->
                new Observation.Budget.Daily(look.memory().plan().spending().used(), limited.most());
        };
    }

    private static Map<String, Double> lastDemand(Map<String, DemandState> states) {
        Map<String, Double> demand = new HashMap<>();
        states.forEach((name, state) -> state.history()
                .lastPresent()
                .ifPresent(index -> demand.put(name, state.history().valueAt(index))));
        return demand;
    }
}
