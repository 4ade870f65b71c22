package io.predictivescaler.demo;

import io.predictivescaler.planning.Bounds;

/** The HorizontalPodAutoscaler's object, as its controller sees it. */
interface AutoscalerObject {
    /** minReplicas and maxReplicas as they stand. */
    Bounds bounds();

    /** Writes the status down. */
    void report(int currentReplicas, int desiredReplicas);
}
