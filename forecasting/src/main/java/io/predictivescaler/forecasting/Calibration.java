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
        Outcomes outcomes = new Outcomes();
        int[] reach = {1};
        double days = eachOutcome(blend, recipe.widths(), trials, now, (i, k, bucket, point, weight) -> {
            outcomes.add(bucket, point, trials.actual(i, k), weight);
            reach[0] = Math.max(reach[0], trials.stepAhead(k) + 1);
        });
        return new Calibration(blend, widths(outcomes, recipe.widths(), trials, days), recipe.widths(), reach[0]);
    }

    static Conformal widths(Outcomes outcomes, Widths constants, Trials trials, double days) {
        return Conformal.calibrated(
                outcomes, constants, LEVELS, trials.buckets().count(), Math.max(days, Double.MIN_NORMAL));
    }

    /** Goes through what the blend said and what came, as far as known at {@code now}; gives the days that this reaches back. */
    double eachOutcome(Trials trials, int now, OutcomeVisitor visitor) {
        return eachOutcome(blend, constants, trials, now, visitor);
    }

    private static double eachOutcome(Blend blend, Widths constants, Trials trials, int now, OutcomeVisitor visitor) {
        double days = 0;
        for (int i = 0; i < trials.count() && trials.origin(i) < now; i++) {
            double age = trials.ageDays(i, now);
            double weight = Math.pow(0.5, age / constants.halfLifeDays());
            days = Math.max(days, age);
            for (int k = 0; k < trials.points() && trials.origin(i) + trials.stepAhead(k) < now; k++) {
                double point = blended(blend, trials, i, k);
                if (!Double.isNaN(point) && !Double.isNaN(trials.actual(i, k))) {
                    visitor.visit(i, k, trials.buckets().of(trials.stepAhead(k)), point, weight);
                }
            }
        }
        return days;
    }

    /** Point {@code k} of trial {@code i}, in a horizon bucket, with the blend's forecast and the weight of its age. */
    @FunctionalInterface
    interface OutcomeVisitor {
        void visit(int i, int k, int bucket, double point, double weight);
    }

    static double blended(Blend blend, Trials trials, int i, int k) {
        return blend.combine(trials.stepAhead(k), m -> trials.member(i, m, k));
    }
}
