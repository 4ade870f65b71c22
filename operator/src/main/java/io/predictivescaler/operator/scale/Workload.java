package io.predictivescaler.operator.scale;

/**
 * What an autoscaler scales, in its own namespace.
 *
 * @param kind as the autoscaler names it: Deployment, StatefulSet or any other with a scale
 */
public record Workload(String kind, String name, CpuTarget cpu) {
    /** What the autoscaler aims at. */
    public sealed interface CpuTarget {
        /** Not at a share of the requested CPU. */
        record None() implements CpuTarget {}

        /** At this share of the CPU that these containers of its pods request. */
        record Percent(int percent, Containers of) implements CpuTarget {}
    }

    /** Which containers of a pod. */
    public sealed interface Containers {
        record All() implements Containers {}

        record One(String name) implements Containers {}
    }
}
