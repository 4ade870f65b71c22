package io.predictivescaler.operator.scale;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.predictivescaler.operator.scale.CpuTarget.Containers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What autoscalers say of CPU: the first of their metrics that does. */
final class CpuTargets {
    private static final String CPU = "cpu";

    /** What the API assumes where no metric is named. */
    private static final int DEFAULT_PERCENT = 80;

    private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]{0,3}");

    private CpuTargets() {}

    static CpuTarget of(List<MetricSpec> metrics) {
        if (metrics.isEmpty()) {
            return new CpuTarget.Percent(DEFAULT_PERCENT, new Containers.All());
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

    /** Of a ScaledObject. */
    static CpuTarget of(GenericKubernetesResource scaledObject) {
        return scaledObject.get("spec", "triggers") instanceof List<?> triggers
                ? triggers.stream()
                        .flatMap(trigger -> ofTrigger(trigger).stream())
                        .findFirst()
                        .orElseGet(CpuTarget.None::new)
                : new CpuTarget.None();
    }

    /** Older KEDA names the metric's type in the metadata. */
    private static Optional<CpuTarget> ofTrigger(@Nullable Object trigger) {
        if (!(trigger instanceof Map<?, ?> fields)
                || !CPU.equals(fields.get("type"))
                || !(fields.get("metadata") instanceof Map<?, ?> metadata)) {
            return Optional.empty();
        }
        Object type = fields.get("metricType") == null ? metadata.get("type") : fields.get("metricType");
        if (!"Utilization".equals(type)
                || !(metadata.get("value") instanceof String value)
                || !PERCENT.matcher(value).matches()) {
            return Optional.empty();
        }
        return Optional.of(new CpuTarget.Percent(
                Integer.parseInt(value),
                metadata.get("containerName") instanceof String container && !container.isEmpty()
                        ? new Containers.One(container)
                        : new Containers.All()));
    }
}
