package io.predictivescaler.planning.testkit;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Seeded days of demand by the five minutes from a Monday on: 100 by night, 900 at noon, weekends at three fifths. */
public final class Days {
    public static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int PER_DAY = 288;

    private Days() {}

    /** @param noise standard deviation of each step as a share of it */
    public static Series steady(int days, double noise, long seed) {
        return with(days, noise, seed, days, 1);
    }

    /** As {@link #steady}, but one day at another height. */
    public static Series with(int days, double noise, long seed, int day, double factor) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[days * PER_DAY];
        for (int i = 0; i < values.length; i++) {
            double shape = 500 - 400 * Math.cos(2 * Math.PI * (i % PER_DAY) / PER_DAY);
            double weekend = i / PER_DAY % 7 >= 5 ? 0.6 : 1;
            double value = weekend * shape * (1 + noise * random.nextGaussian());
            values[i] = Math.max(0, value) * (i / PER_DAY == day ? factor : 1);
        }
        return Series.of(MONDAY, STEP, values);
    }
}
