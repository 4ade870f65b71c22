package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import java.util.Arrays;

/**
 * The yardstick: the value a day before, with the quantiles of the differences at that lag over the whole history. Gaps are
 * filled in time order, as for any forecaster that cannot take them: the value a week before, else a day before, else a straight line
 * between neighbours, else the nearest.
 */
public final class SeasonalNaiveDay implements Contender {
    @Override
    public double[][] forecast(Series history, int horizon) {
        int day = Math.toIntExact(Season.Day.length().dividedBy(history.step()));
        double[] filled = filled(history.toArray(Double.NaN), day);
        double[] differences = new double[Math.max(0, filled.length - day)];
        for (int t = day; t < filled.length; t++) {
            differences[t - day] = filled[t] - filled[t - day];
        }
        Arrays.sort(differences);
        double wide = quantile(differences, 0.9);
        double wider = quantile(differences, 0.95);
        double[][] rows = new double[horizon][];
        for (int h = 0; h < horizon; h++) {
            int at = filled.length - day + h % day;
            double point = filled.length == 0 ? 0 : filled[Math.max(0, at)];
            rows[h] = new double[] {point, point + wide, point + wider};
        }
        return rows;
    }

    private static double[] filled(double[] values, int day) {
        for (int t = 0; t < values.length; t++) {
            if (Double.isNaN(values[t]) && t >= 7 * day) {
                values[t] = values[t - 7 * day];
            }
            if (Double.isNaN(values[t]) && t >= day) {
                values[t] = values[t - day];
            }
            if (Double.isNaN(values[t])) {
                values[t] = between(values, t);
            }
        }
        return values;
    }

    /** The straight line through the neighbours of a gap; what lies before {@code t} is filled already. */
    private static double between(double[] values, int t) {
        int next = t + 1;
        while (next < values.length && Double.isNaN(values[next])) {
            next++;
        }
        if (t == 0) {
            return next < values.length ? values[next] : 0;
        }
        double before = values[t - 1];
        return next < values.length ? before + (values[next] - before) / (next - t + 1) : before;
    }

    /** The linearly interpolated quantile of an ascending array; 0 for an empty one. */
    private static double quantile(double[] ascending, double tau) {
        if (ascending.length == 0) {
            return 0;
        }
        double position = tau * (ascending.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
    }
}
