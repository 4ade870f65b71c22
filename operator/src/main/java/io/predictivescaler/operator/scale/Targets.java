package io.predictivescaler.operator.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MaxReplicas;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.TargetBounds;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Autoscalers of every kind on the API server. Every reading is fresh, since a cached one may be older than the operator's own last
 * write and would make that write look like somebody else's revert. Every write is one JSON merge patch with the resource version it
 * was decided on.
 */
public final class Targets {
    /** The field manager of every write. */
    public static final String FIELD_MANAGER = "predictive-scaler";

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FIELD_MANAGER)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HTTP_TOO_MANY_REQUESTS = 429;

    private final HpaAutoscalers hpas;
    private final KedaAutoscalers scaledObjects;

    public Targets(KubernetesClient client) {
        this.hpas = new HpaAutoscalers(client);
        this.scaledObjects = new KedaAutoscalers(client, hpas);
    }

    public TargetLookup find(TargetKey key) {
        try {
            return ofKind(key.kind()).find(key.object());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return new TargetLookup.Forbidden(messageOf(e));
            }
            throw e;
        }
    }

    /** The object itself, as it stands; empty where there is none. */
    public Optional<? extends HasMetadata> object(TargetKey key) {
        return ofKind(key.kind()).get(key.object());
    }

    /** All of a namespace and kind; none where the cluster does not know the kind. */
    public List<Target> in(String namespace, TargetKind kind) {
        return ofKind(kind).in(namespace);
    }

    /** All of a kind; none where the cluster does not know it. */
    public List<Target> everywhere(TargetKind kind) {
        return ofKind(kind).everywhere();
    }

    /** Sets the bounds and writes down the record that says how to undo it, in one patch. */
    public WriteOutcome apply(Target target, BoundsRecord record) {
        ObjectNode patch = patchOf(target, BoundsAnnotation.write(record));
        putBounds(patch.putObject("spec"), target, record.applied(), record.baseline());
        return write(target, patch);
    }

    /** Puts the baseline back and removes the record, in one patch. */
    public WriteOutcome restore(Target target, Baseline baseline) {
        ObjectNode patch = patchOf(target, null);
        putBounds(patch.putObject("spec"), target, baseline.bounds(), baseline);
        return write(target, patch);
    }

    /**
     * Whether an autoscaler changed in a way that matters, and that the operator's own writes do not: as seen by a watch, which also
     * sees those.
     */
    public static boolean isForeignChange(HorizontalPodAutoscaler older, HorizontalPodAutoscaler newer) {
        return isForeignChange(HpaReader.read(older), HpaReader.read(newer));
    }

    /** As of HorizontalPodAutoscalers. */
    public static boolean isForeignChange(GenericKubernetesResource older, GenericKubernetesResource newer) {
        if (!(ScaledObjectReader.read(older, List.of()) instanceof TargetLookup.Found before)
                || !(ScaledObjectReader.read(newer, List.of()) instanceof TargetLookup.Found after)) {
            return !older.equals(newer);
        }
        return isForeignChange(before.target(), after.target());
    }

    private static boolean isForeignChange(Target before, Target after) {
        Bounds bounds = after.bounds().bounds();
        boolean unchanged =
                bounds.equals(before.bounds().bounds()) && before.note().equals(after.note());
        boolean applied = after.note() instanceof Target.Note.Written written
                && written.record().applied().equals(bounds);
        boolean restored = after.note() instanceof Target.Note.None
                && before.note() instanceof Target.Note.Written written
                && written.record().baseline().bounds().equals(bounds);
        boolean sameMaster =
                before.ownership().equals(after.ownership()) && before.heed().equals(after.heed());
        return !sameMaster || (!unchanged && !applied && !restored);
    }

    private static ObjectNode patchOf(Target target, @Nullable String annotation) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata")
                .put("resourceVersion", target.resourceVersion())
                .putObject("annotations")
                .put(BoundsAnnotation.KEY, annotation);
        return patch;
    }

    /**
     * Only what moves: a bound that stands already stays as its user wrote it, and one that goes back to where the user had left it
     * out is removed.
     */
    private static void putBounds(ObjectNode spec, Target target, Bounds wanted, Baseline baseline) {
        TargetBounds standing = target.bounds();
        TargetKind kind = target.key().kind();
        if (wanted.minReplicas() != standing.minReplicas().effective()) {
            boolean leftOut =
                    baseline.minReplicas() instanceof MinReplicas.Absent && wanted.minReplicas() == baseline.floor();
            spec.put(kind.minField(), leftOut ? null : (Integer) wanted.minReplicas());
        }
        if (wanted.maxReplicas() != standing.maxReplicas()) {
            boolean leftOut =
                    baseline.maximum() instanceof MaxReplicas.Absent && wanted.maxReplicas() == baseline.maxReplicas();
            spec.put(kind.maxField(), leftOut ? null : (Integer) wanted.maxReplicas());
        }
    }

    private WriteOutcome write(Target target, ObjectNode patch) {
        try {
            return new WriteOutcome.Written(ofKind(target.key().kind()).patch(target, MERGE, patch.toString()));
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> new WriteOutcome.Conflict();
                case HttpURLConnection.HTTP_NOT_FOUND -> new WriteOutcome.Gone();
                default -> {
                    if (!isRefusal(e.getCode())) {
                        throw e;
                    }
                    yield new WriteOutcome.Refused(messageOf(e));
                }
            };
        }
    }

    private static String messageOf(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(status -> status.getMessage())
                .orElseGet(() -> String.valueOf(e.getMessage()));
    }

    /** Of the write itself, and not of the moment: admission webhooks deny with 400 as well as with 403. */
    private static boolean isRefusal(int code) {
        return switch (code) {
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_CLIENT_TIMEOUT, HTTP_TOO_MANY_REQUESTS ->
                false;
            default -> code >= HttpURLConnection.HTTP_BAD_REQUEST && code < HttpURLConnection.HTTP_INTERNAL_ERROR;
        };
    }

    private Autoscalers ofKind(TargetKind kind) {
        return switch (kind) {
            case HorizontalPodAutoscaler -> hpas;
            case ScaledObject -> scaledObjects;
        };
    }
}
