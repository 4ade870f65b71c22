package io.predictivescaler.forecasting.selection;

import io.predictivescaler.forecasting.series.HorizonBuckets;
import java.util.Arrays;

/**
 * Weights that follow the gradient of the blend's own absolute error: members that err together gain nothing from each other, those
 * that err against the others do, which no score of a member alone can tell. Exponentiated gradient with few steps from given weights
 * (Kivinen and Warmuth, "Exponentiated Gradient versus Gradient Descent for Linear Predictors", 1997; for absolute error and
 * experts that are not independent, Gaillard, Stoltz and van Erven, "A second-order bound with excess losses", 2014, section 1):
 * w ← w · exp(−η·g) over its sum, g the derivative of the error relative to that of the same time yesterday. A step that makes the error
 * larger is taken back, and the next are a quarter as long.
 *
 * <p>The rate falls with the horizon as η / hours^1.5, because trials of a longer horizon overlap: two weeks hold hundreds of first
 * hours but fourteen days. A rate that stays overfits the later buckets, see the documentation's table.
 */
final class BlendGradient {
    private static final int STEPS = 5;
    private static final double HORIZON_POWER = 1.5;
    private static final double SHORTER = 0.25;
    /** Below it the weights hardly move and the work is saved. */
    private static final double SMALLEST_RATE = 1;
    /** Beyond it a weight is nothing, or everything. */
    private static final double LARGEST_EXPONENT = 300;

    private final Trials trials;
    private final double[] trialWeights;
    private final int now;

    /** What was known at {@code now} of the first trials, each with its weight. */
    BlendGradient(Trials trials, double[] trialWeights, int now) {
        this.trials = trials;
        this.trialWeights = trialWeights;
        this.now = now;
    }

    /** The weights that this leads to, bucket × member; zeros stay. */
    double[][] followedFrom(Blend blend, Weighting weighting) {
        HorizonBuckets buckets = trials.buckets();
        double[][] followed = new double[buckets.count()][trials.members()];
        for (int b = 0; b < followed.length; b++) {
            for (int m = 0; m < followed[b].length; m++) {
                followed[b][m] = blend.weight(b, m);
            }
            double rate = weighting.learningRate() / Math.pow(buckets.hours(b), HORIZON_POWER);
            if (rate >= SMALLEST_RATE) {
                followed[b] = followed(followed[b], b, rate, weighting.shrinkage());
            }
        }
        return followed;
    }

    private double[] followed(double[] from, int bucket, double rate, double shrinkage) {
        double referenceError = 0;
        double count = 0;
        for (int i = 0; i < trialWeights.length; i++) {
            double error = referenceError(i, bucket);
            referenceError += trialWeights[i] * Math.max(0, error);
            count += error < 0 ? 0 : trialWeights[i];
        }
        return referenceError > 0
                ? descended(from, bucket, rate / STEPS * count / (count + shrinkage) / referenceError)
                : from;
    }

    private double[] descended(double[] from, int bucket, double firstStep) {
        double step = firstStep;
        Slope best = slope(from, bucket);
        for (int s = 0; s < STEPS; s++) {
            Slope next = slope(stepped(best.weights, best.gradient, step), bucket);
            if (next.error <= best.error) {
                best = next;
            } else {
                step *= SHORTER;
            }
        }
        return best.weights;
    }

    /** The blend's error by some weights, and its derivative by each of them but for a constant. */
    private static final class Slope {
        private final double[] weights;
        private final double error;
        private final double[] gradient;

        Slope(double[] weights, double error, double[] gradient) {
            this.weights = weights;
            this.error = error;
            this.gradient = gradient;
        }
    }

    /** The summed error of the same time yesterday; negative if none is known. */
    private double referenceError(int i, int bucket) {
        double sum = -1;
        for (int k = trials.firstPoint(bucket); k < end(i, bucket); k++) {
            double error = Math.abs(trials.actual(i, k) - trials.reference(i, k));
            if (!Double.isNaN(error)) {
                sum = Math.max(0, sum) + error;
            }
        }
        return sum;
    }

    private int end(int i, int bucket) {
        int known = Math.min(trials.firstPoint(bucket + 1), trials.knownPoints(i, now));
        return Math.max(trials.firstPoint(bucket), known);
    }

    private Slope slope(double[] weights, int bucket) {
        int first = trials.firstPoint(bucket);
        double[] gradient = new double[weights.length];
        double[] blended = new double[trials.points()];
        double[] signs = new double[trials.points()];
        double total = 0;
        for (int i = 0; i < trialWeights.length; i++) {
            int end = end(i, bucket);
            double[][] said = trials.said(i);
            double[] actuals = trials.actuals(i);
            Blend.combineInto(weights, said, first, end, blended);
            for (int k = first; k < end; k++) {
                double error = blended[k] - actuals[k];
                boolean known = !Double.isNaN(error);
                signs[k] = known ? trialWeights[i] * Math.signum(error) : 0;
                total += known ? signs[k] * error : 0;
            }
            for (int m = 0; m < weights.length; m++) {
                if (weights[m] > 0) {
                    gradient[m] += summed(said[m], blended, signs, first, end);
                }
            }
        }
        return new Slope(weights, total, gradient);
    }

    private static double summed(double[] member, double[] blended, double[] signs, int first, int end) {
        double sum = 0;
        for (int k = first; k < end; k++) {
            double change = signs[k] * (member[k] - blended[k]);
            sum += Double.isNaN(change) ? 0 : change; // a silent member changes nothing
        }
        return sum;
    }

    private static double[] stepped(double[] weights, double[] gradient, double step) {
        double[] next = weights.clone();
        double steepest = Arrays.stream(gradient).min().orElse(0);
        for (int m = 0; m < next.length; m++) {
            next[m] *= Math.exp(-Math.min(LARGEST_EXPONENT, step * (gradient[m] - steepest)));
        }
        return Blend.addingUpToOne(next);
    }
}
