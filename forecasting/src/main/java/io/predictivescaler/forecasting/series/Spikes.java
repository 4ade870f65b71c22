package io.predictivescaler.forecasting.series;

/**
 * Takes the spikes out of a series that happen once, and leaves those that recur: a value is held against the median of the same
 * time of day on neighbouring days, so what comes back daily is part of the median (a plain Hampel filter deletes cron jobs).
 *
 * <p>The departure from that median, over its root since noise grows with it, may be at most six times the median absolute
 * departure (Hampel, "The Influence Curve and Its Role in Robust Estimation", 1974); runs of at most three steps beyond are clipped to
 * that, of one step where a step lasts half an hour or more. Longer ones are demand. Neighbours lie on both sides in time, so
 * this is for learning constants only, never for the values that a forecast starts from.
 */
public final class Spikes {
    private static final int[] NEIGHBOUR_DAYS = {-7, -3, -2, -1, 1, 2, 3, 7};
    private static final double FACTOR = 6;
    private static final int LONGEST_RUN = 3;
    private static final int HALF_HOURS_PER_DAY = 48;
    /** Share of the mean level under which the noise does not shrink any more. */
    private static final double QUIETEST = 0.05;

    private final double[] values;
    private final StepGrid grid;
    private final double[] scratch = new double[3 * NEIGHBOUR_DAYS.length];

    private Spikes(double[] values, StepGrid grid) {
        this.values = values;
        this.grid = grid;
    }

    /**
     * Steps {@code from … values.length − 1} of a series without its spikes.
     *
     * @param values NaN at gaps, which stay
     * @param level the mean of the series
     */
    public static double[] clipped(double[] values, StepGrid grid, int from, double level) {
        return new Spikes(values, grid).clippedFrom(from, level);
    }

    private double[] clippedFrom(int from, double level) {
        int n = values.length - from;
        double[] medians = new double[n];
        double[] scores = new double[n];
        double[] sizes = new double[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            medians[i] = neighbourMedian(from + i);
            scores[i] = (values[from + i] - medians[i]) / noise(medians[i], level);
            if (!Double.isNaN(scores[i])) {
                sizes[count++] = Math.abs(scores[i]);
            }
        }
        double limit = FACTOR * Median.of(sizes, count);
        double[] clipped = new double[n];
        int longest = grid.stepsPerDay() <= HALF_HOURS_PER_DAY ? 1 : LONGEST_RUN;
        for (int start = 0; start < n; start++) {
            clipped[start] = values[from + start];
            int end = start;
            while (end < n && Math.abs(scores[end]) > limit) {
                end++;
            }
            for (int i = start; i < end; i++) {
                boolean spike = end - start <= longest && limit > 0;
                double edge = medians[i] + Math.copySign(limit, scores[i]) * noise(medians[i], level);
                clipped[i] = spike ? Math.max(0, edge) : values[from + i];
            }
            start = Math.max(start, end - 1);
        }
        return clipped;
    }

    private static double noise(double median, double level) {
        return Math.sqrt(Math.max(median, QUIETEST * level));
    }

    private double neighbourMedian(int t) {
        int count = 0;
        for (int days : NEIGHBOUR_DAYS) {
            int centre = grid.daysBefore(t, days, Integer.MAX_VALUE);
            for (int at = Math.max(0, centre - 1); at <= centre + 1 && at < values.length; at++) {
                if (!Double.isNaN(values[at])) {
                    scratch[count++] = values[at];
                }
            }
        }
        return Median.of(scratch, count);
    }
}
