package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ConditionType;
import io.predictivescaler.operator.telemetry.Conditions;
import io.predictivescaler.operator.telemetry.ScalerEvent;
import io.predictivescaler.operator.telemetry.ScalerEvents;
import io.predictivescaler.operator.telemetry.ScalerMetrics;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.BoundsReading.Finding;
import io.predictivescaler.planning.TargetBounds.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    private final ConditionNews conditionNews;
    private final LeadTimeNews leadTimeNews;
    private final Map<ResourceKey, List<Finding>> told = new ConcurrentHashMap<>();

    Reports(StatusWriter statuses, ScalerEvents events, ScalerMetrics metrics) {
        this.statuses = statuses;
        this.events = events;
        this.metrics = metrics;
        this.conditionNews = new ConditionNews(events, metrics);
        this.leadTimeNews = new LeadTimeNews(events, metrics);
    }

    /**
     * Of a look at a resolved target; gives back what is to be remembered.
     *
     * @param notes what the user should know of how the spec was read
     */
    ScalerMemory looked(ResourceKey key, PredictiveScaler scaler, Look look, List<String> notes) {
        PredictiveScalerStatus before = look.memory().status().status();
        List<Condition> conditions = merged(scaler, before, Verdicts.of(look, notes(look, notes)), look.now());
        ForecastStatus forecast = ForecastStatus.of(look);
        PredictiveScalerStatus status = StatusComposer.outline(look, conditions, generation(scaler), forecast);
        tellFindings(key, scaler, look);
        tellPlan(key, scaler, look, before, status);
        leadTimeNews.tell(key, scaler, look.measured());
        conditionNews.tell(key, scaler, before, conditions);
        metrics.observed(key, Observations.of(look, forecast, status));
        return look.memory()
                .withStatus(statuses.write(
                        key,
                        status,
                        () -> StatusComposer.completed(status, forecast),
                        look.memory().status(),
                        look.now()));
    }

    private static List<String> notes(Look look, List<String> ofSpec) {
        return BenefitNews.notes(LeadTimeNews.notes(ofSpec, look.measured()), look.benefit());
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
        conditionNews.tell(key, scaler, before, conditions);
        metrics.observed(key, Observations.without(scaler, states, memory, conditions, now));
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
}
