package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.scale.HpaTargets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has a resource looked at when somebody else changes its target's bounds: a reverted floor drops its pods within one sync of the
 * autoscaler, so the next tick may be too late. Status updates and the operator's own writes are not news.
 */
final class HpaChanges {
    private HpaChanges() {}

    static EventSource<HorizontalPodAutoscaler, PredictiveScaler> source(EventSourceContext<PredictiveScaler> context) {
        var configuration = InformerEventSourceConfiguration.from(HorizontalPodAutoscaler.class, PredictiveScaler.class)
                .withName("HpaChanges")
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(hpa -> scalersOf(hpa, context))
                .withOnUpdateFilter((newer, older) -> HpaTargets.isForeignChange(older, newer))
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    private static Set<ResourceID> scalersOf(
            HorizontalPodAutoscaler hpa, EventSourceContext<PredictiveScaler> context) {
        return context.getPrimaryCache()
                .list(
                        hpa.getMetadata().getNamespace(),
                        scaler ->
                                TargetResolver.aimsAt(scaler, hpa.getMetadata().getName()))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
