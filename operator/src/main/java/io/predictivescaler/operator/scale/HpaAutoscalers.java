package io.predictivescaler.operator.scale;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.predictivescaler.operator.ResourceKey;
import java.util.List;
import java.util.Optional;

/** HorizontalPodAutoscalers on the API server. */
final class HpaAutoscalers implements Autoscalers {
    private final MixedOperation<
                    HorizontalPodAutoscaler, HorizontalPodAutoscalerList, Resource<HorizontalPodAutoscaler>>
            hpas;

    HpaAutoscalers(KubernetesClient client) {
        this.hpas = client.autoscaling().v2().horizontalPodAutoscalers();
    }

    @Override
    public TargetLookup find(ResourceKey key) {
        return get(key).<TargetLookup>map(hpa -> new TargetLookup.Found(HpaReader.read(hpa)))
                .orElseGet(TargetLookup.NotFound::new);
    }

    @Override
    public List<Target> in(String namespace) {
        return targets(listIn(namespace));
    }

    @Override
    public List<Target> everywhere() {
        return targets(hpas.inAnyNamespace().list().getItems());
    }

    @Override
    public Target patch(Target before, PatchContext how, String patch) {
        return HpaReader.read(resource(before.key().object()).patch(how, patch));
    }

    @Override
    public Optional<HorizontalPodAutoscaler> get(ResourceKey key) {
        return Optional.ofNullable(resource(key).get());
    }

    List<HorizontalPodAutoscaler> listIn(String namespace) {
        return hpas.inNamespace(namespace).list().getItems();
    }

    private Resource<HorizontalPodAutoscaler> resource(ResourceKey key) {
        return hpas.inNamespace(key.namespace()).withName(key.name());
    }

    private static List<Target> targets(List<HorizontalPodAutoscaler> hpas) {
        return hpas.stream().map(HpaReader::read).toList();
    }
}
