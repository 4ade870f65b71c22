package io.predictivescaler.operator.testkit;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Five weeks of demand by the five minutes: the same every day, 100 by night, 1000 from 9 to 17 o'clock, an hour of ramp on each side. */
public final class Week {
    public static final Instant START = Instant.parse("2026-10-05T00:00:00Z");
    public static final Duration STEP = Duration.ofMinutes(5);
    public static final Duration LENGTH = Duration.ofDays(35);

    private Week() {}

    public static Series daily() {
        return times(1);
    }

    /** The same shape at another height. */
    public static Series times(double factor) {
        return each(hour -> factor * at(hour));
    }

    /** Somebody else's: by night what is daily by day, half a day apart. */
    public static Series nightly() {
        return each(hour -> at((hour + 12) % 24));
    }

    public static Series constant(double demand) {
        return each(hour -> demand);
    }

    /** Demand that nobody can know: each step as good as the last one, and a little more or less. */
    public static Series randomWalk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[Math.toIntExact(LENGTH.dividedBy(STEP))];
        values[0] = 1000;
        for (int i = 1; i < values.length; i++) {
            values[i] = Math.max(100, values[i - 1] + 5 * random.nextGaussian());
        }
        return Series.of(START, STEP, values);
    }

    private static Series each(DoubleUnaryOperator atHour) {
        double[] values = new double[Math.toIntExact(LENGTH.dividedBy(STEP))];
        for (int i = 0; i < values.length; i++) {
            values[i] = atHour.applyAsDouble(i * 5 % 1440 / 60.0);
        }
        return Series.of(START, STEP, values);
    }

    private static double at(double hour) {
        double up = Math.clamp(hour - 8, 0, 1);
        double down = Math.clamp(hour - 17, 0, 1);
        return 100 + 900 * (up - down);
    }
}
