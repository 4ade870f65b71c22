package io.predictivescaler.forecasting.quantile;

import java.util.Arrays;

/** How the width of a forecast grows with its height. Which one suits differs from series to series, so they are mixed by their loss. */
enum ScoreScale {
    /** Equally wide everywhere. */
    Constant,
    /** With the root of the forecast, as counts do. */
    Root,
    /** With the forecast, as errors in percent do. */
    Proportional,
    /** With how far the days lie apart at this time of day; a fifth of it is even, for a time when they happened to agree. */
    Spread;

    /** Near zero the width stops shrinking, or one small surprise would be a gigantic score. */
    private static final double SMALLEST = 0.05;

    private static final double EVEN_SHARE = 0.2;

    /**
     * The width at a height.
     *
     * @param relative the forecast over its mean
     * @param spread the spread over its mean; the relative forecast where it is not known
     */
    double of(double relative, double spread) {
        return switch (this) {
            case Constant -> 1;
            case Root -> Math.sqrt(Math.max(relative, SMALLEST));
            case Proportional -> Math.max(relative, SMALLEST);
            case Spread -> EVEN_SHARE + (1 - EVEN_SHARE) * spread;
        };
    }

    /** The widths at many heights: loops so plain that the compiler turns them into vector instructions. */
    double[] of(double[] relative, double[] spread) {
        double[] widths = new double[relative.length];
        switch (this) {
            case Constant -> Arrays.fill(widths, 1);
            case Root -> {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.sqrt(Math.max(relative[i], SMALLEST));
                }
            }
            case Proportional -> {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(relative[i], SMALLEST);
                }
            }
            case Spread -> {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = EVEN_SHARE + (1 - EVEN_SHARE) * spread[i];
                }
            }
        }
        return widths;
    }
}
