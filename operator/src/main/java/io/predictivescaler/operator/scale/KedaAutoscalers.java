package io.predictivescaler.operator.scale;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.predictivescaler.operator.ResourceKey;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * KEDA's ScaledObjects on the API server, which may not know them. What their workloads run stands on the HorizontalPodAutoscalers
 * that KEDA makes for them.
 */
final class KedaAutoscalers implements Autoscalers {
    private static final ResourceDefinitionContext TYPE = new ResourceDefinitionContext.Builder()
            .withGroup("keda.sh")
            .withVersion("v1alpha1")
            .withKind("ScaledObject")
            .withPlural("scaledobjects")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;
    private final HpaAutoscalers hpas;

    KedaAutoscalers(KubernetesClient client, HpaAutoscalers hpas) {
        this.client = client;
        this.hpas = hpas;
    }

    @Override
    public TargetLookup find(ResourceKey key) {
        GenericKubernetesResource found;
        try {
            found = resource(key).get();
        } catch (KubernetesClientException e) {
            // Who may not read a kind is not told that there is no such kind.
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && !isServed()) {
                return new TargetLookup.NotServed();
            }
            throw e;
        }
        if (found == null) {
            return isServed() ? new TargetLookup.NotFound() : new TargetLookup.NotServed();
        }
        ResourceKey made = new ResourceKey(key.namespace(), ScaledObjectReader.hpaName(found));
        return ScaledObjectReader.read(found, hpas.get(made).stream().toList());
    }

    @Override
    public Optional<GenericKubernetesResource> get(ResourceKey key) {
        return Optional.ofNullable(resource(key).get());
    }

    @Override
    public List<Target> in(String namespace) {
        return targets(listed(() -> scaledObjects().inNamespace(namespace).list()));
    }

    @Override
    public List<Target> everywhere() {
        return listed(() -> scaledObjects().inAnyNamespace().list()).stream()
                .collect(Collectors.groupingBy(found -> found.getMetadata().getNamespace()))
                .values()
                .stream()
                .flatMap(ofOneNamespace -> targets(ofOneNamespace).stream())
                .toList();
    }

    @Override
    public Target patch(Target before, PatchContext how, String patch) {
        GenericKubernetesResource patched = resource(before.key().object()).patch(how, patch);
        if (!(ScaledObjectReader.read(patched, List.of()) instanceof TargetLookup.Found found)) {
            throw new IllegalStateException("a patch of usable bounds left unusable ones on " + before.key());
        }
        return found.target().withCurrentReplicas(before.currentReplicas());
    }

    private List<GenericKubernetesResource> listed(Supplier<GenericKubernetesResourceList> list) {
        try {
            return list.get().getItems();
        } catch (KubernetesClientException e) {
            boolean unknown = e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                    || (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && !isServed());
            if (unknown) {
                return List.of();
            }
            throw e;
        }
    }

    /** With one list of the HorizontalPodAutoscalers beside them. What cannot be a target is left out. */
    private List<Target> targets(List<GenericKubernetesResource> ofOneNamespace) {
        if (ofOneNamespace.isEmpty()) {
            return List.of();
        }
        List<HorizontalPodAutoscaler> beside =
                hpas.listIn(ofOneNamespace.getFirst().getMetadata().getNamespace());
        return ofOneNamespace.stream()
                .map(found -> ScaledObjectReader.read(found, beside))
                .filter(TargetLookup.Found.class::isInstance)
                .map(found -> ((TargetLookup.Found) found).target())
                .toList();
    }

    private boolean isServed() {
        return client.supports(TargetKind.ScaledObject.apiVersion(), TargetKind.ScaledObject.name());
    }

    private Resource<GenericKubernetesResource> resource(ResourceKey key) {
        return scaledObjects().inNamespace(key.namespace()).withName(key.name());
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            scaledObjects() {
        return client.genericKubernetesResources(TYPE);
    }
}
