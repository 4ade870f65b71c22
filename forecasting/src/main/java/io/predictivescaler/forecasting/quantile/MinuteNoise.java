package io.predictivescaler.forecasting.quantile;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How far demand strays, minute by minute, from the mean that a query smooths it to: {@code rate(…[5m])} tells nothing of a minute that
 * is a third above it, and pods feel that minute. The variance is taken to grow with demand, as that of counts does (Poisson: by one event
 * an event; people who ask for several things at once, by more).
 *
 * <p>A query that looks back over k minutes, asked every minute, changes from one minute to the next by a k-th of what the newest
 * minute has more than the one that dropped out. So minutes k apart are compared though no minute is ever seen, and what means k
 * minutes apart differ by, which forecasts answer for, is taken off. Absolute differences are averaged rather than squares: one
 * spike does not make a noisy series.
 *
 * @param variance of a minute around the mean ÷ the mean, in the demand's unit; 0 for none
 */
public record MinuteNoise(double variance) {
    /** No noise, or none that could be measured. */
    public static final MinuteNoise NONE = new MinuteNoise(0);

    /** Of a normal variable: variance ÷ (mean absolute deviation)². */
    private static final double SQUARED_PER_ABSOLUTE = Math.PI / 2;

    /** Fewer means that do not overlap tell nothing of how much means differ: an hour's worth by five minutes. */
    private static final int LEAST_MEANS = 12;

    public MinuteNoise {
        if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a variance is finite and not negative, not " + variance);
        }
    }

    /**
     * The noise inside {@code range}; none where the range is hardly longer than the step, since then the forecast has seen it.
     *
     * @param smoothed the answers to the query, a step of a minute
     * @param range that each of them is the mean of
     */
    public static MinuteNoise within(Series smoothed, Duration range) {
        int lag = Math.toIntExact(Math.min(
                Integer.MAX_VALUE,
                Math.round((double) range.toMillis() / smoothed.step().toMillis())));
        if (lag < 2) {
            return NONE;
        }
        double[] means = changes(smoothed, lag, t -> endsRange(smoothed, t, range));
        return means.length < LEAST_MEANS
                ? NONE
                : new MinuteNoise(Math.max(0, lag * lag * variance(changes(smoothed, 1, t -> true)) - variance(means))
                        / 2);
    }

    private static boolean endsRange(Series smoothed, int t, Duration range) {
        return Math.floorMod(smoothed.timeOf(t + 1).toEpochMilli(), range.toMillis()) == 0;
    }

    /** How much demand changed in {@code lag} steps, in units of its root, at the steps that count; gaps left out. */
    private static double[] changes(Series series, int lag, IntPredicate counts) {
        return IntStream.range(lag, series.length())
                .filter(t -> !series.isMissing(t - lag) && !series.isMissing(t) && counts.test(t))
                .filter(t -> series.valueAt(t - lag) + series.valueAt(t) > 0)
                .mapToDouble(t -> Math.abs(series.valueAt(t) - series.valueAt(t - lag))
                        / Math.sqrt((series.valueAt(t - lag) + series.valueAt(t)) / 2))
                .toArray();
    }

    private static double variance(double[] changes) {
        double mean = Arrays.stream(changes).average().orElse(0);
        return SQUARED_PER_ABSOLUTE * mean * mean;
    }

    /**
     * A quantile of the minutes of a step whose mean has the given ones: the two are independent, so their widths add as squares.
     *
     * @param median of the step's mean
     * @param quantile of the step's mean, not under the median
     * @param deviations of the same quantile level, see {@link QuantileLevel#deviations}
     */
    public double around(double median, double quantile, double deviations) {
        if (variance == 0) {
            return quantile;
        }
        double ofMean = quantile - median;
        double ofMinutes = deviations * deviations * variance * Math.max(0, median);
        return Math.max(quantile, median + Math.sqrt(ofMean * ofMean + ofMinutes));
    }
}
