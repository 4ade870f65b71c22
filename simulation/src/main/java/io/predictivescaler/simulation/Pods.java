package io.predictivescaler.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pods of a workload.
 *
 * @param pods oldest first
 * @param started how many were ever created
 */
public record Pods(List<Pod> pods, long started) {
    public Pods {
        pods = List.copyOf(pods);
    }

    /** {@code count} pods that are ready since {@code since}. */
    public static Pods readySince(Instant since, int count) {
        return new Pods(
                Stream.iterate(0L, n -> n < count, n -> n + 1)
                        .map(n -> new Pod(n, since, since))
                        .toList(),
                count);
    }

    /** How many there are, ready or not. */
    public int count() {
        return pods.size();
    }

    /** How many are ready. */
    public int ready(Instant now) {
        int ready = 0;
        for (Pod pod : pods) {
            ready += pod.isReady(now) ? 1 : 0;
        }
        return ready;
    }

    /**
     * These pods brought to {@code replicas}, as the ReplicaSet controller does it: new ones start at once; those that are not ready go
     * first, then those that became ready last. (The real one takes ready times of one magnitude for equal and chooses at random.)
     */
    public Pods scaledTo(int replicas, Instant now, StartUp startUp) {
        if (replicas == count()) {
            return this;
        }
        if (replicas > count()) {
            int added = replicas - count();
            Stream<Pod> fresh = Stream.iterate(started, n -> n < started + added, n -> n + 1)
                    .map(n -> new Pod(n, now, now.plus(startUp.of(n))));
            return new Pods(Stream.concat(pods.stream(), fresh).toList(), started + added);
        }
        Comparator<Pod> lastToGo = Comparator.comparingInt((Pod pod) -> pod.isReady(now) ? 0 : 1)
                .thenComparing(Pod::readyAt)
                .thenComparingLong(Pod::number);
        return new Pods(
                pods.stream()
                        .sorted(lastToGo)
                        .limit(replicas)
                        .sorted(Comparator.comparingLong(Pod::number))
                        .toList(),
                started);
    }
}
