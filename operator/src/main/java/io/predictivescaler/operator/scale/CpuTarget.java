package io.predictivescaler.operator.scale;

/** What an autoscaler aims at, as far as it is a share of the CPU that pods request. */
public sealed interface CpuTarget {
    /** At something else. */
    record None() implements CpuTarget {}

    /** At this share of the CPU that these containers of its pods request. */
    record Percent(int percent, Containers of) implements CpuTarget {}

    /** Which containers of a pod. */
    sealed interface Containers {
        record All() implements Containers {}

        record One(String name) implements Containers {}
    }
}
