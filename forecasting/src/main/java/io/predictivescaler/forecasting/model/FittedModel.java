package io.predictivescaler.forecasting.model;

/** A member with its constants fitted: small, immutable, and without the series it was fitted on. */
@FunctionalInterface
public interface FittedModel {
    /**
     * Point forecasts of the steps {@code origin + ahead[k]}, from the steps before {@code origin} only.
     *
     * @param observed the fitted series or a later state of it
     * @param origin 1 to {@code observed.length()}
     * @param ahead steps ahead, from 0, ascending, at least one
     * @param into receives one value for each of them; NaN where this member has nothing to say
     */
    void forecast(Observed observed, int origin, int[] ahead, double[] into);

    /** This model without what only origins before the end of the fitted series need. */
    default FittedModel settled() {
        return this;
    }
}
