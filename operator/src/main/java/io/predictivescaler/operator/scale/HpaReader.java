package io.predictivescaler.operator.scale;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.predictivescaler.operator.scale.Workload.Containers;
import io.predictivescaler.operator.scale.Workload.CpuTarget;
import io.predictivescaler.planning.TargetBounds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From the API's HorizontalPodAutoscaler to a {@link Target}: Kubernetes' types stop here. */
final class HpaReader {
    /** KEDA writes it on the HorizontalPodAutoscalers that it makes. */
    private static final String KEDA_LABEL = "scaledobject.keda.sh/name";

    private static final String CPU = "cpu";

    /** What the API assumes where no metric is named. */
    private static final int DEFAULT_CPU_PERCENT = 80;

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
                workload(spec),
                currentReplicas(hpa),
                scaleDown(spec.getBehavior()),
                ownership(hpa),
                new Target.Heed.Always());
    }

    private static Workload workload(HorizontalPodAutoscalerSpec spec) {
        CpuTarget cpu = cpuTarget(spec.getMetrics());
        return Optional.ofNullable(spec.getScaleTargetRef())
                .map(scaled -> new Workload(scaled.getKind(), scaled.getName(), cpu))
                .orElseGet(() -> new Workload("", "", cpu));
    }

    private static CpuTarget cpuTarget(List<MetricSpec> metrics) {
        if (metrics.isEmpty()) {
            return new CpuTarget.Percent(DEFAULT_CPU_PERCENT, new Containers.All());
        }
        return metrics.stream()
                .flatMap(metric -> Stream.concat(ofPods(metric).stream(), ofContainer(metric).stream()))
                .findFirst()
                .orElseGet(CpuTarget.None::new);
    }

    private static Optional<CpuTarget> ofPods(MetricSpec metric) {
        return Optional.ofNullable(metric.getResource())
                .filter(resource -> CPU.equals(resource.getName()))
                .map(resource -> resource.getTarget().getAverageUtilization())
                .map(percent -> new CpuTarget.Percent(percent, new Containers.All()));
    }

    private static Optional<CpuTarget> ofContainer(MetricSpec metric) {
        return Optional.ofNullable(metric.getContainerResource())
                .filter(resource -> CPU.equals(resource.getName()))
                .filter(resource -> resource.getTarget().getAverageUtilization() != null)
                .map(resource -> new CpuTarget.Percent(
                        resource.getTarget().getAverageUtilization(), new Containers.One(resource.getContainer())));
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
