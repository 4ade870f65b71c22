package io.predictivescaler.forecasting.quantile;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;

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
        Changes ofMinutes = new Changes();
        Changes ofMeans = new Changes();
        for (int t = 1; t < smoothed.length(); t++) {
            ofMinutes.add(smoothed, t - 1, t, lag);
            boolean aligned = Math.floorMod(smoothed.timeOf(t + 1).toEpochMilli(), range.toMillis()) == 0;
            if (aligned && t >= lag) {
                ofMeans.add(smoothed, t - lag, t, 1);
            }
        }
        return ofMeans.count < LEAST_MEANS
                ? NONE
                : new MinuteNoise(Math.max(0, ofMinutes.variance() - ofMeans.variance()) / 2);
    }

    /** Changes of demand in units of the root of demand. */
    private static final class Changes {
        private double sum;
        private int count;

        void add(Series series, int from, int to, double times) {
            if (series.isMissing(from) || series.isMissing(to)) {
                return;
            }
            double mean = (series.valueAt(from) + series.valueAt(to)) / 2;
            if (mean > 0) {
                sum += times * Math.abs(series.valueAt(to) - series.valueAt(from)) / Math.sqrt(mean);
                count++;
            }
        }

        double variance() {
            double mean = count == 0 ? 0 : sum / count;
            return SQUARED_PER_ABSOLUTE * mean * mean;
        }
    }

    /**
     * A quantile of the minutes of a step whose mean has the given ones: the two are independent, so their widths add as squares.
     *
     * @param median of the step's mean
     * @param quantile of the step's mean at {@code level}, which is not under the median's
     */
    public double around(double median, double quantile, QuantileLevel level) {
        if (variance == 0) {
            return quantile;
        }
        double width = level.deviations() * Math.sqrt(variance * Math.max(0, median));
        return Math.max(quantile, median + Math.hypot(quantile - median, width));
    }
}
