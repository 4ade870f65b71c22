package io.predictivescaler.planning;

/**
 * The user's own bounds, as they stood before the operator changed anything.
 *
 * @param maxReplicas at least 1 and not under the floor
 */
public record Baseline(MinReplicas minReplicas, int maxReplicas) {
    public Baseline {
        new Bounds(minReplicas.effective(), maxReplicas);
    }

    public static Baseline of(int minReplicas, int maxReplicas) {
        return new Baseline(new MinReplicas.Stated(minReplicas), maxReplicas);
    }

    public Bounds bounds() {
        return new Bounds(minReplicas.effective(), maxReplicas);
    }

    public int floor() {
        return minReplicas.effective();
    }
}
