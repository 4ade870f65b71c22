package io.predictivescaler.operator.scale;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerSpec;
import io.predictivescaler.operator.api.TargetReference;
import java.util.Optional;

/** Which autoscaler. */
public record TargetKey(TargetKind kind, ResourceKey object) {
    public static TargetKey of(TargetKind kind, String namespace, String name) {
        return new TargetKey(kind, new ResourceKey(namespace, name));
    }

    /** What a resource's spec names as its target, if anything: also one that cannot be used otherwise. */
    public static Optional<TargetKey> namedBy(PredictiveScaler scaler) {
        return Optional.ofNullable(scaler.getSpec())
                .map(PredictiveScalerSpec::targetRef)
                .filter(target -> target.name() != null)
                .map(target -> named(scaler.getMetadata().getNamespace(), target));
    }

    private static TargetKey named(String namespace, TargetReference target) {
        return of(TargetKind.of(target.kind()), namespace, String.valueOf(target.name()));
    }

    public String namespace() {
        return object.namespace();
    }

    public String name() {
        return object.name();
    }

    /** As messages to users of the namespace name it. */
    @Override
    public String toString() {
        return kind + " '" + name() + "'";
    }
}
