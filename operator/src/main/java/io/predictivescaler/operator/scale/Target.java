package io.predictivescaler.operator.scale;

import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.TargetBounds;

/**
 * An autoscaler as it stands on the API server.
 *
 * @param resourceVersion the precondition of every write that follows from this reading
 * @param note what the operator wrote down on it
 * @param currentReplicas of its workload, as the HorizontalPodAutoscaler says that scales it
 */
public record Target(
        TargetKey key,
        String resourceVersion,
        TargetBounds bounds,
        Note note,
        int currentReplicas,
        ScaleDown scaleDown,
        Ownership ownership,
        Heed heed,
        Workload workload) {

    /** Whether the operator has written something down on it. */
    public boolean isNoted() {
        return switch (note) {
            case Note.None none -> false;
            case Note.Written written -> true;
            case Note.Unreadable unreadable -> true;
        };
    }

    Target withCurrentReplicas(int replicas) {
        return new Target(key, resourceVersion, bounds, note, replicas, scaleDown, ownership, heed, workload);
    }

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

    /** Whether the autoscaler heeds its bounds. */
    public sealed interface Heed {
        /** At all times. */
        record Always() implements Heed {}

        /** Its user has paused it by an annotation. */
        record Paused(String annotation) implements Heed {}

        /**
         * Not while no trigger is active: then the workload has this many replicas, whatever the floor is.
         *
         * @param idle whether that is so now
         */
        record UnlessIdle(int replicas, boolean idle) implements Heed {}
    }
}
