package io.predictivescaler.planning;

/** A target's minReplicas, which its user may have left out. */
public sealed interface MinReplicas {
    /** The floor that holds: the stated one, or the one the API assumes for a missing one. */
    int effective();

    /** The user wrote it. */
    record Stated(int effective) implements MinReplicas {
        public Stated {
            if (effective < 0) {
                throw new IllegalArgumentException("minReplicas is at least 0, not " + effective);
            }
        }
    }

    /**
     * The user left it out, so it is restored by removing it.
     *
     * @param effective what the API assumes: 1 for a HorizontalPodAutoscaler, 0 for a ScaledObject
     */
    record Absent(int effective) implements MinReplicas {
        public Absent {
            if (effective < 0) {
                throw new IllegalArgumentException("an assumed minReplicas is at least 0, not " + effective);
            }
        }
    }
}
