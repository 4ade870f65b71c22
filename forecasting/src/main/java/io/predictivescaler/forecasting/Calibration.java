package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.quantile.Conformal;
import io.predictivescaler.forecasting.quantile.Outcomes;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.selection.Blend;
import io.predictivescaler.forecasting.selection.Trials;
import java.util.List;

/**
 * How the members are weighted and how wide the quantiles are, as learnt from trials known at one time.
 *
 * @param blend the weights
 * @param conformal the widths around the blend
 * @param reach the number of steps ahead that an outcome has been seen for; beyond it nothing is known
 */
record Calibration(Blend blend, Conformal conformal, int reach) {
    private static final double HALF_LIFE_DAYS = 14;
    private static final List<QuantileLevel> LEVELS =
            List.of(QuantileLevel.P50, QuantileLevel.P80, QuantileLevel.P90, QuantileLevel.P95, QuantileLevel.P99);

    /** What somebody would have learnt by step {@code now}; outcomes from then on do not count. */
    static Calibration at(Trials trials, int memberCount, int now) {
        Blend blend = Blend.weighted(trials, memberCount, now);
        Outcomes outcomes = new Outcomes();
        int reach = 1;
        double days = 0;
        for (int i = 0; i < trials.count() && trials.origin(i) < now; i++) {
            double age = trials.ageDays(i, now);
            double weight = Math.pow(0.5, age / HALF_LIFE_DAYS);
            days = Math.max(days, age);
            for (int k = 0; k < trials.points(); k++) {
                int h = trials.stepAhead(k);
                double point = blended(blend, trials, i, k);
                double actual = trials.actual(i, k);
                if (trials.origin(i) + h < now && !Double.isNaN(point) && !Double.isNaN(actual)) {
                    outcomes.add(trials.buckets().of(h), point, actual, weight);
                    reach = Math.max(reach, h + 1);
                }
            }
        }
        Conformal conformal =
                Conformal.calibrated(outcomes, LEVELS, trials.buckets().count(), Math.max(days, Double.MIN_NORMAL));
        return new Calibration(blend, conformal, reach);
    }

    static double blended(Blend blend, Trials trials, int i, int k) {
        return blend.combine(trials.stepAhead(k), m -> trials.member(i, m, k));
    }
}
