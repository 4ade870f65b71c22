package io.predictivescaler.planning.testkit;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Seeded demand by the five minutes from a Monday on, as services have it: a rhythm, days that differ, noise that lasts for an hour or two
 * and noise that does not.
 *
 * @param noise standard deviation of a step as a share of it
 */
public record Worlds(Shape shape, double noise, long seed) {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int PER_DAY = 288;
    private static final double LASTING = 0.95;

    /** The mean over the day. */
    public enum Shape {
        /** Nights at an eighth of noon, weekends at three fifths. */
        Wave,
        /** Steep working hours; next to nothing at night and on weekends. */
        Office,
        /** Two peaks, the higher one in the evening. */
        Evenings,
        /** Between 20 and 40 % about its mean. */
        Shallow,
        /** Three calls in five minutes at night, 57 at noon, counted. */
        Calls;

        private double at(double hour, boolean weekend) {
            return switch (this) {
                case Wave -> (500 - 400 * Math.cos(hour * Math.PI / 12)) * (weekend ? 0.6 : 1);
                case Office -> 5 + (weekend ? 60 : 400) * ramp(hour - 7, 1.5) * ramp(19 - hour, 2);
                case Evenings -> 120 + 300 * bump(hour - 9, 4) + (weekend ? 600 : 500) * bump(hour - 19, 6);
                case Shallow -> (weekend ? 270 : 300) * (1 - 0.3 * Math.cos(hour * Math.PI / 12));
                case Calls -> (30 - 27 * Math.cos(hour * Math.PI / 12)) * (weekend ? 0.7 : 1);
            };
        }

        private static double ramp(double hours, double length) {
            return Math.clamp(hours / length, 0, 1);
        }

        private static double bump(double hours, double width) {
            return Math.exp(-hours * hours / width);
        }
    }

    /** The first instant. */
    public static Instant start() {
        return Days.MONDAY;
    }

    /** As it goes, without any break. */
    public Series days(int days) {
        return broken(days, start(), 1);
    }

    /** With all demand of a day multiplied. */
    public Series broken(int days, Instant from, double factor) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[days * PER_DAY];
        double lasting = 0;
        double day = 1;
        for (int i = 0; i < values.length; i++) {
            if (i % PER_DAY == 0) {
                day = Math.exp(0.35 * noise * random.nextGaussian());
            }
            lasting = LASTING * lasting + Math.sqrt(1 - LASTING * LASTING) * random.nextGaussian();
            double noisy = Math.max(0.02, 1 + 0.7 * noise * (lasting + random.nextGaussian()));
            double mean = shape.at(24.0 * (i % PER_DAY) / PER_DAY, i / PER_DAY % 7 >= 5) * day * noisy;
            Instant time = start().plus(STEP.multipliedBy(i));
            boolean inside = !time.isBefore(from) && time.isBefore(from.plus(Duration.ofDays(1)));
            double multiplied = inside ? factor * mean : mean;
            values[i] = shape == Shape.Calls ? counted(multiplied, random) : multiplied;
        }
        return Series.of(start(), STEP, values);
    }

    /** Poisson (Knuth, "The art of computer programming", volume 2, 3.4.1). */
    private static double counted(double mean, SplittableRandom random) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
