package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.scale.Targets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has a resource looked at when somebody else changes its target's bounds: a reverted floor drops its pods within one sync of the
 * autoscaler, so the next tick may be too late. Status updates and the operator's own writes are not news.
 */
final class TargetChanges {
    /** The source for ScaledObjects goes by this name. */
    static final String OF_SCALED_OBJECTS = "ScaledObjectChanges";

    private TargetChanges() {}

    static EventSource<HorizontalPodAutoscaler, PredictiveScaler> ofHpas(EventSourceContext<PredictiveScaler> context) {
        var configuration = InformerEventSourceConfiguration.from(HorizontalPodAutoscaler.class, PredictiveScaler.class)
                .withName("HpaChanges")
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(hpa -> scalersOf(TargetKind.HorizontalPodAutoscaler, hpa, context))
                .withOnUpdateFilter((newer, older) -> Targets.isForeignChange(older, newer))
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    static EventSource<GenericKubernetesResource, PredictiveScaler> ofScaledObjects(
            EventSourceContext<PredictiveScaler> context) {
        TargetKind kind = TargetKind.ScaledObject;
        var configuration = InformerEventSourceConfiguration.from(
                        new GroupVersionKind(kind.apiVersion(), kind.name()), PredictiveScaler.class)
                .withName(OF_SCALED_OBJECTS)
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(found -> scalersOf(kind, found, context))
                .withOnUpdateFilter((newer, older) -> Targets.isForeignChange(older, newer))
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    private static Set<ResourceID> scalersOf(
            TargetKind kind, HasMetadata changed, EventSourceContext<PredictiveScaler> context) {
        var meta = changed.getMetadata();
        TargetKey key = TargetKey.of(kind, meta.getNamespace(), meta.getName());
        return context.getPrimaryCache()
                .list(key.namespace(), scaler -> TargetResolver.aimsAt(scaler, key))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
