package io.predictivescaler.forecasting.evaluation;

/**
 * What forecasts were worth, pooled over all their steps: sums, so that scores of several origins add up step by step.
 *
 * <p>Definitions: MASE = Σ|y − P50| ÷ Σ scale (Hyndman and Koehler, "Another look at measures of forecast accuracy", 2006, pooled
 * over origins; the scale of an origin is {@link #scale}); wQL(τ) = 2 · Σ pinball ÷ Σ|y|; coverage = share of y at or under the
 * quantile; sMAPE in 0 … 200. Missing actuals are not scored.
 */
public final class Scores {
    private static final double[] LEVELS = {0.5, 0.9, 0.95};

    private int steps;
    private double absoluteErrors;
    private double actuals;
    private double scales;
    private double symmetric;
    private final double[] pinball = new double[LEVELS.length];
    private final int[] covered = new int[LEVELS.length];

    /**
     * Adds one step.
     *
     * @param actual what came; NaN is not scored
     * @param quantiles the P50, P90 and P95 forecast; made non-negative and ascending before they are scored
     * @param scale of the step's origin, above 0
     */
    public void add(double actual, double[] quantiles, double scale) {
        if (Double.isNaN(actual)) {
            return;
        }
        steps++;
        actuals += Math.abs(actual);
        scales += scale;
        double quantile = 0;
        for (int l = 0; l < LEVELS.length; l++) {
            quantile = Math.max(quantile, quantiles[l]);
            double miss = actual - quantile;
            pinball[l] += Math.max(LEVELS[l] * miss, (LEVELS[l] - 1) * miss);
            covered[l] += actual <= quantile ? 1 : 0;
        }
        double point = Math.max(0, quantiles[0]);
        absoluteErrors += Math.abs(actual - point);
        double size = Math.abs(actual) + Math.abs(point);
        symmetric += size == 0 ? 0 : 200 * Math.abs(actual - point) / size;
    }

    /**
     * The scale of an origin: the mean of |y[t] − y[t − season]| over the pairs that are there; the mean of |y| if that is 0 or there
     * is no pair; 1 if that is 0 too.
     *
     * @param history values before the origin, NaN at gaps
     * @param season steps
     */
    public static double scale(double[] history, int season) {
        double sum = 0;
        int pairs = 0;
        double size = 0;
        int present = 0;
        for (int t = 0; t < history.length; t++) {
            double difference = t < season ? Double.NaN : Math.abs(history[t] - history[t - season]);
            if (!Double.isNaN(difference)) {
                sum += difference;
                pairs++;
            }
            if (!Double.isNaN(history[t])) {
                size += Math.abs(history[t]);
                present++;
            }
        }
        if (sum > 0) {
            return sum / pairs;
        }
        return size > 0 ? size / present : 1;
    }

    /** The number of steps scored. */
    public int steps() {
        return steps;
    }

    public double mase() {
        return absoluteErrors / scales;
    }

    public double wape() {
        return absoluteErrors / actuals;
    }

    public double smape() {
        return symmetric / steps;
    }

    /** The mean of the quantile losses of P50, P90 and P95. */
    public double wql() {
        return (wql50() + wql90() + wql95()) / LEVELS.length;
    }

    public double wql50() {
        return 2 * pinball[0] / actuals;
    }

    public double wql90() {
        return 2 * pinball[1] / actuals;
    }

    public double wql95() {
        return 2 * pinball[2] / actuals;
    }

    /** The share of actuals at or under the P90. */
    public double coverage90() {
        return (double) covered[1] / steps;
    }

    /** The share of actuals at or under the P95. */
    public double coverage95() {
        return (double) covered[2] / steps;
    }
}
