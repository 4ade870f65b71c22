package io.predictivescaler.forecasting.capacity;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * A workload with a hidden capacity under an autoscaler that holds its utilization, as its metrics show it: by default a week by five
 * minutes of a shop that is busy by day, at a target of 60 %, with an idle utilization of 4 % and noise of 4 %.
 *
 * @param capacity load per replica at the target, by the hour since the start
 * @param demand load, by the hour since the start
 * @param ceiling utilization beyond which no replica gets, in percent
 * @param noise standard deviation of each measured value ÷ the value
 * @param outliers share of utilizations that something else has doubled
 * @param gaps share of values that were never scraped
 */
record SimulatedWorkload(
        long seed,
        Duration length,
        Duration step,
        DoubleUnaryOperator capacity,
        DoubleUnaryOperator demand,
        double idle,
        double ceiling,
        int fewest,
        int most,
        double noise,
        double outliers,
        double gaps) {
    static final double TARGET = 60;
    static final Instant START = Instant.parse("2026-10-05T00:00:00Z");
    private static final double TOLERANCE = 0.1;
    private static final Duration SYNC = Duration.ofMinutes(5);

    static SimulatedWorkload carrying(double capacity, long seed) {
        return new SimulatedWorkload(
                seed,
                Duration.ofDays(7),
                Duration.ofMinutes(5),
                hour -> capacity,
                SimulatedWorkload::ofShop,
                4,
                100,
                2,
                60,
                0.04,
                0,
                0);
    }

    /** 60 by night, 900 by day, with slow ramps. */
    static double ofShop(double hour) {
        double ofDay = hour % 24;
        return 60 + 840 * Math.max(0, Math.sin(Math.PI * (ofDay - 7) / 14)) * (ofDay >= 7 && ofDay <= 21 ? 1 : 0);
    }

    Instant end() {
        return START.plus(length);
    }

    CapacityOutcome learned() {
        return CapacityLearner.learn(history(), TARGET, end());
    }

    WorkloadHistory history() {
        Duration each = step.compareTo(SYNC) < 0 ? step : SYNC;
        int steps = Math.toIntExact(length.dividedBy(each));
        int every = Math.toIntExact(step.dividedBy(each));
        Recorded recorded = new Recorded(steps / every, new SplittableRandom(seed));
        double hours = each.toSeconds() / 3600.0;
        int replicas = fewest;
        int ready = fewest;
        double measured = TARGET;
        double wanted = fewest;
        for (int i = 0; i < steps; i++) {
            double hour = i * hours;
            double load = demand.applyAsDouble(hour) * (1 + 0.05 * recorded.random.nextGaussian());
            double here = Math.max(1, load) / ready;
            double busy = Math.min(ceiling, idle + (TARGET - idle) * here / capacity.applyAsDouble(hour));
            boolean outlier = recorded.random.nextDouble() < outliers;
            if ((i + 1) % every == 0) {
                recorded.put(i / every, load, ready, outlier ? Math.min(ceiling, 2 * busy) : busy);
            }
            measured = (measured + busy) / 2;
            ready = replicas;
            double desired =
                    Math.abs(measured / TARGET - 1) <= TOLERANCE ? ready : Math.ceil(ready * measured / TARGET);
            replicas = (int) Math.clamp(Math.max(desired, desired < ready ? wanted : 0), fewest, most);
            wanted = desired;
        }
        return new WorkloadHistory(recorded.series(0), recorded.series(1), recorded.series(2));
    }

    /** What the metrics show of it. */
    private final class Recorded {
        private final double[][] values;
        private final SplittableRandom random;
        private final BitSet[] missing = {new BitSet(), new BitSet(), new BitSet()};

        Recorded(int steps, SplittableRandom random) {
            this.values = new double[3][steps];
            this.random = random;
        }

        void put(int index, double load, double ready, double busy) {
            values[0][index] = Math.max(0, load * (1 + noise / 2 * random.nextGaussian()));
            values[1][index] = ready;
            values[2][index] = Math.max(0, Math.min(ceiling, busy * (1 + noise * random.nextGaussian())));
            for (BitSet each : missing) {
                each.set(index, random.nextDouble() < gaps);
            }
        }

        Series series(int which) {
            return Series.of(START, step, values[which], missing[which]);
        }
    }

    SimulatedWorkload lasting(Duration other) {
        return new SimulatedWorkload(
                seed, other, step, capacity, demand, idle, ceiling, fewest, most, noise, outliers, gaps);
    }

    SimulatedWorkload by(Duration other) {
        return new SimulatedWorkload(
                seed, length, other, capacity, demand, idle, ceiling, fewest, most, noise, outliers, gaps);
    }

    SimulatedWorkload withCapacity(DoubleUnaryOperator other) {
        return new SimulatedWorkload(
                seed, length, step, other, demand, idle, ceiling, fewest, most, noise, outliers, gaps);
    }

    SimulatedWorkload withDemand(DoubleUnaryOperator other) {
        return new SimulatedWorkload(
                seed, length, step, capacity, other, idle, ceiling, fewest, most, noise, outliers, gaps);
    }

    SimulatedWorkload withIdle(double other) {
        return new SimulatedWorkload(
                seed, length, step, capacity, demand, other, ceiling, fewest, most, noise, outliers, gaps);
    }

    SimulatedWorkload stoppingAt(double other) {
        return new SimulatedWorkload(
                seed, length, step, capacity, demand, idle, other, fewest, most, noise, outliers, gaps);
    }

    SimulatedWorkload withReplicas(int least, int highest) {
        return new SimulatedWorkload(
                seed, length, step, capacity, demand, idle, ceiling, least, highest, noise, outliers, gaps);
    }

    SimulatedWorkload withNoise(double other) {
        return new SimulatedWorkload(
                seed, length, step, capacity, demand, idle, ceiling, fewest, most, other, outliers, gaps);
    }

    SimulatedWorkload withOutliers(double other) {
        return new SimulatedWorkload(
                seed, length, step, capacity, demand, idle, ceiling, fewest, most, noise, other, gaps);
    }

    SimulatedWorkload withGaps(double other) {
        return new SimulatedWorkload(
                seed, length, step, capacity, demand, idle, ceiling, fewest, most, noise, outliers, other);
    }
}
