package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.util.List;

/**
 * The scores of one contender on one trace over rolling origins.
 *
 * @param day over all that is forecast after each origin: 24 hours by the standard protocol
 * @param firstHour over the first hour of it
 * @param origins how many origins were scored
 */
public record TraceScores(Scores day, Scores firstHour, int origins) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Runs a contender over a trace. */
    public static TraceScores of(Series trace, RollingOrigins protocol, Contender contender) {
        Scores day = new Scores();
        Scores firstHour = new Scores();
        int horizon = protocol.horizonSteps(trace.step());
        int stepsPerDay = Math.toIntExact(Season.Day.length().dividedBy(trace.step()));
        long hour = Math.max(1, HOUR.dividedBy(trace.step()));
        double[] actuals = trace.toArray(Double.NaN);
        List<Integer> origins = protocol.in(trace);
        for (int origin : origins) {
            Series history = protocol.historyOf(trace, origin);
            double scale = Scores.scale(history.toArray(Double.NaN), stepsPerDay);
            double[][] rows = contender.forecast(history, horizon);
            for (int h = 0; h < horizon; h++) {
                day.add(actuals[origin + h], rows[h], scale);
                if (h < hour) {
                    firstHour.add(actuals[origin + h], rows[h], scale);
                }
            }
        }
        return new TraceScores(day, firstHour, origins.size());
    }
}
