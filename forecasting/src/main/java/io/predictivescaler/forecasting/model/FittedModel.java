package io.predictivescaler.forecasting.model;

/** A member with its constants fitted: small, immutable, and without the series it was fitted on. */
@FunctionalInterface
public interface FittedModel {
    /**
     * Point forecasts of the steps {@code origin … origin + into.length − 1}, from the steps before {@code origin} only.
     *
     * @param observed the fitted series or a later state of it
     * @param origin 1 to {@code observed.length()}
     * @param into receives one value a step; NaN where this member has nothing to say
     */
    void forecast(Observed observed, int origin, double[] into);
}
