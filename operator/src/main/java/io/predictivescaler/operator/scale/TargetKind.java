package io.predictivescaler.operator.scale;

import io.predictivescaler.operator.api.TargetReference;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.BoundsReading.Field;
import io.predictivescaler.planning.MaxReplicas;
import io.predictivescaler.planning.MinReplicas;
import org.jspecify.annotations.Nullable;

/** The kinds of autoscaler that have bounds to move. */
public enum TargetKind {
    /** Of Kubernetes itself. */
    HorizontalPodAutoscaler("autoscaling/v2", "horizontalpodautoscalers.autoscaling", "minReplicas", "maxReplicas") {
        @Override
        MinReplicas assumedMin() {
            return new MinReplicas.Absent(1);
        }

        @Override
        MaxReplicas assumedMax() {
            throw new IllegalArgumentException("a HorizontalPodAutoscaler has maxReplicas");
        }
    },

    /** Of KEDA. */
    ScaledObject("keda.sh/v1alpha1", "scaledobjects.keda.sh", "minReplicaCount", "maxReplicaCount") {
        @Override
        MinReplicas assumedMin() {
            return new MinReplicas.Absent(0);
        }

        @Override
        MaxReplicas assumedMax() {
            return new MaxReplicas.Absent(100);
        }
    };

    private final String apiVersion;
    private final String resource;
    private final String minField;
    private final String maxField;

    TargetKind(String apiVersion, String resource, String minField, String maxField) {
        this.apiVersion = apiVersion;
        this.resource = resource;
        this.minField = minField;
        this.maxField = maxField;
    }

    /** The kind that a reference names, or leaves to the default. */
    public static TargetKind of(TargetReference.@Nullable Kind kind) {
        return switch (kind) {
            case null -> HorizontalPodAutoscaler;
            case HorizontalPodAutoscaler -> HorizontalPodAutoscaler;
            case ScaledObject -> ScaledObject;
        };
    }

    /** As the API names it. */
    public TargetReference.Kind reference() {
        return switch (this) {
            case HorizontalPodAutoscaler -> TargetReference.Kind.HorizontalPodAutoscaler;
            case ScaledObject -> TargetReference.Kind.ScaledObject;
        };
    }

    /** API group and version. */
    public String apiVersion() {
        return apiVersion;
    }

    /** As permissions name it. */
    public String resource() {
        return resource;
    }

    /** What the field for the floor is called. */
    public String minField() {
        return minField;
    }

    /** What the field for the maximum is called. */
    public String maxField() {
        return maxField;
    }

    /** What this kind calls a bound. */
    public String nameOf(Field field) {
        return switch (field) {
            case minReplicas -> minField;
            case maxReplicas -> maxField;
        };
    }

    /**
     * A user's bounds; null where the user left one out.
     *
     * @throws IllegalArgumentException when no target of this kind can have them
     */
    public Baseline baseline(@Nullable Integer min, @Nullable Integer max) {
        return new Baseline(min(min), max(max));
    }

    MinReplicas min(@Nullable Integer stated) {
        return stated == null ? assumedMin() : new MinReplicas.Stated(stated);
    }

    MaxReplicas max(@Nullable Integer stated) {
        return stated == null ? assumedMax() : new MaxReplicas.Stated(stated);
    }

    /** What the API assumes where the floor is left out. */
    abstract MinReplicas assumedMin();

    /** What the API assumes where the maximum is left out, if it may be. */
    abstract MaxReplicas assumedMax();
}
