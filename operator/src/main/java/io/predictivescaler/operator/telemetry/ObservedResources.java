package io.predictivescaler.operator.telemetry;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.telemetry.Observation.Benefit;
import io.predictivescaler.operator.telemetry.Observation.Budget;
import io.predictivescaler.operator.telemetry.Observation.Holding;
import io.predictivescaler.operator.telemetry.Observation.NextPeak;
import io.predictivescaler.operator.telemetry.Observation.Planned;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.leadtime.LeadTime;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The last observation of every resource, turned into series when it is asked for: so a resource that is gone, or a value that is no
 * longer known, leaves nothing behind, and a scrape never sees half of a reconcile.
 */
final class ObservedResources implements MultiCollector {
    private final Map<ResourceKey, Observation> latest = new ConcurrentHashMap<>();

    /** The observation before this one, if there was one. */
    Optional<Observation> put(ResourceKey key, Observation observation) {
        return Optional.ofNullable(latest.put(key, observation));
    }

    void remove(ResourceKey key) {
        latest.remove(key);
    }

    void clear() {
        latest.clear();
    }

    @Override
    public MetricSnapshots collect() {
        Families families = new Families();
        latest.forEach((key, observation) -> add(families, key, observation));
        return families.snapshots();
    }

    private static void add(Families families, ResourceKey key, Observation observation) {
        families.lastLook.add(seconds(observation.at()), key);
        add(families, key, observation.entries());
        for (Condition condition : observation.conditions()) {
            add(families, key, condition);
        }
        switch (observation.holding()) {
            case Holding.Nothing none -> families.boundsHeld.add(0, key);
            case Holding.Until until -> {
                families.boundsHeld.add(1, key);
                families.boundsExpire.add(seconds(until.expires()), key);
            }
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

    private static void add(Families families, ResourceKey key, Observation.Entries entries) {
        entries.demand().forEach((entry, demand) -> families.demand.add(demand, key, entry));
        entries.forecast().forEach((entry, ahead) -> {
            families.forecastDemand.add(ahead.demand(), key, entry);
            families.forecastExpires.add(seconds(ahead.expires()), key, entry);
        });
        entries.capacity()
                .forEach((entry, capacity) ->
                        families.capacity.add(capacity.perReplica(), key, entry, capacity.source()));
        entries.skill().forEach((entry, skill) -> {
            families.forecastSkill.add(skill.value(), key, entry);
            families.forecastCoverage.add(skill.coverage(), key, entry);
        });
    }

    /** A status may hold conditions that others wrote, or an earlier version did: what they say is no label value. */
    private static void add(Families families, ResourceKey key, Condition condition) {
        if (isOneOf(ConditionType.values(), condition.getType())
                && isOneOf(ConditionStatus.values(), condition.getStatus())) {
            String reason = isOneOf(ConditionReason.values(), condition.getReason()) ? condition.getReason() : "";
            families.condition.add(1, key, condition.getType(), condition.getStatus(), reason);
        }
    }

    private static boolean isOneOf(Enum<?>[] values, @Nullable String name) {
        return Arrays.stream(values).anyMatch(value -> value.name().equals(name));
    }

    private static void add(Families families, ResourceKey key, Planned.Bounded bounded) {
        Plan plan = bounded.plan();
        Observation.Limits limits = bounded.limits();
        families.floorWanted.add(plan.to().minReplicas(), key);
        families.floor.add(limits.inForce().minReplicas(), key);
        families.ceiling.add(limits.inForce().maxReplicas(), key);
        families.baselineFloor.add(limits.baseline().minReplicas(), key);
        families.baselineCeiling.add(limits.baseline().maxReplicas(), key);
        families.highestCeiling.add(limits.highestCeiling(), key);
        families.needed.add(plan.decision().needed(), key);
        families.decision.add(
                1,
                key,
                plan.decision().reason().name(),
                plan.decision().limitedBy().name());
        families.mode.add(
                1,
                key,
                bounded.modes().asked().name(),
                bounded.modes().inForce().name());
        LeadTime leadTime = bounded.leadTime();
        families.leadTime.add(
                (double) leadTime.total().toSeconds(), key, leadTime.source().name());
        if (leadTime.source() != LeadTime.Source.Fixed) {
            families.leadTimeSamples.add(leadTime.samples(), key);
        }
        switch (bounded.nextPeak()) {
            case NextPeak.Unknown unknown -> {}
            case NextPeak.At peak -> {
                families.nextPeak.add(peak.replicas(), key);
                families.nextPeakTime.add(seconds(peak.time()), key);
            }
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
