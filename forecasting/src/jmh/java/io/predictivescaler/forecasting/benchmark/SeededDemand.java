package io.predictivescaler.forecasting.benchmark;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Demand of a service with days, weekends, bursts, noise and a few gaps, in steps of five minutes; the same at every run. */
final class SeededDemand {
    /** 28 days. */
    static final int POINTS = 8064;

    private static final int DAY = 288;
    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    private SeededDemand() {}

    static Series days(int days) {
        SplittableRandom random = new SplittableRandom(11);
        double[] values = new double[days * DAY];
        double drift = 0;
        for (int t = 0; t < values.length; t++) {
            drift = 0.97 * drift + 0.03 * random.nextGaussian();
            double phase = 2 * Math.PI * (t % DAY) / DAY;
            double day = 1.1 - Math.cos(phase) + 0.3 * Math.sin(2 * phase);
            double weekend = t / DAY % 7 >= 5 ? 0.6 : 1;
            double burst = random.nextDouble() < 0.003 ? 1 : 0;
            values[t] = Math.max(0, 400 * (day * weekend * (1 + drift) + burst) + 20 * random.nextGaussian());
        }
        return Series.of(MONDAY, Duration.ofMinutes(5), values);
    }
}
