package io.predictivescaler.operator.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MinReplicas;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HorizontalPodAutoscalers on the API server. Every reading is fresh, since a cached one may be older than the operator's own last
 * write and would make that write look like somebody else's revert. Every write is one JSON merge patch with the resource version it
 * was decided on.
 */
public final class HpaTargets {
    /** The field manager of every write. */
    public static final String FIELD_MANAGER = "predictive-scaler";

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FIELD_MANAGER)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HTTP_TOO_MANY_REQUESTS = 429;

    private final KubernetesClient client;

    public HpaTargets(KubernetesClient client) {
        this.client = client;
    }

    public TargetLookup find(ResourceKey key) {
        return Optional.ofNullable(resource(key).get())
                .<TargetLookup>map(hpa -> new TargetLookup.Found(HpaReader.read(hpa)))
                .orElseGet(TargetLookup.NotFound::new);
    }

    /** All of a namespace. */
    public List<Target> in(String namespace) {
        return targets(hpas().inNamespace(namespace).list());
    }

    /** Those of a namespace that carry a note of the operator's. */
    public List<Target> noted(String namespace) {
        return noted(in(namespace));
    }

    /** Those of all namespaces that carry a note of the operator's. */
    public List<Target> notedEverywhere() {
        return noted(targets(hpas().inAnyNamespace().list()));
    }

    private static List<Target> targets(HorizontalPodAutoscalerList list) {
        return list.getItems().stream().map(HpaReader::read).toList();
    }

    private static List<Target> noted(List<Target> targets) {
        return targets.stream()
                .filter(target -> !(target.note() instanceof Target.Note.None))
                .toList();
    }

    /** Sets the bounds and writes down the record that says how to undo it, in one patch. */
    public WriteOutcome apply(Target target, BoundsRecord record) {
        ObjectNode patch = patchOf(target, BoundsAnnotation.write(record));
        Bounds applied = record.applied();
        patch.putObject("spec").put("minReplicas", applied.minReplicas()).put("maxReplicas", applied.maxReplicas());
        return write(target, patch);
    }

    /** Puts the baseline back and removes the record, in one patch. */
    public WriteOutcome restore(Target target, Baseline baseline) {
        ObjectNode patch = patchOf(target, null);
        ObjectNode spec = patch.putObject("spec");
        switch (baseline.minReplicas()) {
            case MinReplicas.Stated stated -> spec.put("minReplicas", stated.effective());
            case MinReplicas.Absent absent -> spec.putNull("minReplicas");
        }
        spec.put("maxReplicas", baseline.maxReplicas());
        return write(target, patch);
    }

    /** Whether bounds changed in a way that the operator's own writes do not: as seen by a watch, which also sees those. */
    public static boolean isForeignChange(HorizontalPodAutoscaler older, HorizontalPodAutoscaler newer) {
        Target before = HpaReader.read(older);
        Target after = HpaReader.read(newer);
        Bounds bounds = after.bounds().bounds();
        boolean unchanged =
                bounds.equals(before.bounds().bounds()) && before.note().equals(after.note());
        boolean applied = after.note() instanceof Target.Note.Written written
                && written.record().applied().equals(bounds);
        boolean restored = after.note() instanceof Target.Note.None
                && before.note() instanceof Target.Note.Written written
                && written.record().baseline().bounds().equals(bounds);
        return !unchanged && !applied && !restored;
    }

    private static ObjectNode patchOf(Target target, @Nullable String annotation) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata")
                .put("resourceVersion", target.resourceVersion())
                .putObject("annotations")
                .put(BoundsAnnotation.KEY, annotation);
        return patch;
    }

    private WriteOutcome write(Target target, ObjectNode patch) {
        try {
            return new WriteOutcome.Written(
                    HpaReader.read(resource(target.key()).patch(MERGE, patch.toString())));
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> new WriteOutcome.Conflict();
                case HttpURLConnection.HTTP_NOT_FOUND -> new WriteOutcome.Gone();
                default -> {
                    if (!isRefusal(e.getCode())) {
                        throw e;
                    }
                    yield new WriteOutcome.Refused(Optional.ofNullable(e.getStatus())
                            .map(status -> status.getMessage())
                            .orElseGet(() -> String.valueOf(e.getMessage())));
                }
            };
        }
    }

    /** Of the write itself, and not of the moment: admission webhooks deny with 400 as well as with 403. */
    private static boolean isRefusal(int code) {
        return switch (code) {
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_CLIENT_TIMEOUT, HTTP_TOO_MANY_REQUESTS ->
                false;
            default -> code >= HttpURLConnection.HTTP_BAD_REQUEST && code < HttpURLConnection.HTTP_INTERNAL_ERROR;
        };
    }

    private Resource<HorizontalPodAutoscaler> resource(ResourceKey key) {
        return hpas().inNamespace(key.namespace()).withName(key.name());
    }

    private MixedOperation<HorizontalPodAutoscaler, HorizontalPodAutoscalerList, Resource<HorizontalPodAutoscaler>>
            hpas() {
        return client.autoscaling().v2().horizontalPodAutoscalers();
    }
}
