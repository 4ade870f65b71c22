package io.predictivescaler.forecasting;

/** What came of fitting a series. */
public sealed interface FitOutcome {
    /** A forecast can be had. */
    record Fitted(FittedForecaster forecaster) implements FitOutcome {}

    /**
     * No forecast can be had, and why.
     *
     * @param message one sentence with numbers and units
     */
    record NoForecast(Reason reason, String message) implements FitOutcome {}

    /** Why there is no forecast. */
    enum Reason {
        /** Fewer observations than the least that any member needs. */
        TooLittleHistory
    }
}
