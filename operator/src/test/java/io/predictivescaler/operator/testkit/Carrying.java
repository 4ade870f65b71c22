package io.predictivescaler.operator.testkit;

import io.predictivescaler.forecasting.series.Series;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Replicas under an autoscaler that holds their utilization at 60 %, as their metrics show them: 4 % busy without load, eight at least.
 *
 * @param replicas ready ones
 * @param utilization in percent, with noise of 3 %
 */
public record Carrying(Series replicas, Series utilization) {
    private static final double TARGET = 60;
    private static final double IDLE = 4;
    private static final int FEWEST = 8;

    /** @param capacity load that one carries at the target, by time */
    public static Carrying of(Series demand, ToDoubleFunction<Instant> capacity, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] replicas = new double[demand.length()];
        double[] utilization = new double[demand.length()];
        for (int i = 0; i < replicas.length; i++) {
            double one = capacity.applyAsDouble(demand.timeOf(i));
            replicas[i] = Math.max(FEWEST, Math.floor(demand.valueAt(i) / one));
            double busy = IDLE + (TARGET - IDLE) * demand.valueAt(i) / replicas[i] / one;
            utilization[i] = busy * (1 + 0.03 * random.nextGaussian());
        }
        return new Carrying(
                Series.of(demand.start(), demand.step(), replicas),
                Series.of(demand.start(), demand.step(), utilization));
    }

    /** The same capacity at all times. */
    public static Carrying of(Series demand, double capacity, long seed) {
        return of(demand, time -> capacity, seed);
    }
}
