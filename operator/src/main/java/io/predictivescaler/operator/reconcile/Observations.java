package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.BudgetLimit;
import io.predictivescaler.operator.telemetry.Observation;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.trust.Skill;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the metrics tell of a resource. */
final class Observations {
    private Observations() {}

    /** Of a resource that was not looked at. */
    static Observation without(Map<String, DemandState> states, List<Condition> conditions) {
        return new Observation(
                lastDemand(states),
                Map.of(),
                Map.of(),
                Map.of(),
                new Observation.Planned.Nothing(),
                new Observation.Benefit.Unknown(),
                conditions);
    }

    /** Of a look, and the status that it leaves. */
    static Observation of(Look look, PredictiveScalerStatus status) {
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
        Observation.Holding holding = look.target().note() instanceof Target.Note.Written written
                ? new Observation.Holding.Until(written.record().expires())
                : new Observation.Holding.Nothing();
        return new Observation(
                lastDemand(look.states()),
                ahead,
                capacities(look),
                skills(look.states()),
                new Observation.Planned.Bounded(
                        look.plan(),
                        look.target().bounds().bounds(),
                        holding,
                        budget(look),
                        look.measured().leadTime()),
                BenefitNews.observed(status.benefit()),
                status.conditions());
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
