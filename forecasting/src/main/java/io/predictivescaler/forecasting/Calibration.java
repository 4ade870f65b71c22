package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.quantile.Conformal;
import io.predictivescaler.forecasting.quantile.Outcomes;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.quantile.Widths;
import io.predictivescaler.forecasting.selection.Blend;
import io.predictivescaler.forecasting.selection.Trials;
import java.util.List;

/**
 * How the members are weighted and how wide the quantiles are, as learnt from trials known at one time.
 *
 * @param blend the weights
 * @param conformal the widths around the blend
 * @param constants what the widths were learnt by
 * @param reach the number of steps ahead that an outcome has been seen for; beyond it nothing is known
 */
record Calibration(Blend blend, Conformal conformal, Widths constants, int reach) {
    private static final List<QuantileLevel> LEVELS =
            List.of(QuantileLevel.P50, QuantileLevel.P80, QuantileLevel.P90, QuantileLevel.P95, QuantileLevel.P99);

    /** What somebody would have learnt by step {@code now}; outcomes from then on do not count. */
    static Calibration at(Trials trials, Recipe recipe, int now) {
        Blend blend = Blend.weighted(trials, recipe.weighting(), now);
        Widths constants = recipe.widths();
        Outcomes outcomes = none(trials);
        int reach = 1;
        for (int i = 0; i < trials.before(now); i++) {
            double[] points = blend.said(trials, i);
            int known = trials.knownPoints(i, now);
            collect(outcomes, trials, i, known, points, constants.ofTrial(trials.ageDays(i, now)));
            reach = Math.max(reach, lastPresent(trials, i, known) + 1);
        }
        return new Calibration(
                blend, Conformal.calibrated(outcomes, constants, LEVELS, daysBefore(trials, now)), constants, reach);
    }

    /** No outcomes yet, with room for those of all trials. */
    static Outcomes none(Trials trials) {
        int buckets = trials.buckets().count();
        return new Outcomes(buckets, Math.ceilDiv(trials.count() * trials.points(), buckets));
    }

    /** Adds what came of trial {@code i} beside what somebody said, except where either is missing. */
    static void collect(Outcomes outcomes, Trials trials, int i, int known, double[] points, double weight) {
        double[] actuals = trials.actuals(i);
        double[] spreads = trials.spreads(i);
        for (int b = 0; b < trials.buckets().count(); b++) {
            int end = Math.min(known, trials.firstPoint(b + 1));
            for (int k = trials.firstPoint(b); k < end; k++) {
                if (!Double.isNaN(points[k]) && !Double.isNaN(actuals[k])) {
                    outcomes.add(b, points[k], actuals[k], spreads[k], weight);
                }
            }
        }
    }

    private static int lastPresent(Trials trials, int i, int known) {
        int k = known - 1;
        while (k >= 0 && Double.isNaN(trials.actual(i, k))) {
            k--;
        }
        return k < 0 ? 0 : trials.stepAhead(k);
    }

    /** The days that trials reach back; a little more than none without any. */
    static double daysBefore(Trials trials, int now) {
        return trials.before(now) == 0 ? Double.MIN_NORMAL : trials.ageDays(0, now);
    }

    static List<QuantileLevel> levels() {
        return LEVELS;
    }
}
