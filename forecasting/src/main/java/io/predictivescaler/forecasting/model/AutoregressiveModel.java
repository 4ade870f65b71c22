package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Median;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.StepGrid;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * A {@link Base}, and an autoregression of what the series departs from it: the departure at lags of 1, 2, 3, 6, 12 and 24 steps (to
 * 6 where a step is longer than ten minutes), coefficients by ridge on the last two weeks, forecast step by step.
 * Departures are held within six robust standard deviations, in learning and in forecasting, so that no recursion runs away and a spike that happened once teaches
 * little.
 *
 * @param base what the season says
 * @param historyNeeded how long a history must be
 */
public record AutoregressiveModel(String label, Base base, Duration historyNeeded) implements Model {
    private static final int[] LAGS = {1, 2, 3, 6, 12, 24};
    private static final int LAGS_OF_LONG_STEPS = 4;
    private static final int STEPS_A_DAY_AT_TEN_MINUTES = 144;
    private static final double PENALTY = 0.15;
    private static final double ROBUST_DEVIATIONS = 6;
    private static final double MAD_TO_DEVIATION = 1.4826;

    @Override
    public Set<Season> seasons() {
        return base.seasons();
    }

    @Override
    public FittedModel fit(Observed observed) {
        int[] lags = lags(observed.grid());
        double[] departures = observed.recent();
        int from = observed.length() - departures.length;
        BaseCurve curve = observed.curve(base);
        for (int i = 0; i < departures.length; i++) {
            departures[i] -= curve.at(from + i, from + i);
        }
        double[] learnt = learnt(departures, lags);
        return new Fitted(base, lags, Arrays.copyOf(learnt, lags.length), learnt[lags.length]);
    }

    /** The lags in steps, ascending. */
    static int[] lags(StepGrid grid) {
        return grid.stepsPerDay() < STEPS_A_DAY_AT_TEN_MINUTES ? Arrays.copyOf(LAGS, LAGS_OF_LONG_STEPS) : LAGS;
    }

    /** A coefficient for each lag, and after them the limit that departures are held within. */
    static double[] learnt(double[] departures, int[] lags) {
        double[] sizes = new double[departures.length];
        int count = 0;
        for (double departure : departures) {
            if (!Double.isNaN(departure)) {
                sizes[count++] = Math.abs(departure);
            }
        }
        double limit = ROBUST_DEVIATIONS * MAD_TO_DEVIATION * (count == 0 ? 0 : Median.of(sizes, count));
        double[] held = new double[departures.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = Math.clamp(departures[i], -limit, limit);
        }
        RidgeRegression regression = new RidgeRegression(lags.length);
        double[] row = new double[lags.length];
        for (int i = lags[lags.length - 1]; i < held.length; i++) {
            double sum = held[i]; // NaN if anything is
            for (int l = 0; l < lags.length; l++) {
                row[l] = held[i - lags[l]];
                sum += row[l];
            }
            if (!Double.isNaN(sum)) {
                regression.add(row, held[i]);
            }
        }
        double[] learnt = Arrays.copyOf(
                regression.coefficients(PENALTY / Math.sqrt(Math.max(1, regression.rows()))), lags.length + 1);
        learnt[lags.length] = limit;
        return learnt;
    }

    /**
     * Goes on with departures step by step.
     *
     * @param departures the known ones first, as many as the longest lag; NaN counts as none; the rest is filled in
     * @param limit each is held within ±limit
     */
    static void continued(double[] departures, int[] lags, double[] coefficients, double limit) {
        int past = lags[lags.length - 1];
        for (int i = 0; i < past; i++) {
            departures[i] = Double.isNaN(departures[i]) ? 0 : Math.clamp(departures[i], -limit, limit);
        }
        for (int i = past; i < departures.length; i++) {
            double next = 0;
            for (int l = lags.length - 1; l >= 0; l--) { // what was worked out last is waited for last
                next += coefficients[l] * departures[i - lags[l]];
            }
            departures[i] = Math.abs(next) > limit ? Math.copySign(limit, next) : next;
        }
    }

    /** The lags with their coefficients; departures are held within ±limit. */
    private static final class Fitted implements FittedModel {
        private final Base base;
        private final int[] lags;
        private final double[] coefficients;
        private final double limit;

        Fitted(Base base, int[] lags, double[] coefficients, double limit) {
            this.base = base;
            this.lags = lags;
            this.coefficients = coefficients;
            this.limit = limit;
        }

        @Override
        public void forecast(Observed observed, int origin, int[] ahead, double[] into) {
            BaseCurve curve = observed.curve(base);
            double[] departures = new double[lags[lags.length - 1] + ahead[ahead.length - 1] + 1];
            int past = lags[lags.length - 1];
            for (int i = 0; i < past; i++) {
                int t = origin - past + i;
                departures[i] = observed.at(t) - curve.at(t, origin);
            }
            continued(departures, lags, coefficients, limit);
            for (int k = 0; k < ahead.length; k++) {
                into[k] = curve.at(origin + ahead[k], origin) + departures[past + ahead[k]];
            }
        }
    }
}
