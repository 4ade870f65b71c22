package io.predictivescaler.planning;

/** A target's maxReplicas, which the user of a ScaledObject may have left out. */
public sealed interface MaxReplicas {
    /** The maximum that holds: the stated one, or the one the API assumes for a missing one. At least 1. */
    int effective();

    /** The user wrote it. */
    record Stated(int effective) implements MaxReplicas {
        public Stated {
            checkPositive(effective);
        }
    }

    /**
     * The user left it out, so it is restored by removing it.
     *
     * @param effective what the API assumes: 100 for a ScaledObject
     */
    record Absent(int effective) implements MaxReplicas {
        public Absent {
            checkPositive(effective);
        }
    }

    private static void checkPositive(int replicas) {
        if (replicas < 1) {
            throw new IllegalArgumentException("maxReplicas is at least 1, not " + replicas);
        }
    }
}
