package io.predictivescaler.forecasting.testkit;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.util.BitSet;
import java.util.SplittableRandom;

/** Series of any kind that may come, each from a seed: step, length, height, seasons, noise, gaps, outages, spikes, shifts. */
public final class RandomDemand {
    private static final int[] STEP_MINUTES = {5, 10, 15, 30, 60, 60};

    private RandomDemand() {}

    /** The demand of a seed. */
    public static Demand of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Duration step = Duration.ofMinutes(STEP_MINUTES[random.nextInt(STEP_MINUTES.length)]);
        int day = (int) Duration.ofDays(1).dividedBy(step);
        double days = step.toMinutes() < 15 ? random.nextDouble(0.5, 17) : random.nextDouble(2, 40);
        int steps = (int) (days * day);
        double height = Math.pow(10, random.nextDouble(-3, 6));
        double gapShare = random.nextInt(3) == 0 ? random.nextDouble(0.3) : 0;
        int outage = random.nextInt(Math.max(1, steps));
        int shift = random.nextInt(3) == 0 ? random.nextInt(Math.max(1, steps)) : Integer.MAX_VALUE;
        double shifted = random.nextDouble(0.3, 3);
        boolean counts = random.nextInt(4) == 0;
        long gapSeed = random.nextLong();
        return Demand.weeklySeason(days)
                .withStep(step)
                .withWeekends(random.nextDouble(0.1, 1.2))
                .withNoise(random.nextDouble(0.5), random.nextLong())
                .with((t, v) -> t >= shift ? v * shifted : v)
                .with((t, v) -> t >= outage && t < outage + day / 8 ? 0 : v)
                .with((t, v) -> new SplittableRandom(gapSeed + t).nextInt(500) == 0 ? 20 * v : v)
                .scaled(v -> counts ? Math.rint(v / 30) : v * height)
                .withGaps(t -> new SplittableRandom(gapSeed - t).nextDouble() < gapShare);
    }

    /** Another future: the steps from {@code origin} on in another order, so that what is there stays. */
    public static Series shuffledFrom(int origin, Series series, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = series.toArray(Double.NaN);
        for (int t = values.length - 1; t > origin; t--) {
            int other = origin + random.nextInt(t - origin + 1);
            double value = values[t];
            values[t] = values[other];
            values[other] = value;
        }
        BitSet missing = new BitSet();
        for (int t = 0; t < values.length; t++) {
            missing.set(t, Double.isNaN(values[t]));
            values[t] = Double.isNaN(values[t]) ? 0 : values[t];
        }
        return Series.of(series.start(), series.step(), values, missing);
    }
}
