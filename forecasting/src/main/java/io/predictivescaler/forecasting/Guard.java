package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.quantile.Conformal;
import io.predictivescaler.forecasting.quantile.Outcomes;
import io.predictivescaler.forecasting.selection.Trials;

/**
 * Keeps the quantiles from being worse than those of the two simplest forecasts: those of the last value and of the same time yesterday, each
 * with widths of its own, are mixed in by (pinball loss at the pseudo-origins)⁻¹⁶. The power is high so that the blend is alone where
 * it is clearly better. The point forecast is left as it is: mixing it as well cost more than it saved.
 */
final class Guard {
    private static final double POWER = 16;

    private final Conformal blend;
    private final Conformal last;
    private final Conformal yesterday;
    private final double blendShare;
    private final double lastShare;

    private Guard(Conformal blend, Conformal last, Conformal yesterday) {
        this.blend = blend;
        this.last = last;
        this.yesterday = yesterday;
        double best = Math.min(blend.loss(), Math.min(last.loss(), yesterday.loss()));
        double ofBlend = trust(blend, best);
        double ofLast = trust(last, best);
        double sum = ofBlend + ofLast + trust(yesterday, best);
        this.blendShare = ofBlend / sum;
        this.lastShare = ofLast / sum;
    }

    /** 1 for whoever is never wrong, or has nothing to be judged by. */
    private static double trust(Conformal conformal, double best) {
        return conformal.loss() > best ? Math.pow(conformal.loss() / best, -POWER) : 1;
    }

    /** The guard around a calibration, learnt from the same trials. */
    static Guard of(Trials trials, Calibration calibration) {
        Outcomes last = new Outcomes();
        Outcomes yesterday = new Outcomes();
        double days = calibration.eachOutcome(trials, trials.now(), (i, k, bucket, point, weight) -> {
            last.add(bucket, trials.member(i, 0, k), trials.actual(i, k), weight);
            yesterday.add(bucket, trials.reference(i, k), trials.actual(i, k), weight);
        });
        return new Guard(
                calibration.conformal(),
                Calibration.widths(last, trials, days),
                Calibration.widths(yesterday, trials, days));
    }

    /**
     * The quantiles of one step, ascending; the first is the blend's point.
     *
     * @param point of the blend
     * @param lastValue the last known value
     * @param sameTimeYesterday or the last known value where that is missing
     * @param widening multiplies the widths
     */
    double[] quantiles(int bucket, double point, double lastValue, double sameTimeYesterday, double widening) {
        double[] row = blend.quantiles(bucket, point, widening);
        double[] flat = last.quantiles(bucket, lastValue, widening);
        double[] seasonal = yesterday.quantiles(bucket, sameTimeYesterday, widening);
        for (int l = 1; l < row.length; l++) {
            double mixed = blendShare * row[l] + lastShare * flat[l] + (1 - blendShare - lastShare) * seasonal[l];
            row[l] = Math.max(mixed, row[l - 1]);
        }
        return row;
    }
}
