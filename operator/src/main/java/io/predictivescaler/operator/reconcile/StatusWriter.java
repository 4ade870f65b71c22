package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.scale.Targets;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes a status when it changed in substance. The whole status is replaced at once: it has one writer, and a patch computed from
 * a cached copy may miss.
 */
final class StatusWriter {
    /** What drifts with every look is brought up to date this often. */
    private static final Duration REFRESH = Duration.ofMinutes(15);

    /** What was spent is written down this often: what stands meanwhile can be charged by whoever reads it. */
    private static final Duration SPENT = Duration.ofMinutes(5);

    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager(Targets.FIELD_MANAGER)
            .build();

    private final KubernetesClient client;

    StatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /** What stands after this: {@code newer} where it was worth a write, else the last one. */
    ScalerMemory.Written write(ResourceKey key, PredictiveScalerStatus newer, ScalerMemory.Written last, Instant now) {
        return write(key, newer, () -> newer, last, now);
    }

    /** @param whole what the outline is of; asked for only where it may be worth a write */
    ScalerMemory.Written write(
            ResourceKey key,
            PredictiveScalerStatus outline,
            Supplier<PredictiveScalerStatus> whole,
            ScalerMemory.Written last,
            Instant now) {
        boolean due = !last.at().plus(REFRESH).isAfter(now);
        boolean changed = !substance(outline).equals(substance(last.status()))
                || (!last.at().plus(SPENT).isAfter(now)
                        && !Objects.equals(outline.budget(), last.status().budget()));
        if (!due && !changed) {
            return last;
        }
        PredictiveScalerStatus newer = whole.get();
        if (!changed && newer.equals(last.status())) {
            return last;
        }
        String patch = "[{\"op\":\"add\",\"path\":\"/status\",\"value\":"
                + client.getKubernetesSerialization().asJson(newer) + "}]";
        try {
            client.resources(PredictiveScaler.class)
                    .inNamespace(key.namespace())
                    .withName(key.name())
                    .subresource("status")
                    .patch(PATCH, patch);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
        return new ScalerMemory.Written(newer, now);
    }

    private static Substance substance(PredictiveScalerStatus status) {
        return new Substance(
                Optional.ofNullable(status.observedGeneration()).orElse(0L),
                status.conditions().stream().map(StatusWriter::substance).toList(),
                Objects.toString(status.target()),
                Optional.ofNullable(status.decision())
                        .map(last -> last.reason() + last.limitedBy() + last.minReplicas() + last.maxReplicas())
                        .orElse(""),
                Optional.ofNullable(status.forecast())
                        .flatMap(forecast -> Optional.ofNullable(forecast.nextPeak()))
                        .map(peak -> String.valueOf(peak.replicas()))
                        .orElse(""),
                Optional.ofNullable(status.budget())
                        .map(budget -> budget.day() + budget.limit())
                        .orElse(""),
                status.demand().stream()
                        .map(entry ->
                                entry.name() + (entry.model() == null) + entry.perReplica() + entry.capacitySource())
                        .toList(),
                Optional.ofNullable(status.leadTime())
                        .map(leadTime -> leadTime.source() + leadTime.message())
                        .orElse(""),
                Objects.toString(status.benefit()));
    }

    private static String substance(Condition condition) {
        return condition.getType() + condition.getStatus() + condition.getReason() + condition.getObservedGeneration();
    }

    /** What of a status is worth a write at once. */
    private record Substance(
            long generation,
            List<String> conditions,
            String target,
            String decision,
            String peak,
            String budget,
            List<String> demand,
            String leadTime,
            String benefit) {}
}
