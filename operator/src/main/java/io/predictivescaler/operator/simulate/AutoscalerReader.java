package io.predictivescaler.operator.simulate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads an autoscaler for a simulation: from a file, with autoscaling/v2, autoscaling/v1 or KEDA's ScaledObject in it, or from an
 * object as it stands on the API server.
 */
public final class AutoscalerReader {
    private static final KubernetesSerialization OBJECTS = new KubernetesSerialization();

    private AutoscalerReader() {}

    /** The only autoscaler of a file. */
    public static AutoscalerInput read(Path file) {
        try {
            List<Manifest> all = Manifest.in(file);
            List<Manifest> autoscalers = autoscalers(all);
            if (autoscalers.size() > 1) {
                return AutoscalerInput.refused("--hpa: " + file + " holds " + Manifest.listed(autoscalers)
                        + "; give a file with one autoscaler.");
            }
            return autoscalers.isEmpty()
                    ? none(file, all)
                    : read(file.toString(), autoscalers.getFirst(), Manifest.DEFAULT_NAMESPACE);
        } catch (UnusableManifest e) {
            return AutoscalerInput.refused("--hpa: " + e.getMessage());
        }
    }

    /** The autoscaler of a file that a resource names as its target; one without a namespace is taken to be in the target's. */
    public static AutoscalerInput read(Path file, TargetKey target) {
        try {
            List<Manifest> all = Manifest.in(file);
            List<Manifest> autoscalers = autoscalers(all);
            if (autoscalers.isEmpty()) {
                return none(file, all);
            }
            return autoscalers.stream()
                    .filter(manifest -> keyOf(manifest, target.namespace()).equals(target))
                    .findFirst()
                    .map(manifest -> read(file.toString(), manifest, target.namespace()))
                    .orElseGet(() -> AutoscalerInput.refused("--hpa: spec.targetRef of the PredictiveScaler names "
                            + target + " in namespace " + target.namespace() + ", and " + file + " holds "
                            + autoscalers.stream()
                                    .map(manifest -> keyOf(manifest, target.namespace()))
                                    .map(key -> key + " in namespace " + key.namespace())
                                    .collect(Collectors.joining(", "))
                            + "; give the file of the target, or correct targetRef."));
        } catch (UnusableManifest e) {
            return AutoscalerInput.refused("--hpa: " + e.getMessage());
        }
    }

    /** One as it stands on the API server, of any kind that can be a target. */
    public static AutoscalerInput read(HasMetadata object) {
        Manifest manifest = new Manifest(OBJECTS.convertValue(object, Map.class));
        ResourceKey key = manifest.key(Manifest.DEFAULT_NAMESPACE);
        return read(manifest.kind() + " " + key, manifest, key.namespace());
    }

    private static List<Manifest> autoscalers(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> Arrays.stream(TargetKind.values())
                        .anyMatch(kind -> kind.name().equals(manifest.kind())))
                .toList();
    }

    private static TargetKey keyOf(Manifest manifest, String namespace) {
        return new TargetKey(TargetKind.valueOf(manifest.kind()), manifest.key(namespace));
    }

    private static AutoscalerInput none(Path file, List<Manifest> all) {
        return AutoscalerInput.refused(
                "--hpa: " + file + " holds no HorizontalPodAutoscaler but " + Manifest.listed(all)
                        + "; give the file of the autoscaler, or leave --hpa out to have one on CPU at "
                        + Autoscaler.ASSUMED_TARGET_PERCENT + " % assumed.");
    }

    private static AutoscalerInput read(String source, Manifest manifest, String namespace) {
        Field root = manifest.root();
        TargetKey key = keyOf(manifest, namespace);
        if (key.name().isEmpty()) {
            root.at("metadata").at("name").problem("required; write the name of the autoscaler");
        }
        AutoscalerReading reading = switch (key.kind()) {
            case HorizontalPodAutoscaler -> AutoscalerReading.ofHpa(root);
            case ScaledObject -> AutoscalerReading.ofScaledObject(root);
        };
        return root.problems().isEmpty()
                ? new AutoscalerInput.Read(reading.behind(root, key.kind()).autoscaler(key))
                : AutoscalerInput.refused(source, root.problems());
    }
}
