package io.predictivescaler.forecasting.selection;

import io.predictivescaler.forecasting.series.HorizonBuckets;
import java.util.Arrays;

/**
 * The weights of the members, one set a horizon bucket. A member's weight follows the error of the forecasts that it would have
 * issued: R, its absolute error over that of the same time yesterday on the same steps, trials weighing more when they are recent
 * or from the same time of day; log R is shrunk by N/(N + 5) with N the weighted number of trials; weights go with
 * (R / best R)⁻⁶, members more than twice as bad as the best get none; then they follow the {@link BlendGradient}. Blending by
 * inverse error powers goes back to Bates and Granger, "The Combination of Forecasts" (1969); the power, the shrinkage and the
 * cut are ours.
 */
public final class Blend {
    private final HorizonBuckets buckets;
    private final double[][] weights;

    private Blend(HorizonBuckets buckets, double[][] weights) {
        this.buckets = buckets;
        this.weights = weights;
    }

    /**
     * The blend as somebody would have weighted it at {@code now}.
     *
     * @param now trials at or after it, and outcomes at or after it, do not count
     */
    public static Blend weighted(Trials trials, Weighting weighting, int now) {
        double[] trialWeights = new double[trials.before(now)];
        for (int i = 0; i < trialWeights.length; i++) {
            trialWeights[i] = weighting.ofTrial(trials.ageDays(i, now));
        }
        double[][] weights = new double[trials.buckets().count()][];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = inversePowers(shrunkRatios(trials, weighting, trialWeights, b, now), weighting);
        }
        Blend blend = new Blend(trials.buckets(), weights);
        return weighting.learningRate() > 0
                ? new Blend(
                        trials.buckets(), new BlendGradient(trials, trialWeights, now).followedFrom(blend, weighting))
                : blend;
    }

    private static double[] shrunkRatios(
            Trials trials, Weighting weighting, double[] trialWeights, int bucket, int now) {
        int memberCount = trials.members();
        double[] errors = new double[memberCount];
        double[] referenceErrors = new double[memberCount];
        double[] counts = new double[memberCount];
        int first = trials.firstPoint(bucket);
        double typical = 0;
        for (int i = 0; i < trialWeights.length; i++) {
            double weight = trialWeights[i];
            int end = Math.min(trials.firstPoint(bucket + 1), trials.knownPoints(i, now));
            double[] actuals = trials.actuals(i);
            double[] references = trials.references(i);
            boolean[] present = new boolean[Math.max(0, end - first)];
            for (int k = first; k < end; k++) {
                present[k - first] = !Double.isNaN(actuals[k] - references[k]);
                typical = present[k - first] ? Math.max(typical, weight * actuals[k]) : typical;
            }
            double whole = summedError(actuals, references, present, first);
            for (int m = 0; m < memberCount; m++) {
                double[] said = trials.said(i, m);
                double error = summedError(actuals, said, present, first);
                double referenceError = whole;
                boolean[] heard = present;
                if (Double.isNaN(error)) { // silent somewhere: the reference counts only where the member speaks
                    heard = heard(said, present, first);
                    error = summedError(actuals, said, heard, first);
                    referenceError = summedError(actuals, references, heard, first);
                }
                errors[m] += weight * error;
                referenceErrors[m] += weight * referenceError;
                counts[m] += isAnywhere(heard) ? weight : 0;
            }
        }
        double tiny = 1e-9 * typical + Double.MIN_NORMAL; // two members without any error are equally good
        double[] ratios = new double[memberCount];
        for (int m = 0; m < memberCount; m++) {
            double ratio = Math.log((errors[m] + tiny) / (referenceErrors[m] + tiny));
            ratios[m] = Math.exp(ratio * counts[m] / (counts[m] + weighting.shrinkage()));
        }
        return ratios;
    }

    private static double summedError(double[] actuals, double[] said, boolean[] where, int first) {
        double sum = 0;
        for (int k = 0; k < where.length; k++) {
            sum += where[k] ? Math.abs(actuals[first + k] - said[first + k]) : 0;
        }
        return sum;
    }

    private static boolean[] heard(double[] said, boolean[] present, int first) {
        boolean[] heard = new boolean[present.length];
        for (int k = 0; k < heard.length; k++) {
            heard[k] = present[k] && !Double.isNaN(said[first + k]);
        }
        return heard;
    }

    private static boolean isAnywhere(boolean[] where) {
        for (boolean here : where) {
            if (here) {
                return true;
            }
        }
        return false;
    }

    private static double[] inversePowers(double[] ratios, Weighting weighting) {
        double best = Double.POSITIVE_INFINITY;
        for (double ratio : ratios) {
            best = Math.min(best, ratio);
        }
        double[] weights = new double[ratios.length];
        for (int m = 0; m < ratios.length; m++) {
            weights[m] = ratios[m] > weighting.worst() * best ? 0 : Math.pow(ratios[m] / best, -weighting.power());
        }
        return addingUpToOne(weights);
    }

    /** The weights over their sum. */
    static double[] addingUpToOne(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** The weight of a member in a bucket; those of a bucket add up to 1. */
    public double weight(int bucket, int member) {
        return weights[bucket][member];
    }

    /** The weight of a member averaged over the buckets. */
    public double share(int member) {
        double sum = 0;
        for (double[] bucket : weights) {
            sum += bucket[member];
        }
        return sum / weights.length;
    }

    /** What the blend would have said at every point of trial {@code i}; NaN where nobody said anything. */
    public double[] said(Trials trials, int i) {
        double[] said = new double[trials.points()];
        for (int b = 0; b < weights.length; b++) {
            int end = Math.min(trials.firstPoint(b + 1), said.length);
            combineInto(weights[b], trials.said(i), trials.firstPoint(b), end, said);
        }
        return said;
    }

    /**
     * The weighted mean of what the members say about step {@code h} ahead. Those that say nothing (NaN) leave their weight to the
     * others; if nobody with a weight says anything, the first who does is followed; NaN if nobody does.
     *
     * @param said member × column
     * @param column of step {@code h}
     */
    public double combine(double[][] said, int column, int h) {
        return combine(weights[buckets.of(h)], said, column);
    }

    /** The weighted means at columns {@code from} to before {@code end} of {@code said}, member × column. */
    static void combineInto(double[] weights, double[][] said, int from, int end, double[] into) {
        Arrays.fill(into, from, end, 0);
        for (int m = 0; m < weights.length; m++) {
            double weight = weights[m];
            double[] member = said[m];
            if (weight > 0) {
                for (int k = from; k < end; k++) {
                    into[k] += weight * member[k];
                }
            }
        }
        for (int k = from; k < end; k++) {
            if (Double.isNaN(into[k])) { // somebody was silent
                into[k] = combine(weights, said, k);
            }
        }
    }

    private static double combine(double[] weights, double[][] said, int column) {
        double sum = 0;
        double weight = 0;
        double anybody = Double.NaN;
        for (int m = 0; m < weights.length; m++) {
            double value = said[m][column];
            if (Double.isNaN(value)) {
                continue;
            }
            anybody = Double.isNaN(anybody) ? value : anybody;
            sum += weights[m] * value;
            weight += weights[m];
        }
        return weight > 0 ? sum / weight : anybody;
    }
}
