package io.predictivescaler.simulation;

import java.time.Duration;
import java.util.Random;

/** How long pods take from creation to Ready. */
@FunctionalInterface
public interface StartUp {
    /** The golden ratio in 64 bits: neighbouring numbers become seeds far apart. */
    long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The time that pod {@code number} (from 0, in order of creation) takes; a sampled start-up is a seeded function of the number. */
    Duration of(long number);

    /** All pods take the same time. */
    static StartUp fixed(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a start-up time is zero or longer, not " + time);
        }
        return number -> time;
    }

    /**
     * Pods take times of a log-normal distribution, which start-up times resemble: most close to the median, some far longer.
     *
     * @param median half of the pods are faster; positive
     * @param spread the standard deviation of the logarithm, at least 0: at 0.3 one pod in ten takes more than 1.47 × the median
     */
    static StartUp sampled(Duration median, double spread, long seed) {
        if (!median.isPositive() || !(spread >= 0 && Double.isFinite(spread))) {
            throw new IllegalArgumentException(
                    "a median start-up is positive and a spread at least 0, unlike " + median + " and " + spread);
        }
        return number -> {
            double z = new Random(seed ^ number * GOLDEN).nextGaussian();
            return Duration.ofMillis(Math.round(median.toMillis() * Math.exp(spread * z)));
        };
    }
}
