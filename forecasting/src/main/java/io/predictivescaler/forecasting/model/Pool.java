package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Median;
import io.predictivescaler.forecasting.series.StepGrid;

/**
 * The values that a profile takes the median of: those of the very step on earlier days, and those of its neighbourhood. Scratch
 * room, filled anew for each step.
 *
 * <p>A job of one step that recurs at its minute is a minority in such a pool and would be lost in its median. So where the values of the
 * very step stand out, their own median is the answer: a scheduled slot, found without a schedule. It is one when there are at least
 * {@value #FEWEST_VISITS} visits, all but one lie more than six deviations of the pool above its median, and the newest does: a job that is no longer
 * run is given up after a day.
 */
final class Pool {
    /** Half an hour to either side, in as many points. */
    private static final int SIDE_POINTS = 2;

    private static final int HALF_HOURS_PER_DAY = 48;
    /** Seven days of at most five points. */
    private static final int MOST_VALUES = 35;

    private static final int MOST_VISITS = 7;
    private static final int FEWEST_VISITS = 3;
    private static final int MOST_MISSES = 1;
    private static final double DEVIATIONS = 6;
    private static final double MAD_TO_DEVIATION = 1.4826;
    /** Share of the median under which a deviation is rounding. */
    private static final double LEAST_DEVIATION = 0.02;

    private final int stride;
    private final int side;
    private final double[] values = new double[MOST_VALUES];
    private final double[] visits = new double[MOST_VISITS];
    private final double[] departures = new double[MOST_VALUES];
    private int valueCount;
    private int visitCount;

    Pool(StepGrid grid) {
        int halfHour = grid.stepsPerDay() / HALF_HOURS_PER_DAY;
        this.stride = Math.max(1, halfHour / SIDE_POINTS);
        this.side = Math.min(SIDE_POINTS, halfHour / stride) * stride;
    }

    void clear() {
        valueCount = 0;
        visitCount = 0;
    }

    /**
     * Takes what is known of a day: step {@code centre} and its neighbourhood, nothing after step {@code latest}. Newest days come first.
     *
     * @return whether anything is known
     */
    boolean takesDay(Observed observed, int centre, int latest) {
        int before = valueCount;
        int last = Math.min(latest, centre + side);
        for (int t = centre - side; t <= last; t += stride) {
            double value = observed.at(t);
            if (!Double.isNaN(value)) {
                values[valueCount++] = value;
                if (t == centre) {
                    visits[visitCount++] = value;
                }
            }
        }
        return valueCount > before;
    }

    /** The median of all; NaN when there are none. */
    double median() {
        return Median.of(values, valueCount);
    }

    /** The median of all, or that of the very step where it is a scheduled slot. */
    double medianKeepingJobs() {
        double median = median();
        // Hardly any step passes this test, which costs next to nothing.
        if (!isSlot(median + DEVIATIONS * LEAST_DEVIATION * median) || visitCount == valueCount) {
            return median;
        }
        return isSlot(median + DEVIATIONS * deviation(median)) ? Median.of(visits, visitCount) : median;
    }

    private boolean isSlot(double limit) {
        if (visitCount < FEWEST_VISITS || visits[0] <= limit) {
            return false;
        }
        int under = 0;
        for (int i = 1; i < visitCount; i++) {
            under += visits[i] <= limit ? 1 : 0;
        }
        return under <= MOST_MISSES;
    }

    /** The robust deviation of the pool; where most values are equal, as zeros are, its mean absolute deviation. */
    private double deviation(double median) {
        double sum = 0;
        for (int i = 0; i < valueCount; i++) {
            departures[i] = Math.abs(values[i] - median);
            sum += departures[i];
        }
        for (int i = 0; i < visitCount; i++) {
            sum -= Math.abs(visits[i] - median);
        }
        double mean = Math.max(0, sum) / (valueCount - visitCount);
        return Math.max(LEAST_DEVIATION * median, Math.max(mean, MAD_TO_DEVIATION * Median.of(departures, valueCount)));
    }
}
