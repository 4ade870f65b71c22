package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;

/** The ways in which tools bring a HorizontalPodAutoscaler {@code checkout} from a file to the cluster, byte for byte where it matters. */
public final class GitOpsTool {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final String namespace;

    public GitOpsTool(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** What Git states; null where it does not state a minimum. */
    public ObjectNode manifest(@Nullable Integer minReplicas, int maxReplicas) {
        ObjectNode manifest = JSON.valueToTree(
                Serialization.unmarshal("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: %s, namespace: %s}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}
                  maxReplicas: %d
                """.formatted(OperatorFixture.NAME, namespace, maxReplicas), Object.class));
        if (minReplicas != null) {
            manifest.withObject("/spec").put("minReplicas", minReplicas);
        }
        return manifest;
    }

    /** {@code kubectl apply}, and Argo CD's and Helm 3's way: what was stated and is no longer is removed, what is stated is set. */
    public void applyClientSide(String manager, ObjectNode manifest) {
        ObjectNode annotated = manifest.deepCopy();
        annotated.withObject("/metadata/annotations").put(LAST_APPLIED, manifest.toString());
        HorizontalPodAutoscaler live = resource().get();
        if (live == null) {
            typed(annotated).create();
            return;
        }
        ObjectNode patch = ThreeWayApply.patch(lastApplied(live), manifest);
        patch.withObject("/metadata/annotations").put(LAST_APPLIED, manifest.toString());
        patch(manager, patch);
    }

    /** {@code kubectl apply set-last-applied}: says what was applied without applying it. */
    public void setLastApplied(ObjectNode manifest) {
        ObjectNode patch = JSON.createObjectNode();
        patch.withObject("/metadata/annotations").put(LAST_APPLIED, manifest.toString());
        patch("kubectl", patch);
    }

    /** {@code kubectl apply --server-side}. */
    public void applyServerSide(String manager, ObjectNode manifest) {
        typed(manifest).fieldManager(manager).serverSideApply();
    }

    /** {@code kubectl apply --server-side --force-conflicts}, which is Flux's way. */
    public void forceServerSide(String manager, ObjectNode manifest) {
        typed(manifest).fieldManager(manager).forceConflicts().serverSideApply();
    }

    /** {@code kubectl replace}: whatever the manifest does not have is lost, annotations too. */
    public void replace(ObjectNode manifest) {
        ObjectNode versioned = manifest.deepCopy();
        versioned
                .withObject("/metadata")
                .put("resourceVersion", resource().require().getMetadata().getResourceVersion());
        typed(versioned).update();
    }

    private void patch(String manager, ObjectNode patch) {
        resource()
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(manager)
                                .build(),
                        patch.toString());
    }

    private static JsonNode lastApplied(HorizontalPodAutoscaler live) {
        String text = live.getMetadata().getAnnotations().get(LAST_APPLIED);
        try {
            return text == null ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Resource<HorizontalPodAutoscaler> typed(ObjectNode manifest) {
        return client.resource(Serialization.unmarshal(manifest.toString(), HorizontalPodAutoscaler.class));
    }

    private Resource<HorizontalPodAutoscaler> resource() {
        return client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .withName(OperatorFixture.NAME);
    }
}
