package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Series;

/** Something that forecasts and can be scored: fitted anew for every origin, from its history alone. */
@FunctionalInterface
public interface Contender {
    /**
     * P50, P90 and P95 of the {@code horizon} steps after {@code history}: one row a step, three finite values a row. A row may cross
     * or go below 0; it is put right before it is scored.
     */
    double[][] forecast(Series history, int horizon);
}
