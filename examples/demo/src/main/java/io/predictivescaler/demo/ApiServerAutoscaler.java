package io.predictivescaler.demo;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.predictivescaler.planning.Bounds;
import java.util.Optional;

/** The object on the API server. */
final class ApiServerAutoscaler implements AutoscalerObject {
    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("kube-controller-manager")
            .build();

    private final Resource<HorizontalPodAutoscaler> resource;

    ApiServerAutoscaler(KubernetesClient client, String namespace, String name) {
        this.resource = client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .withName(name);
    }

    @Override
    public Bounds bounds() {
        HorizontalPodAutoscaler hpa = resource.require();
        int min = Optional.ofNullable(hpa.getSpec().getMinReplicas()).orElse(1);
        return new Bounds(min, hpa.getSpec().getMaxReplicas());
    }

    @Override
    public void report(int currentReplicas, int desiredReplicas) {
        resource.subresource("status")
                .patch(
                        MERGE,
                        "{\"status\":{\"currentReplicas\":" + currentReplicas + ",\"desiredReplicas\":"
                                + desiredReplicas + "}}");
    }
}
