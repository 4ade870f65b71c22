package io.predictivescaler.planning;

/**
 * The user's own bounds, as they stood before the operator changed anything.
 *
 * @param maximum not under the floor
 */
public record Baseline(MinReplicas minReplicas, MaxReplicas maximum) {
    public Baseline {
        new Bounds(minReplicas.effective(), maximum.effective());
    }

    /** One whose maximum the user wrote. */
    public Baseline(MinReplicas minReplicas, int maxReplicas) {
        // Both together, so that a complaint names both.
        this(minReplicas, new MaxReplicas.Stated(new Bounds(minReplicas.effective(), maxReplicas).maxReplicas()));
    }

    public static Baseline of(int minReplicas, int maxReplicas) {
        return new Baseline(new MinReplicas.Stated(minReplicas), maxReplicas);
    }

    public Bounds bounds() {
        return new Bounds(floor(), maxReplicas());
    }

    public int floor() {
        return minReplicas.effective();
    }

    public int maxReplicas() {
        return maximum.effective();
    }
}
