package io.predictivescaler.operator.scale;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.TargetBounds;

/**
 * A HorizontalPodAutoscaler as it stands on the API server.
 *
 * @param resourceVersion the precondition of every write that follows from this reading
 * @param note what the operator wrote down on it
 * @param currentReplicas of its workload, as it says itself
 */
public record Target(
        ResourceKey key,
        String resourceVersion,
        TargetBounds bounds,
        Note note,
        int currentReplicas,
        ScaleDown scaleDown,
        Ownership ownership) {

    /** What stands in the bounds annotation. */
    public sealed interface Note {
        /** There is none. */
        record None() implements Note {}

        /** A record. */
        record Written(BoundsRecord record) implements Note {}

        /** Something that is not a record. */
        record Unreadable(String why) implements Note {}
    }

    /** Whether a raise could be undone. */
    public enum ScaleDown {
        Allowed,
        Disabled
    }

    /** Who made the autoscaler. */
    public sealed interface Ownership {
        /** Its user. */
        record Own() implements Ownership {}

        /** KEDA, which would put its own bounds back. */
        record ScaledObject(String name) implements Ownership {}
    }
}
