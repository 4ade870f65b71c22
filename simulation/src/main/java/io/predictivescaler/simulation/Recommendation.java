package io.predictivescaler.simulation;

/** What a metric asks for, before stabilization, limits and bounds. */
public sealed interface Recommendation {
    /** This many replicas. */
    record Replicas(int count) implements Recommendation {}

    /** Nothing can be said, such as when no pod that counts has a sample. */
    record Unavailable() implements Recommendation {}
}
