package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Series;

/**
 * The value a week before, with the quantiles of the differences at that lag over the whole history; with less than eight days of
 * it, the same by the day.
 */
public final class SeasonalNaiveWeek implements Contender {
    private static final int LEAST_DAYS = 8;

    @Override
    public double[][] forecast(Series history, int horizon) {
        FilledHistory filled = FilledHistory.of(history);
        boolean weekSeen = filled.length() >= LEAST_DAYS * filled.day();
        return filled.repeated(weekSeen ? 7 * filled.day() : filled.day(), horizon);
    }
}
