package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Series;

/** The yardstick: the value a day before, with the quantiles of the differences at that lag over the whole history. */
public final class SeasonalNaiveDay implements Contender {
    @Override
    public double[][] forecast(Series history, int horizon) {
        FilledHistory filled = FilledHistory.of(history);
        return filled.repeated(filled.day(), horizon);
    }
}
