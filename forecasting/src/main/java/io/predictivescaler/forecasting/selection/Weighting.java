package io.predictivescaler.forecasting.selection;

/**
 * The constants that members are weighted by, see {@link Blend}.
 *
 * @param halfLifeDays the age at which a trial weighs half
 * @param power weights go with (relative error)^−power
 * @param worst members worse than this many times the best get no weight
 * @param shrinkage the number of trials at which the logarithm of a relative error is believed by half
 */
public record Weighting(double halfLifeDays, double power, double worst, double shrinkage) {
    /** The product's own. */
    public static final Weighting STANDARD = new Weighting(5, 6, 2, 5);
}
