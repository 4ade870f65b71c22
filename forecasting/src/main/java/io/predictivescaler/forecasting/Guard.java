package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.model.DailySpread;
import io.predictivescaler.forecasting.quantile.Conformal;
import io.predictivescaler.forecasting.quantile.Outcomes;
import io.predictivescaler.forecasting.selection.Trials;
import java.util.Arrays;

/**
 * Keeps the quantiles from being worse than those of the two simplest forecasts: those of the last value and of the same time yesterday, each
 * with widths of its own (one scale, the root of the forecast, is enough for them), are mixed in by (pinball loss at the pseudo-origins) to a negative power. The power is high so that the blend is alone where
 * it is clearly better. The point forecast is left as it is: mixing it as well cost more than it saved.
 */
final class Guard {
    private final Conformal blend;
    private final Conformal last;
    private final Conformal yesterday;
    private final double blendShare;
    private final double lastShare;

    private Guard(Conformal blend, Conformal last, Conformal yesterday, double blendShare, double lastShare) {
        this.blend = blend;
        this.last = last;
        this.yesterday = yesterday;
        this.blendShare = blendShare;
        this.lastShare = lastShare;
    }

    /** The widths of the calibration and no others. */
    static Guard none(Calibration calibration) {
        return new Guard(calibration.conformal(), calibration.conformal(), calibration.conformal(), 1, 0);
    }

    private static Guard mixed(Conformal blend, Conformal last, Conformal yesterday, double power) {
        double best = Math.min(blend.loss(), Math.min(last.loss(), yesterday.loss()));
        double ofBlend = trust(blend, best, power);
        double ofLast = trust(last, best, power);
        double sum = ofBlend + ofLast + trust(yesterday, best, power);
        return new Guard(blend, last, yesterday, ofBlend / sum, ofLast / sum);
    }

    /** 1 for whoever is never wrong, or has nothing to be judged by. */
    private static double trust(Conformal conformal, double best, double power) {
        return conformal.loss() > best ? Math.pow(conformal.loss() / best, -power) : 1;
    }

    /** The guard around a calibration, learnt from the same trials. */
    static Guard of(Trials trials, Calibration calibration) {
        int now = trials.now();
        Outcomes last = Calibration.none(trials);
        Outcomes yesterday = Calibration.none(trials);
        double[] flat = new double[trials.points()];
        for (int i = 0; i < trials.before(now); i++) {
            double weight = calibration.constants().ofTrial(trials.ageDays(i, now));
            int known = trials.knownPoints(i, now);
            Arrays.fill(flat, trials.last(i));
            Calibration.collect(last, trials, i, known, flat, weight);
            Calibration.collect(yesterday, trials, i, known, trials.references(i), weight);
        }
        return mixed(
                calibration.conformal(),
                reference(last, calibration, trials),
                reference(yesterday, calibration, trials),
                calibration.constants().guardPower());
    }

    private static Conformal reference(Outcomes outcomes, Calibration calibration, Trials trials) {
        return Conformal.calibratedPlainly(
                outcomes, calibration.constants(), Calibration.levels(), Calibration.daysBefore(trials, trials.now()));
    }

    /**
     * The quantiles of one step, ascending; the first is the blend's point.
     *
     * @param point of the blend
     * @param lastValue the last known value
     * @param sameTimeYesterday or the last known value where that is missing
     * @param spread of the days, see {@link DailySpread}; NaN where unknown
     * @param widening multiplies the widths
     */
    double[] quantiles(
            int bucket, double point, double lastValue, double sameTimeYesterday, double spread, double widening) {
        double[] row = blend.quantiles(bucket, point, spread, widening);
        double[] flat = last.quantiles(bucket, lastValue, spread, widening);
        double[] seasonal = yesterday.quantiles(bucket, sameTimeYesterday, spread, widening);
        for (int l = 1; l < row.length; l++) {
            double mixed = blendShare * row[l] + lastShare * flat[l] + (1 - blendShare - lastShare) * seasonal[l];
            row[l] = Math.max(mixed, row[l - 1]);
        }
        return row;
    }
}
