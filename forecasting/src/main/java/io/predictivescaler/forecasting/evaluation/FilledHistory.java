package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import java.util.Arrays;

/**
 * A history without gaps, for references that cannot take them. A gap takes the value a week before, else a day before, itself
 * perhaps filled so; what is left, a straight line between neighbours, else the nearest.
 */
final class FilledHistory {
    private final int day;
    private final double[] values;

    private FilledHistory(int day, double[] values) {
        this.day = day;
        this.values = values;
    }

    static FilledHistory of(Series history) {
        int day = Math.toIntExact(Season.Day.length().dividedBy(history.step()));
        return new FilledHistory(day, filled(history.toArray(Double.NaN), day));
    }

    /** Steps of a day. */
    int day() {
        return day;
    }

    int length() {
        return values.length;
    }

    double at(int t) {
        return values[t];
    }

    /** y[t] − y[t − lag] wherever both are there, ascending. */
    double[] differences(int lag) {
        double[] differences = new double[Math.max(0, values.length - lag)];
        for (int t = lag; t < values.length; t++) {
            differences[t - lag] = values[t] - values[t - lag];
        }
        Arrays.sort(differences);
        return differences;
    }

    /** The last {@code lag} values over and over, with the quantiles of the differences at that lag; zeros when there is no history. */
    double[][] repeated(int lag, int horizon) {
        double[] differences = differences(lag);
        double wide = quantile(differences, 0.9);
        double wider = quantile(differences, 0.95);
        double[][] rows = new double[horizon][];
        for (int h = 0; h < horizon; h++) {
            double point = values.length == 0 ? 0 : values[Math.max(0, values.length - lag + h % lag)];
            rows[h] = new double[] {point, point + wide, point + wider};
        }
        return rows;
    }

    /** The linearly interpolated quantile of an ascending array; 0 for an empty one. */
    static double quantile(double[] ascending, double tau) {
        if (ascending.length == 0) {
            return 0;
        }
        double position = tau * (ascending.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
    }

    private static double[] filled(double[] values, int day) {
        for (int t = 0; t < values.length; t++) {
            if (Double.isNaN(values[t]) && t >= 7 * day) {
                values[t] = values[t - 7 * day];
            }
            if (Double.isNaN(values[t]) && t >= day) {
                values[t] = values[t - day];
            }
        }
        // Only what is left now gets a line: one drawn across an outage of days would be repeated for weeks.
        for (int t = 0; t < values.length; t++) {
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
}
