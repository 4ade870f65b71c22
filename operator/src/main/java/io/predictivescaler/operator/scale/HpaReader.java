package io.predictivescaler.operator.scale;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.predictivescaler.planning.TargetBounds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the API's HorizontalPodAutoscaler to a {@link Target}: Kubernetes' types stop here. */
final class HpaReader {
    /** KEDA writes it on the HorizontalPodAutoscalers that it makes. */
    private static final String KEDA_LABEL = "scaledobject.keda.sh/name";

    private HpaReader() {}

    static Target read(HorizontalPodAutoscaler hpa) {
        var meta = hpa.getMetadata();
        var spec = hpa.getSpec();
        TargetKind kind = TargetKind.HorizontalPodAutoscaler;
        TargetBounds bounds = new TargetBounds(
                meta.getUid(),
                kind.min(spec.getMinReplicas()),
                kind.max(spec.getMaxReplicas()),
                FieldOwners.of(meta, kind.minField()),
                FieldOwners.of(meta, kind.maxField()));
        return new Target(
                TargetKey.of(kind, meta.getNamespace(), meta.getName()),
                meta.getResourceVersion(),
                bounds,
                BoundsAnnotation.on(meta, kind),
                currentReplicas(hpa),
                scaleDown(spec.getBehavior()),
                ownership(hpa),
                new Target.Heed.Always(),
                workload(spec.getScaleTargetRef()));
    }

    /** Every autoscaler names one; but who only has its bounds restored should not depend on that. */
    private static Workload workload(@Nullable CrossVersionObjectReference scaled) {
        return scaled == null
                ? new Workload("v1", "", "")
                : new Workload(
                        Optional.ofNullable(scaled.getApiVersion()).orElse("v1"), scaled.getKind(), scaled.getName());
    }

    /**
     * An autoscaler that has not synced yet says nothing; it counts as using what its floor gives it. One whose workload has no
     * replicas says no number either, since the API leaves a zero out, but a condition.
     */
    static int currentReplicas(HorizontalPodAutoscaler hpa) {
        return Optional.ofNullable(hpa.getStatus())
                .map(status -> isSwitchedOff(status) ? Integer.valueOf(0) : status.getCurrentReplicas())
                .or(() -> Optional.ofNullable(hpa.getSpec().getMinReplicas()))
                .orElseGet(() -> TargetKind.HorizontalPodAutoscaler.assumedMin().effective());
    }

    private static boolean isSwitchedOff(HorizontalPodAutoscalerStatus status) {
        return status.getConditions().stream()
                .anyMatch(condition ->
                        "ScalingActive".equals(condition.getType()) && "ScalingDisabled".equals(condition.getReason()));
    }

    private static Target.ScaleDown scaleDown(HorizontalPodAutoscalerBehavior behavior) {
        return Optional.ofNullable(behavior)
                .map(HorizontalPodAutoscalerBehavior::getScaleDown)
                .map(rules -> rules.getSelectPolicy())
                .filter("Disabled"::equals)
                .map(disabled -> Target.ScaleDown.Disabled)
                .orElse(Target.ScaleDown.Allowed);
    }

    private static Target.Ownership ownership(HorizontalPodAutoscaler hpa) {
        return hpa.getMetadata().getOwnerReferences().stream()
                .filter(owner -> owner.getKind().equals("ScaledObject"))
                .map(OwnerReference::getName)
                .findFirst()
                .or(() -> Optional.ofNullable(hpa.getMetadata().getLabels()).map(labels -> labels.get(KEDA_LABEL)))
                .<Target.Ownership>map(Target.Ownership.ScaledObject::new)
                .orElseGet(Target.Ownership.Own::new);
    }
}
