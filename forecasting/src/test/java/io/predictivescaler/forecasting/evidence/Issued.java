package io.predictivescaler.forecasting.evidence;

import io.predictivescaler.forecasting.Recipe;
import io.predictivescaler.forecasting.evaluation.RollingOrigins;
import java.util.TreeMap;

/**
 * The blend's forecasts of one trace: at the origins that are scored, and every eight hours from two weeks before them on, as a running
 * operator would have issued them.
 */
final class Issued {
    private static final int DAYS_BEFORE = 14;
    private static final int LEAST_DAYS = 3;
    private static final int A_DAY = 3;

    private final double[] values;
    private final int stepsPerDay;
    private final long stepSeconds;
    private final long startSeconds;
    private final TreeMap<Integer, double[][]> rows = new TreeMap<>();

    Issued(RealTrace trace) {
        values = trace.series().toArray(Double.NaN);
        stepSeconds = trace.series().step().toSeconds();
        startSeconds = trace.series().start().getEpochSecond();
        RollingOrigins protocol = RollingOrigins.STANDARD;
        stepsPerDay = protocol.horizonSteps(trace.series().step());
        for (int origin : protocol.in(trace.series())) {
            rows.put(origin, new double[0][]);
        }
        int first = Math.max(LEAST_DAYS * stepsPerDay, rows.firstKey() - DAYS_BEFORE * stepsPerDay);
        for (int origin = first; origin < rows.lastKey(); origin += stepsPerDay / A_DAY) {
            rows.put(origin, new double[0][]);
        }
        rows.replaceAll((origin, none) ->
                Bench.forecast(Recipe.STANDARD, protocol.historyOf(trace.series(), origin), stepsPerDay));
    }

    /** All origins, with P50, P90 and P95 of the day after each. */
    TreeMap<Integer, double[][]> rows() {
        return rows;
    }

    double value(int t) {
        return t >= 0 && t < values.length ? values[t] : Double.NaN;
    }

    int stepsPerDay() {
        return stepsPerDay;
    }

    /** The number of the step that starts at a time. */
    int stepAt(long epochSeconds) {
        return (int) ((epochSeconds - startSeconds) / stepSeconds);
    }

    /** The mean of what is there from a step on to another; NaN if nothing is. */
    double mean(int from, int to) {
        double sum = 0;
        int count = 0;
        for (int t = Math.max(0, from); t < to; t++) {
            if (!Double.isNaN(values[t])) {
                sum += values[t];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** The share of its day at which a step starts, 0 to 1. */
    double timeOfDay(int t) {
        return Math.floorMod(startSeconds + t * stepSeconds, 86_400L) / 86_400.0;
    }

    boolean isWeekend(int t) {
        return Math.floorMod(Math.floorDiv(startSeconds + t * stepSeconds, 86_400L) + 3, 7L) >= 5;
    }
}
