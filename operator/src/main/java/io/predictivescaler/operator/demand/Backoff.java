package io.predictivescaler.operator.demand;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long to leave a failing source alone: 30 seconds, doubling to 4 minutes, each ±20 % so that many resources do not return
 * at once. Short, because a Prometheus that is back should be used again within minutes.
 *
 * @param seed of the jitter; the same seed gives the same delays
 */
public record Backoff(long seed) {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 3;

    /**
     * The delay before the next try.
     *
     * @param tries failures in a row, at least 1
     */
    public Duration after(int tries) {
        long base = FIRST.toMillis() << Math.min(tries - 1, MOST_DOUBLINGS);
        double jitter = new SplittableRandom(seed + tries).nextDouble(0.8, 1.2);
        return Duration.ofMillis(Math.round(base * jitter));
    }
}
