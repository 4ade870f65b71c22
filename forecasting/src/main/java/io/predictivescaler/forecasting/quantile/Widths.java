package io.predictivescaler.forecasting.quantile;

/**
 * The constants that the widths of quantiles are learnt by, see {@link Conformal}. On the public traces the scores are flat around each of
 * them, except for the caution about short samples: without it they are better there and the coverage is worse elsewhere.
 *
 * @param halfLifeDays the age at which an outcome weighs half
 * @param pooled share of the weight that lies on a horizon bucket taken together with its neighbours, 0 to 1
 * @param shortSample ÷ days of outcomes is added to a level, since few days are over-confident
 * @param scalePower scales of the scores are mixed by (pinball loss)^−power
 * @param guardPower widths of the simplest forecasts are mixed in by (relative pinball loss)^−power
 */
public record Widths(double halfLifeDays, double pooled, double shortSample, double scalePower, double guardPower) {
    /** The product's own. */
    public static final Widths STANDARD = new Widths(7, 0.3, 0.1, 32, 16);

    /** The weight of an outcome of this age. */
    public double ofTrial(double ageDays) {
        return Math.pow(0.5, ageDays / halfLifeDays);
    }
}
