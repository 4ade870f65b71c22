package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Series;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The last value, for every step. Its quantiles are those of the differences at ten lags between 1 and the horizon, spaced
 * geometrically, with straight lines between them.
 */
public final class NaiveLast implements Contender {
    private static final int LAGS = 10;

    @Override
    public double[][] forecast(Series history, int horizon) {
        FilledHistory filled = FilledHistory.of(history);
        int[] lags = lags(horizon, filled.length());
        double[] wide = new double[lags.length];
        double[] wider = new double[lags.length];
        for (int i = 0; i < lags.length; i++) {
            double[] differences = filled.differences(lags[i]);
            wide[i] = FilledHistory.quantile(differences, 0.9);
            wider[i] = FilledHistory.quantile(differences, 0.95);
        }
        double point = filled.length() == 0 ? 0 : filled.at(filled.length() - 1);
        double[][] rows = new double[horizon][];
        for (int h = 0; h < horizon; h++) {
            rows[h] = new double[] {point, point + between(lags, wide, h + 1), point + between(lags, wider, h + 1)};
        }
        return rows;
    }

    /** Ascending and different, each with at least one difference in the history. */
    private static int[] lags(int horizon, int length) {
        return IntStream.range(0, LAGS)
                .map(i -> (int) Math.rint(Math.pow(horizon, i / (LAGS - 1.0))))
                .filter(lag -> lag < length)
                .distinct()
                .toArray();
    }

    /** The straight line between the lags around {@code lag}; beyond the last one its value. */
    private static double between(int[] lags, double[] values, int lag) {
        if (lags.length == 0) {
            return 0;
        }
        int found = Arrays.binarySearch(lags, lag);
        int above = found >= 0 ? found : -found - 1;
        if (above >= lags.length) {
            return values[lags.length - 1];
        }
        if (lags[above] == lag || above == 0) {
            return values[above];
        }
        double share = (lag - lags[above - 1]) / (double) (lags[above] - lags[above - 1]);
        return values[above - 1] + share * (values[above] - values[above - 1]);
    }
}
