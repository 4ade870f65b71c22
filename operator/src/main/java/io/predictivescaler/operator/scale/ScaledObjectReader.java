package io.predictivescaler.operator.scale;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.predictivescaler.planning.MaxReplicas;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.TargetBounds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From KEDA's ScaledObject to a {@link Target}: Kubernetes' types stop here. */
final class ScaledObjectReader {
    private static final TargetKind KIND = TargetKind.ScaledObject;
    private static final String PAUSED_REPLICAS = "autoscaling.keda.sh/paused-replicas";

    /** In either direction: a raise would have no effect, or could not be undone. */
    private static final List<String> PAUSES = List.of(
            "autoscaling.keda.sh/paused",
            "autoscaling.keda.sh/paused-scale-out",
            "autoscaling.keda.sh/paused-scale-in");

    /** What KEDA, as Go does, takes for false; whatever else stands in a pausing annotation pauses. */
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "False", "FALSE");

    private ScaledObjectReader() {}

    /** @param beside HorizontalPodAutoscalers of its namespace, among them, unless it is paused, the one that KEDA made for it */
    static TargetLookup read(GenericKubernetesResource found, List<HorizontalPodAutoscaler> beside) {
        ObjectMeta meta = found.getMetadata();
        MinReplicas min;
        MaxReplicas max;
        try {
            min = KIND.min(count(found, KIND.minField()));
            max = KIND.max(count(found, KIND.maxField()));
        } catch (IllegalArgumentException e) {
            return new TargetLookup.Unusable(String.valueOf(e.getMessage()));
        }
        return new TargetLookup.Found(new Target(
                TargetKey.of(KIND, meta.getNamespace(), meta.getName()),
                meta.getResourceVersion(),
                new TargetBounds(
                        meta.getUid(),
                        min,
                        max,
                        FieldOwners.of(meta, KIND.minField()),
                        FieldOwners.of(meta, KIND.maxField())),
                BoundsAnnotation.on(meta, KIND),
                currentReplicas(found, beside).orElse(min.effective()),
                scaleDown(found),
                new Target.Ownership.Own(),
                heed(found),
                workload(found)));
    }

    /** With what KEDA assumes where its user left it out. */
    private static Workload workload(GenericKubernetesResource found) {
        return new Workload(
                text(found, "spec", "scaleTargetRef", "apiVersion").orElse("apps/v1"),
                text(found, "spec", "scaleTargetRef", "kind").orElse("Deployment"),
                text(found, "spec", "scaleTargetRef", "name").orElse(""));
    }

    /** The HorizontalPodAutoscaler that KEDA makes for it. */
    static String hpaName(GenericKubernetesResource found) {
        return text(found, "status", "hpaName")
                .or(() -> text(found, "spec", "advanced", "horizontalPodAutoscalerConfig", "name"))
                .orElseGet(() -> "keda-hpa-" + found.getMetadata().getName());
    }

    private static Optional<Integer> currentReplicas(
            GenericKubernetesResource found, List<HorizontalPodAutoscaler> beside) {
        String made = hpaName(found);
        return beside.stream()
                .filter(hpa -> hpa.getMetadata().getName().equals(made))
                .map(HpaReader::currentReplicas)
                .findFirst();
    }

    private static Target.ScaleDown scaleDown(GenericKubernetesResource found) {
        return text(found, "spec", "advanced", "horizontalPodAutoscalerConfig", "behavior", "scaleDown", "selectPolicy")
                .filter("Disabled"::equals)
                .map(disabled -> Target.ScaleDown.Disabled)
                .orElse(Target.ScaleDown.Allowed);
    }

    private static Target.Heed heed(GenericKubernetesResource found) {
        Map<String, String> annotations =
                Optional.ofNullable(found.getMetadata().getAnnotations()).orElseGet(Map::of);
        if (annotations.get(PAUSED_REPLICAS) != null) {
            return new Target.Heed.Paused(PAUSED_REPLICAS);
        }
        for (String annotation : PAUSES) {
            String value = annotations.get(annotation);
            if (value != null && !FALSE.contains(value)) {
                return new Target.Heed.Paused(annotation);
            }
        }
        return found.get("spec", "idleReplicaCount") instanceof Integer idle
                ? new Target.Heed.UnlessIdle(idle, isInactive(found))
                : new Target.Heed.Always();
    }

    private static boolean isInactive(GenericKubernetesResource found) {
        return found.get("status", "conditions") instanceof List<?> conditions
                && conditions.stream()
                        .anyMatch(each -> each instanceof Map<?, ?> condition
                                && "Active".equals(condition.get("type"))
                                && "False".equals(condition.get("status")));
    }

    private static Optional<String> text(GenericKubernetesResource found, Object... path) {
        return found.get(path) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** Null where the field is left out. */
    private static @Nullable Integer count(GenericKubernetesResource found, String field) {
        Object value = found.get("spec", field);
        if (value != null && !(value instanceof Integer)) {
            throw new IllegalArgumentException(field + " is a number of replicas, not " + value);
        }
        return (Integer) value;
    }
}
