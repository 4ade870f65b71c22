package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.spec.BudgetLimit;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ConditionStatus;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.operator.telemetry.Conditions;
import io.predictivescaler.operator.telemetry.Observation;
import io.predictivescaler.operator.telemetry.ScalerEvent;
import io.predictivescaler.operator.telemetry.ScalerEvents;
import io.predictivescaler.operator.telemetry.ScalerMetrics;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.BoundsReading.Finding;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.TargetBounds.Writer;
import io.predictivescaler.planning.trust.Skill;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a look: status, events, metrics and, where the plan changed, the log. */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final StatusWriter statuses;
    private final ScalerEvents events;
    private final ScalerMetrics metrics;
    private final SwitchNews switchNews;
    private final LeadTimeNews leadTimeNews;
    private final Map<ResourceKey, List<Finding>> told = new ConcurrentHashMap<>();

    Reports(StatusWriter statuses, ScalerEvents events, ScalerMetrics metrics) {
        this.statuses = statuses;
        this.events = events;
        this.metrics = metrics;
        this.switchNews = new SwitchNews(events);
        this.leadTimeNews = new LeadTimeNews(events, metrics);
    }

    /**
     * Of a look at a resolved target; gives back what is to be remembered.
     *
     * @param notes what the user should know of how the spec was read
     */
    ScalerMemory looked(ResourceKey key, PredictiveScaler scaler, Look look, List<String> notes) {
        PredictiveScalerStatus before = look.memory().status().status();
        List<Condition> conditions =
                merged(scaler, before, Verdicts.of(look, LeadTimeNews.notes(notes, look.measured())), look.now());
        PredictiveScalerStatus status = StatusComposer.of(look, conditions, generation(scaler));
        tellFindings(key, scaler, look);
        tellPlan(key, scaler, look, before, status);
        leadTimeNews.tell(key, scaler, look.measured());
        tellFlips(key, scaler, before, conditions);
        metrics.observed(key, observation(look, conditions));
        return look.memory()
                .withStatus(statuses.write(key, status, look.memory().status(), look.now()));
    }

    /** Of a resource that was not looked at further than its verdicts say. */
    ScalerMemory judged(
            ResourceKey key,
            PredictiveScaler scaler,
            List<Verdict> verdicts,
            Map<String, DemandState> states,
            ScalerMemory memory,
            Instant now) {
        PredictiveScalerStatus before = memory.status().status();
        List<Condition> conditions = merged(scaler, before, verdicts, now);
        tellFlips(key, scaler, before, conditions);
        metrics.observed(
                key,
                new Observation(
                        lastDemand(states),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        new Observation.Planned.Nothing(),
                        conditions));
        PredictiveScalerStatus status = StatusComposer.withConditions(memory, conditions, generation(scaler));
        return memory.withStatus(statuses.write(key, status, memory.status(), now));
    }

    /**
     * Of a look that failed; the framework tries again. A mistake of the operator's own is told on the resource; that the API server is
     * away cannot be.
     */
    ScalerMemory failed(
            ResourceKey key, PredictiveScaler scaler, RuntimeException failure, ScalerMemory memory, Instant now) {
        if (failure instanceof KubernetesClientException) {
            metrics.failed(key, ConditionReason.KubernetesUnavailable);
            return memory;
        }
        metrics.failed(key, ConditionReason.InternalError);
        try {
            Verdict broken = Verdict.no(
                    ConditionType.Ready,
                    ConditionReason.InternalError,
                    "the operator failed on this resource and tries again (" + failure + "): please report it");
            PredictiveScalerStatus before = memory.status().status();
            PredictiveScalerStatus status = StatusComposer.withConditions(
                    memory, merged(scaler, before, List.of(broken), now), generation(scaler));
            return memory.withStatus(statuses.write(key, status, memory.status(), now));
        } catch (RuntimeException unwritten) {
            failure.addSuppressed(unwritten);
            return memory;
        }
    }

    void forget(ResourceKey key) {
        metrics.remove(key);
        told.remove(key);
        leadTimeNews.forget(key);
    }

    private static List<Condition> merged(
            PredictiveScaler scaler, PredictiveScalerStatus before, List<Verdict> verdicts, Instant now) {
        List<Verdict> fitting = verdicts.stream()
                .map(verdict -> new Verdict(
                        verdict.type(),
                        verdict.status(),
                        verdict.reason(),
                        StatusComposer.shortened(verdict.message(), PredictiveScalerStatus.LONGEST_CONDITION_MESSAGE)))
                .toList();
        return Conditions.merge(before.conditions(), fitting, generation(scaler), now);
    }

    private static long generation(PredictiveScaler scaler) {
        return Optional.ofNullable(scaler.getMetadata().getGeneration()).orElse(0L);
    }

    /** Once: what is found stands there until we write, which may be long. */
    private void tellFindings(ResourceKey key, PredictiveScaler scaler, Look look) {
        List<Finding> findings = look.reading().findings();
        List<Finding> before = Optional.ofNullable(told.put(key, look.hasWritten() ? List.of() : findings))
                .orElse(List.of());
        if (findings.equals(before)) {
            return;
        }
        TargetKind kind = look.target().key().kind();
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Reverted reverted ->
                    events.publish(
                            scaler,
                            ScalerEvent.warning(
                                    ConditionReason.Reverted,
                                    by(reverted.by()) + " put " + kind.nameOf(reverted.field()) + " back from "
                                            + reverted.applied() + " to " + reverted.baseline()));
                case Finding.Edited edited ->
                    events.publish(
                            scaler,
                            ScalerEvent.normal(
                                    ConditionReason.BoundsEdited,
                                    by(edited.by()) + " set " + kind.nameOf(edited.field()) + " from " + edited.from()
                                            + " to " + edited.to() + ": the new baseline"));
                case Finding.Copied copied ->
                    events.publish(
                            scaler,
                            ScalerEvent.normal(
                                    ConditionReason.BoundsEdited,
                                    "the target is a copy of one that had raised bounds: its baseline is "
                                            + kind.minField() + " "
                                            + look.reading().baseline().floor()));
            }
        }
    }

    private static String by(Writer writer) {
        return switch (writer) {
            case Writer.Other other -> "field manager '" + other.manager() + "'";
            case Writer.Operator operator -> "the operator itself";
            case Writer.Unknown unknown -> "another client";
        };
    }

    private void tellPlan(
            ResourceKey key,
            PredictiveScaler scaler,
            Look look,
            PredictiveScalerStatus before,
            PredictiveScalerStatus after) {
        var decision = look.plan().decision();
        if (!after.decisions().equals(before.decisions())) {
            metrics.decided(key, decision.reason());
        }
        if (look.hasWritten() && !look.input().inForce().equals(look.plan().to())) {
            LOG.info(
                    "minReplicas {} -> {}, maxReplicas {}: {} ({})",
                    look.input().inForce().minReplicas(),
                    look.plan().to().minReplicas(),
                    look.plan().to().maxReplicas(),
                    decision.message(),
                    decision.reason());
            events.publish(scaler, ScalerEvent.normal(decision.reason(), decision.message()));
        }
    }

    /** A condition that turned bad, or is bad for another reason now, is an event, a metric and a line in the log. */
    private void tellFlips(
            ResourceKey key, PredictiveScaler scaler, PredictiveScalerStatus before, List<Condition> conditions) {
        for (Condition condition : conditions) {
            Optional<Condition> last = before.conditions().stream()
                    .filter(old -> old.getType().equals(condition.getType()))
                    .findFirst();
            boolean known = last.filter(old -> old.getStatus().equals(condition.getStatus())
                            && Objects.equals(old.getReason(), condition.getReason()))
                    .isPresent();
            if (!known) {
                switchNews.tell(scaler, condition, last);
            }
            if (!known && isBad(condition)) {
                ConditionReason reason = ConditionReason.valueOf(condition.getReason());
                LOG.warn("{}={}, {}: {}", condition.getType(), condition.getStatus(), reason, condition.getMessage());
                events.publish(scaler, ScalerEvent.warning(reason, condition.getMessage()));
                metrics.failed(key, reason);
            }
            if (!known && condition.getType().equals(ConditionType.Trusted.name())) {
                tellTrust(key, scaler, condition, last);
            }
        }
    }

    /** Trust that is lost is told as a condition that turned bad; beside that the change is counted. */
    private void tellTrust(ResourceKey key, PredictiveScaler scaler, Condition condition, Optional<Condition> before) {
        boolean wasDistrusted = before.filter(old -> old.getStatus().equals(ConditionStatus.False.name()))
                .isPresent();
        boolean isDistrusted = condition.getStatus().equals(ConditionStatus.False.name());
        if (isDistrusted && !wasDistrusted) {
            metrics.trustChanged(key, ConditionStatus.False);
        }
        if (condition.getStatus().equals(ConditionStatus.True.name()) && wasDistrusted) {
            metrics.trustChanged(key, ConditionStatus.True);
            LOG.info("trusted again: {}", condition.getMessage());
            events.publish(scaler, ScalerEvent.normal(ConditionReason.Proven, condition.getMessage()));
        }
    }

    /** Ready repeats what another condition says, and a fit under way or an observing mode is as it should be. */
    private static boolean isBad(Condition condition) {
        return switch (condition.getType()) {
            case "Ready" ->
                condition.getStatus().equals("False")
                        && condition.getReason().equals(ConditionReason.InvalidSpec.name());
            case "TargetResolved", "Trusted" -> condition.getStatus().equals("False");
            case "DemandAvailable" ->
                condition.getStatus().equals("False")
                        || condition.getReason().equals(ConditionReason.LowestCapacity.name());
            case "ForecastReady" ->
                condition.getReason().equals(ConditionReason.ForecastExpired.name())
                        || condition.getReason().equals(ConditionReason.TooLittleHistory.name())
                        || condition.getReason().equals(ConditionReason.NotForecastable.name())
                        || condition.getReason().equals(ConditionReason.InternalError.name());
            case "Enforcing" -> condition.getReason().equals(ConditionReason.PatchRefused.name());
            case "Limited", "Contended" -> condition.getStatus().equals("True");
            default -> false;
        };
    }

    private static Observation observation(Look look, List<Condition> conditions) {
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
                conditions);
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
