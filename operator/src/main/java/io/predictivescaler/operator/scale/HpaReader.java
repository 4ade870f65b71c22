package io.predictivescaler.operator.scale;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.TargetBounds;
import io.predictivescaler.planning.TargetBounds.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the API's HorizontalPodAutoscaler to a {@link Target}: Kubernetes' types stop here. */
final class HpaReader {
    /** What autoscaling/v2 assumes where minReplicas is left out. */
    static final int ASSUMED_MIN = 1;

    private HpaReader() {}

    static Target read(HorizontalPodAutoscaler hpa) {
        var meta = hpa.getMetadata();
        var spec = hpa.getSpec();
        MinReplicas min = Optional.ofNullable(spec.getMinReplicas())
                .<MinReplicas>map(MinReplicas.Stated::new)
                .orElseGet(() -> new MinReplicas.Absent(ASSUMED_MIN));
        TargetBounds bounds = new TargetBounds(
                meta.getUid(), min, spec.getMaxReplicas(), writerOf(hpa, "minReplicas"), writerOf(hpa, "maxReplicas"));
        return new Target(
                new ResourceKey(meta.getNamespace(), meta.getName()),
                meta.getResourceVersion(),
                bounds,
                noteOn(hpa),
                currentReplicas(hpa),
                scaleDown(spec.getBehavior()),
                ownership(hpa));
    }

    private static Target.Note noteOn(HorizontalPodAutoscaler hpa) {
        return Optional.ofNullable(hpa.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(BoundsAnnotation.KEY))
                .map(text -> BoundsAnnotation.read(text, ASSUMED_MIN))
                .orElseGet(Target.Note.None::new);
    }

    /**
     * An autoscaler that has not synced yet says nothing; it counts as using what its floor gives it. One whose workload has no
     * replicas says no number either, since the API leaves a zero out, but a condition.
     */
    private static int currentReplicas(HorizontalPodAutoscaler hpa) {
        return Optional.ofNullable(hpa.getStatus())
                .map(status -> isSwitchedOff(status) ? Integer.valueOf(0) : status.getCurrentReplicas())
                .or(() -> Optional.ofNullable(hpa.getSpec().getMinReplicas()))
                .orElse(ASSUMED_MIN);
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
                .<Target.Ownership>map(Target.Ownership.ScaledObject::new)
                .orElseGet(Target.Ownership.Own::new);
    }

    /** Shared ownership counts as the other's: an apply that states our value makes it the user's own. */
    private static Writer writerOf(HorizontalPodAutoscaler hpa, String field) {
        List<String> managers = new ArrayList<>();
        for (ManagedFieldsEntry entry : hpa.getMetadata().getManagedFields()) {
            if (entry.getSubresource() == null && owns(entry, field)) {
                managers.add(entry.getManager());
            }
        }
        return managers.stream()
                .filter(manager -> !manager.equals(HpaTargets.FIELD_MANAGER))
                .reduce((older, newer) -> newer)
                .<Writer>map(Writer.Other::new)
                .orElseGet(() -> managers.isEmpty() ? new Writer.Unknown() : new Writer.Operator());
    }

    private static boolean owns(ManagedFieldsEntry entry, String field) {
        return entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
                && spec.containsKey("f:" + field);
    }
}
