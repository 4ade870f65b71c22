package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.series.Series;

/** Fits a demand series. Deterministic: the same series and settings give the same forecasts. */
public final class Forecaster {
    private final ForecastSettings settings;

    public Forecaster(ForecastSettings settings) {
        this.settings = settings;
    }

    /** Fits members, weights and calibration to {@code history}; its last step is the origin. */
    public FitOutcome fit(Series history) {
        return new FitOutcome.NoForecast(
                FitOutcome.Reason.TooLittleHistory, "no model yet for " + history + " with " + settings);
    }
}
