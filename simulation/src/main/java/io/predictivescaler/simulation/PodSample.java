package io.predictivescaler.simulation;

import java.time.Duration;
import java.time.Instant;

/** One pod as the autoscaler sees it at a sync. */
public sealed interface PodSample {
    /** Waiting for a node or an image: it has no sample and does not count. */
    record Pending() implements PodSample {}

    /**
     * Its containers run.
     *
     * @param started when it was accepted by its node
     * @param lastTransition when {@code readiness} last changed
     */
    record Running(Instant started, Readiness readiness, Instant lastTransition, Metric metric) implements PodSample {}

    /** Whether a pod takes load. */
    enum Readiness {
        Ready,
        NotReady
    }

    /** What the metrics API says about a pod. */
    sealed interface Metric {
        /** Nothing. */
        record Missing() implements Metric {}

        /**
         * CPU use, the mean of the {@code window} that ends at {@code at}.
         *
         * @param milliCpu thousandths of a CPU, not negative
         */
        record Usage(long milliCpu, Instant at, Duration window) implements Metric {
            public Usage {
                if (milliCpu < 0) {
                    throw new IllegalArgumentException("CPU use is not negative, unlike " + milliCpu + "m");
                }
            }
        }
    }
}
