package io.predictivescaler.forecasting.quantile;

/**
 * The probability τ in (0, 1) with which a value is expected to stay under its quantile.
 *
 * @param probability strictly between 0 and 1
 */
public record QuantileLevel(double probability) implements Comparable<QuantileLevel> {
    public static final QuantileLevel P50 = new QuantileLevel(0.5);
    public static final QuantileLevel P80 = new QuantileLevel(0.8);
    public static final QuantileLevel P90 = new QuantileLevel(0.9);
    public static final QuantileLevel P95 = new QuantileLevel(0.95);
    public static final QuantileLevel P99 = new QuantileLevel(0.99);

    public QuantileLevel {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a quantile level lies between 0 and 1, not at " + probability);
        }
    }

    /** The level of a whole percentile, 1 to 99. */
    public static QuantileLevel ofPercentile(int percentile) {
        return new QuantileLevel(percentile / 100.0);
    }

    /**
     * The quantile of the standard normal distribution, to within 0.0005 (Abramowitz and Stegun, "Handbook of Mathematical Functions",
     * 1964, 26.2.23); 0 up to the median.
     */
    public double deviations() {
        if (probability <= 0.5) {
            return 0;
        }
        double t = Math.sqrt(-2 * Math.log1p(-probability));
        double numerator = 2.515517 + t * (0.802853 + t * 0.010328);
        double denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
        return Math.max(0, t - numerator / denominator);
    }

    @Override
    public int compareTo(QuantileLevel other) {
        return Double.compare(probability, other.probability);
    }

    @Override
    public String toString() {
        double percentile = Math.rint(probability * 1e8) / 1e6; // 0.07 × 100 is not 7
        return percentile == Math.rint(percentile) ? "P" + (long) percentile : "P" + percentile;
    }
}
