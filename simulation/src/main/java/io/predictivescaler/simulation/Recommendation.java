package io.predictivescaler.simulation;

/** What a metric asks for, before stabilization, limits and bounds. */
sealed interface Recommendation {
    /** This many replicas. */
    record Replicas(int count) implements Recommendation {}

    /** Nothing can be said: no pod that counts has a sample. */
    record Unavailable() implements Recommendation {}
}
