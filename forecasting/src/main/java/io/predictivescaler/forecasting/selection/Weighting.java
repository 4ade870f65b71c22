package io.predictivescaler.forecasting.selection;

/**
 * The constants that members are weighted by, see {@link Blend}. On the public traces the scores are flat around each of them.
 *
 * @param halfLifeDays the age at which a trial weighs half
 * @param otherTimes what a trial at another time of day weighs beside one at the time of day of the forecast, 0 to 1
 * @param power weights go with (relative error)^−power
 * @param worst members worse than this many times the best get no weight
 * @param shrinkage the number of trials at which the logarithm of a relative error is believed by half
 * @param learningRate how far the weights of the first hour follow the gradient of the blend's own error, 0 for not at all
 */
public record Weighting(
        double halfLifeDays, double otherTimes, double power, double worst, double shrinkage, double learningRate) {
    /** The product's own. */
    public static final Weighting STANDARD = new Weighting(10, 0.3, 6, 2, 5, 32);

    private static final double SAME_TIME_HOURS = 2;

    /**
     * The weight of a trial.
     *
     * @param ageDays the days since its origin
     */
    double ofTrial(double ageDays) {
        double hours = 24 * Math.abs(ageDays - Math.rint(ageDays));
        double likeness = Math.exp(-hours * hours / (2 * SAME_TIME_HOURS * SAME_TIME_HOURS));
        return Math.pow(0.5, ageDays / halfLifeDays) * (otherTimes + (1 - otherTimes) * likeness);
    }
}
