package io.predictivescaler.planning;

/**
 * A floor and a ceiling for a workload's replicas.
 *
 * @param minReplicas at least 0
 * @param maxReplicas at least 1 and not under {@code minReplicas}
 */
public record Bounds(int minReplicas, int maxReplicas) {
    public Bounds {
        if (minReplicas < 0 || maxReplicas < 1 || minReplicas > maxReplicas) {
            throw new IllegalArgumentException("bounds satisfy 0 ≤ minReplicas ≤ maxReplicas and 1 ≤ maxReplicas, not "
                    + minReplicas + " and " + maxReplicas);
        }
    }

    public Bounds withMinReplicas(int floor) {
        return new Bounds(floor, maxReplicas);
    }
}
