package io.predictivescaler.forecasting.quantile;

import java.util.Arrays;

/**
 * The spread that counts cannot go under. A count with mean λ has the variance λ (Poisson), so a series of whole multiples of a
 * grain g (events a step: g = 1; a mean of five one-minute counts: g = 0.2) has at least the standard deviation √(g·ŷ), however
 * calm its last days were. For a series without a grain, as rates are, this is nothing: a bare √ŷ would depend on the unit. Nor for one
 * that moves less from step to step than Poisson counts do: a constant, a staircase.
 *
 * @param grain the value of one event, 0 if values are not whole multiples of anything
 */
public record CountNoise(double grain) {
    /** Values are kept as floats; below this share of the largest value a difference is rounding. */
    private static final double ROUNDING = 1e-5;

    private static final double TOLERANCE = 0.02;
    /** As many values have a gap of few grains, if there is a grain. */
    private static final int SAMPLE = 256;

    private static final int MOST_PARTS = 64;
    /** The mean absolute difference of two Poisson counts, in standard deviations of one: 2/√π. */
    private static final double MEAN_CHANGE = 1.128;

    private static final double NOISE_SHARE = 0.7;
    /** Standard normal quantiles of the levels below; between them the next lower holds. */
    private static final double[][] NORMAL = {{0.99, 2.3263}, {0.95, 1.6449}, {0.9, 1.2816}, {0.8, 0.8416}};

    /** None: a series without a grain. */
    public static final CountNoise NONE = new CountNoise(0);

    public CountNoise {
        if (!(grain >= 0 && grain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a grain is finite and not negative, not " + grain);
        }
    }

    /** The noise of a series; NaN marks a gap. */
    public static CountNoise of(double[] values) {
        double[] present = Arrays.stream(values).filter(v -> v >= 0).toArray();
        if (!mayBeMultiples(present)) {
            return NONE;
        }
        double grain = smallestGap(present);
        boolean counts = Double.isFinite(grain) && divides(grain, present) && isAsNoisyAsCounts(values, grain);
        return counts ? new CountNoise(grain) : NONE;
    }

    /** Whether the first values are multiples of anything; sorting them all would cost more than the rest of a fit's last steps. */
    private static boolean mayBeMultiples(double[] values) {
        double[] some = Arrays.copyOf(values, Math.min(values.length, SAMPLE));
        double gap = smallestGap(some);
        for (int parts = 1; parts <= MOST_PARTS; parts++) {
            if (divides(gap / parts, some)) {
                return true;
            }
        }
        return false;
    }

    /** The smallest difference between two values, or of one to 0, that is no rounding; infinite without any. */
    private static double smallestGap(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double gap = Double.POSITIVE_INFINITY;
        double before = 0;
        for (double value : sorted) {
            if (value - before > ROUNDING * sorted[sorted.length - 1]) {
                gap = Math.min(gap, value - before);
            }
            before = value;
        }
        return gap;
    }

    private static boolean isAsNoisyAsCounts(double[] values, double grain) {
        double moved = 0;
        double expected = 0;
        for (int t = 1; t < values.length; t++) {
            double change = Math.abs(values[t] - values[t - 1]);
            if (!Double.isNaN(change)) {
                moved += change;
                expected += MEAN_CHANGE * Math.sqrt(grain * Math.max(0, (values[t] + values[t - 1]) / 2));
            }
        }
        return moved > 0 && moved >= NOISE_SHARE * expected;
    }

    private static boolean divides(double grain, double[] values) {
        for (double value : values) {
            double events = value / grain;
            if (Math.abs(events - Math.rint(events)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** The least that the quantile of {@code level} may be above the point {@code point}; 0 for the median and below. */
    public double leastWidth(double point, QuantileLevel level) {
        for (double[] normal : NORMAL) {
            if (level.probability() >= normal[0]) {
                return normal[1] * Math.sqrt(grain * point);
            }
        }
        return 0;
    }
}
