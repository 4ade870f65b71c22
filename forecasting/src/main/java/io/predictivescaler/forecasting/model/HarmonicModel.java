package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Median;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.StepGrid;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * Dynamic harmonic regression on a log scale: sines and cosines of the day and of the week by ridge, older observations weighing
 * half every ten days, and an autoregression of what is left (Young, Pedregal and Tych, "Dynamic Harmonic Regression", 1999; Hyndman
 * and Athanasopoulos, "Forecasting: Principles and Practice", 3rd ed., ch. 10). Departures: the scale is log(1 + y/c) with c a quarter
 * of the median of what is above zero, so that zeros are harmless; observations are folded into phases of the week of at least a quarter of an hour, which
 * makes the work independent of the length of the history.
 *
 * <p>What is asked from an earlier origin is answered by a curve fitted on what lay before it: with so many coefficients, one that
 * had seen the answers would look better than it is.
 */
public record HarmonicModel(Set<Season> seasons) implements Model {
    /** Curves for the two weeks that pseudo-origins lie in, one a week, and the one in use. */
    private static final int CUTS = 3;

    private static final int CUT_DAYS = 7;
    private static final double HALF_LIFE_DAYS = 10;
    private static final double SCALE_SHARE = 0.25;
    private static final double AR_DAYS = 7;

    @Override
    public String label() {
        return "harmonics";
    }

    @Override
    public Duration historyNeeded() {
        return Duration.ofDays(seasons.contains(Season.Week) ? 14 : 7);
    }

    @Override
    public FittedModel fit(Observed observed) {
        double scale = scale(observed);
        if (!(scale > 0)) {
            return (later, origin, ahead, into) -> Arrays.fill(into, Double.NaN);
        }
        StepGrid grid = observed.grid();
        Harmonics harmonics = Harmonics.of(grid, seasons);
        int[] cuts = new int[CUTS];
        for (int i = 0; i < CUTS; i++) {
            cuts[i] = observed.length() - (CUTS - 1 - i) * CUT_DAYS * grid.stepsPerDay();
        }
        WeekCurve[] curves = new WeekCurve[CUTS];
        double growth = Math.pow(2, 1 / (HALF_LIFE_DAYS * grid.stepsPerDay()));
        double weight = 1;
        FoldedWeek folded = new FoldedWeek(harmonics);
        int cut = 0;
        for (int t = 0; t <= observed.length(); t++) {
            while (cut < CUTS && cuts[cut] <= t) {
                curves[cut++] = harmonics.curve(folded.coefficients());
            }
            double value = observed.at(t);
            if (!Double.isNaN(value)) {
                folded.add(harmonics.bin(grid, t), Math.log1p(value / scale), weight);
            }
            weight *= growth;
        }
        double[] ar = autoregression(observed, curves[CUTS - 1], scale);
        return new Fitted(cuts, curves, scale, ar);
    }

    private static double scale(Observed observed) {
        double[] positive = new double[observed.length()];
        int count = 0;
        for (int t = 0; t < positive.length; t++) {
            if (observed.at(t) > 0) {
                positive[count++] = observed.at(t);
            }
        }
        return SCALE_SHARE * Median.of(positive, count);
    }

    private static double[] autoregression(Observed observed, WeekCurve curve, double scale) {
        int[] lags = AutoregressiveModel.lags(observed.grid());
        int n = (int) Math.min(observed.length(), AR_DAYS * observed.grid().stepsPerDay());
        double[] departures = new double[n];
        for (int i = 0; i < n; i++) {
            int t = observed.length() - n + i;
            departures[i] = Math.log1p(observed.at(t) / scale) - curve.at(observed.grid(), t);
        }
        return AutoregressiveModel.learnt(departures, lags);
    }

    /** The curves with the origin from which on each is used, and the autoregression: a coefficient a lag, then the limit. */
    private static final class Fitted implements FittedModel {
        private final int[] cuts;
        private final WeekCurve[] curves;
        private final double scale;
        private final double[] ar;

        Fitted(int[] cuts, WeekCurve[] curves, double scale, double[] ar) {
            this.cuts = cuts;
            this.curves = curves;
            this.scale = scale;
            this.ar = ar;
        }

        @Override
        public FittedModel settled() {
            int now = cuts.length - 1;
            return new Fitted(new int[] {cuts[now]}, new WeekCurve[] {curves[now]}, scale, ar);
        }

        @Override
        public void forecast(Observed observed, int origin, int[] ahead, double[] into) {
            if (origin == 0) { // a series whose values have all been dropped: the last known value is a better guess
                Arrays.fill(into, Double.NaN);
                return;
            }
            StepGrid grid = observed.grid();
            int[] lags = AutoregressiveModel.lags(grid);
            int c = cuts.length - 1;
            while (c > 0 && cuts[c] > origin) {
                c--;
            }
            WeekCurve curve = curves[c];
            int past = lags[lags.length - 1];
            double[] departures = new double[past + ahead[ahead.length - 1] + 1];
            for (int i = 0; i < past; i++) {
                int t = origin - past + i;
                departures[i] = Math.log1p(observed.at(t) / scale) - curve.at(grid, t);
            }
            AutoregressiveModel.continued(departures, lags, ar, ar[lags.length]);
            for (int k = 0; k < ahead.length; k++) {
                double seasonal = curve.at(grid, origin + ahead[k]);
                into[k] = scale * Math.expm1(seasonal + departures[past + ahead[k]]);
            }
        }
    }
}
