package io.predictivescaler.forecasting.testkit;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;

/**
 * Builds demand series. Starts on a Monday at midnight UTC by steps of five minutes unless told otherwise; noise comes from a
 * fixed seed, so equal builders give equal series.
 */
public final class Demand {
    public static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    private final double days;
    private Instant start = MONDAY;
    private Duration step = Duration.ofMinutes(5);
    private ZoneId zone = ZoneOffset.UTC;
    private double mean = 100;
    private double amplitude;
    private double weekendFactor = 1;
    private double noise;
    private long seed = 1;
    private IntPredicate gaps = t -> false;
    private StepEffect effect = (t, value) -> value;

    private Demand(double days) {
        this.days = days;
    }

    /** A change to the value of a step. */
    @FunctionalInterface
    public interface StepEffect {
        double apply(int t, double value);
    }

    /** Days with a peak at noon, three times the night, without noise. */
    public static Demand dailySeason(double days) {
        Demand demand = new Demand(days);
        demand.amplitude = 50;
        return demand;
    }

    /** Daily season with weekends at two fifths. */
    public static Demand weeklySeason(double days) {
        return dailySeason(days).withWeekends(0.4);
    }

    /** The same value all the time. */
    public static Demand constant(double days, double value) {
        return new Demand(days).withMean(value);
    }

    public Demand withMean(double value) {
        mean = value;
        return this;
    }

    public Demand withWeekends(double factor) {
        weekendFactor = factor;
        return this;
    }

    public Demand withStep(Duration length) {
        step = length;
        return this;
    }

    public Demand startingAt(Instant time) {
        start = time;
        return this;
    }

    public Demand onTheClockOf(ZoneId clock) {
        zone = clock;
        return this;
    }

    /** Noise with this standard deviation as a share of the value. */
    public Demand withNoise(double share, long from) {
        noise = share;
        seed = from;
        return this;
    }

    public Demand withGaps(IntPredicate missing) {
        gaps = missing;
        return this;
    }

    /** Something that happens to the values, after season and noise. */
    public Demand with(StepEffect change) {
        StepEffect before = effect;
        effect = (t, value) -> change.apply(t, before.apply(t, value));
        return this;
    }

    public Demand scaled(DoubleUnaryOperator change) {
        return with((t, value) -> change.applyAsDouble(value));
    }

    public Series build() {
        int steps = (int) Math.round(days * Duration.ofDays(1).toMillis() / step.toMillis());
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[steps];
        BitSet missing = new BitSet();
        for (int t = 0; t < steps; t++) {
            double season = seasonAt(start.plus(step.multipliedBy(t)));
            values[t] = effect.apply(t, Math.max(0, season * (1 + noise * random.nextGaussian())));
            missing.set(t, gaps.test(t));
        }
        return Series.of(start, step, values, missing);
    }

    /** The value without noise and effects. */
    public double seasonAt(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        double hours = local.getHour() + local.getMinute() / 60.0;
        double weekend = local.getDayOfWeek().getValue() >= 6 ? weekendFactor : 1;
        return weekend * (mean - amplitude * Math.cos(2 * Math.PI * hours / 24));
    }
}
