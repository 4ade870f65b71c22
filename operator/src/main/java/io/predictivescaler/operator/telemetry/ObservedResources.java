package io.predictivescaler.operator.telemetry;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.telemetry.Observation.Benefit;
import io.predictivescaler.operator.telemetry.Observation.Budget;
import io.predictivescaler.operator.telemetry.Observation.Holding;
import io.predictivescaler.operator.telemetry.Observation.Planned;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.leadtime.LeadTime;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last observation of every resource, turned into series when it is asked for: so a resource that is gone, or a value that is no
 * longer known, leaves nothing behind, and a scrape never sees half of a reconcile.
 */
final class ObservedResources implements MultiCollector {
    private final Map<ResourceKey, Observation> latest = new ConcurrentHashMap<>();

    void put(ResourceKey key, Observation observation) {
        latest.put(key, observation);
    }

    void remove(ResourceKey key) {
        latest.remove(key);
    }

    @Override
    public MetricSnapshots collect() {
        Families families = new Families();
        latest.forEach((key, observation) -> add(families, key, observation));
        return families.snapshots();
    }

    private static void add(Families families, ResourceKey key, Observation observation) {
        observation.demand().forEach((entry, demand) -> families.demand.add(demand, key, entry));
        observation.forecast().forEach((entry, ahead) -> {
            families.forecastDemand.add(ahead.demand(), key, entry);
            families.forecastExpires.add(seconds(ahead.expires()), key, entry);
        });
        observation
                .capacity()
                .forEach((entry, capacity) ->
                        families.capacity.add(capacity.perReplica(), key, entry, capacity.source()));
        observation.skill().forEach((entry, skill) -> {
            families.forecastSkill.add(skill.value(), key, entry);
            families.forecastCoverage.add(skill.coverage(), key, entry);
        });
        for (Condition condition : observation.conditions()) {
            families.condition.add(1, key, condition.getType(), condition.getStatus());
        }
        switch (observation.benefit()) {
            case Benefit.Unknown unknown -> {}
            case Benefit.Replayed replayed -> {
                families.benefitShort.add((double) replayed.shortReactive().toSeconds(), key, "Reactive");
                families.benefitShort.add((double) replayed.shortPredictive().toSeconds(), key, "Predictive");
                families.benefitHours.add(replayed.extraReplicaHours(), key);
            }
        }
        switch (observation.planned()) {
            case Planned.Nothing nothing -> {}
            case Planned.Bounded bounded -> add(families, key, bounded);
        }
    }

    private static void add(Families families, ResourceKey key, Planned.Bounded bounded) {
        Plan plan = bounded.plan();
        families.floorWanted.add(plan.to().minReplicas(), key);
        LeadTime leadTime = bounded.leadTime();
        families.leadTime.add(
                (double) leadTime.total().toSeconds(), key, leadTime.source().name());
        if (leadTime.source() != LeadTime.Source.Fixed) {
            families.leadTimeSamples.add(leadTime.samples(), key);
        }
        families.floor.add(bounded.inForce().minReplicas(), key);
        families.ceiling.add(bounded.inForce().maxReplicas(), key);
        families.needed.add(plan.decision().needed(), key);
        families.decision.add(
                1,
                key,
                plan.decision().reason().name(),
                plan.decision().limitedBy().name());
        switch (bounded.holding()) {
            case Holding.Nothing none -> {}
            case Holding.Until until -> families.boundsExpire.add(seconds(until.expires()), key);
        }
        switch (bounded.budget()) {
            case Budget.None none -> {}
            case Budget.Daily daily -> {
                families.budgetUsed.add(daily.used().toMillis() / 3.6e6, key);
                families.budgetLimit.add(daily.replicaHours(), key);
            }
        }
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond();
    }
}
