package io.predictivescaler.forecasting.quantile;

/** How the width of a forecast grows with its height. Which one suits differs from series to series, so it is chosen by loss. */
enum ScoreScale {
    /** Equally wide everywhere. */
    Constant {
        @Override
        double of(double relative) {
            return 1;
        }
    },
    /** With the root of the forecast, as counts do. */
    Root {
        @Override
        double of(double relative) {
            return Math.sqrt(Math.max(relative, SMALLEST));
        }
    },
    /** With the forecast, as errors in percent do. */
    Proportional {
        @Override
        double of(double relative) {
            return Math.max(relative, SMALLEST);
        }
    };

    /** Near zero the width stops shrinking, or one small surprise would be a gigantic score. */
    private static final double SMALLEST = 0.05;

    /**
     * The width at a height.
     *
     * @param relative the forecast over its mean
     */
    abstract double of(double relative);
}
