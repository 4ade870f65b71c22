package io.predictivescaler.forecasting.quantile;

/**
 * The constants that the widths of quantiles are learnt by, see {@link Conformal}.
 *
 * @param halfLifeDays the age at which an outcome weighs half
 * @param pooled share of the weight that lies on a horizon bucket taken together with its neighbours, 0 to 1
 * @param shortSample ÷ days of outcomes is added to a level, since few days are over-confident
 * @param guardPower widths of the simplest forecasts are mixed in by (relative pinball loss)^−power
 */
public record Widths(double halfLifeDays, double pooled, double shortSample, double guardPower) {
    /** The product's own. */
    public static final Widths STANDARD = new Widths(7, 0.3, 0.1, 16);
}
