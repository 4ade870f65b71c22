package io.predictivescaler.operator.metrics;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: "full jitter" (M. Brooker, 2015, Exponential Backoff and Jitter, AWS Architecture Blog),
 * uniformly between nothing and a bound that doubles with each try, so that many clients of a server that comes back do not come
 * back together.
 */
public final class BackOff {
    private final RandomGenerator random;
    private final Pause pause;
    private final Duration first;
    private final Duration longest;

    /**
     * A back-off.
     *
     * @param first bound of the first wait
     * @param longest bound of every wait
     */
    public BackOff(RandomGenerator random, Pause pause, Duration first, Duration longest) {
        if (first.isNegative() || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "the first bound of a back-off is not negative and at most the longest, not " + first + " and "
                            + longest);
        }
        this.random = random;
        this.pause = pause;
        this.first = first;
        this.longest = longest;
    }

    /** Between nothing and half a second at first, and never more than 10 seconds. */
    public static BackOff standard(RandomGenerator random, Pause pause) {
        return new BackOff(random, pause, Duration.ofMillis(500), Duration.ofSeconds(10));
    }

    /** How long to wait after failed try {@code attempt}, which counts from 1. */
    Duration after(int attempt) {
        long bound = first.toMillis();
        for (int doubled = 1; doubled < attempt && bound < longest.toMillis(); doubled++) {
            bound *= 2;
        }
        bound = Math.min(bound, longest.toMillis());
        // Seeded generators are not safe for use by many threads.
        synchronized (random) {
            return Duration.ofMillis(random.nextLong(bound + 1));
        }
    }

    void pause(Duration length) throws InterruptedException {
        pause.pause(length);
    }
}
