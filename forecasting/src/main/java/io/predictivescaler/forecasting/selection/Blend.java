package io.predictivescaler.forecasting.selection;

import io.predictivescaler.forecasting.series.HorizonBuckets;

/**
 * The weights of the members, one set a horizon bucket. A member's weight follows the error of the forecasts that it would have
 * issued: R, its absolute error over that of the same time yesterday on the same steps, recent trials weighing more (half every
 * five days); log R is shrunk by N/(N + 5) with N the weighted number of trials; weights go with (R / best R)⁻⁶, members more
 * than twice as bad as the best get none. Blending by inverse error powers goes back to Bates and Granger, "The Combination of
 * Forecasts" (1969); the power, the shrinkage and the cut are ours.
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
        HorizonBuckets buckets = trials.buckets();
        double[][] weights = new double[buckets.count()][];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = inversePowers(shrunkRatios(trials, weighting, b, now), weighting);
        }
        return new Blend(buckets, weights);
    }

    private static double[] shrunkRatios(Trials trials, Weighting weighting, int bucket, int now) {
        int memberCount = trials.members();
        double[] errors = new double[memberCount];
        double[] referenceErrors = new double[memberCount];
        double[] counts = new double[memberCount];
        int first = trials.firstPoint(bucket);
        int end = bucket == trials.buckets().count() - 1 ? trials.points() : trials.firstPoint(bucket + 1);
        double typical = 0;
        for (int i = 0; i < trials.count() && trials.origin(i) < now; i++) {
            double weight = Math.pow(0.5, trials.ageDays(i, now) / weighting.halfLifeDays());
            for (int m = 0; m < memberCount; m++) {
                boolean counted = false;
                for (int k = first; k < end && trials.origin(i) + trials.stepAhead(k) < now; k++) {
                    double actual = trials.actual(i, k);
                    double error = Math.abs(actual - trials.member(i, m, k));
                    if (!Double.isNaN(error)) {
                        errors[m] += weight * error;
                        referenceErrors[m] += weight * Math.abs(actual - trials.reference(i, k));
                        typical = Math.max(typical, weight * actual);
                        counted = true;
                    }
                }
                counts[m] += counted ? weight : 0;
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

    private static double[] inversePowers(double[] ratios, Weighting weighting) {
        double best = Double.POSITIVE_INFINITY;
        for (double ratio : ratios) {
            best = Math.min(best, ratio);
        }
        double[] weights = new double[ratios.length];
        double sum = 0;
        for (int m = 0; m < ratios.length; m++) {
            weights[m] = ratios[m] > weighting.worst() * best ? 0 : Math.pow(ratios[m] / best, -weighting.power());
            sum += weights[m];
        }
        for (int m = 0; m < ratios.length; m++) {
            weights[m] /= sum;
        }
        return weights;
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

    /**
     * The weighted mean of what the members say about step {@code h} ahead. Those that say nothing (NaN) leave their weight to the
     * others; if nobody with a weight says anything, the first who does is followed; NaN if nobody does.
     */
    public double combine(int h, MemberValues values) {
        double[] bucket = weights[buckets.of(h)];
        double sum = 0;
        double weight = 0;
        double anybody = Double.NaN;
        for (int m = 0; m < bucket.length; m++) {
            double value = values.of(m);
            if (Double.isNaN(value)) {
                continue;
            }
            anybody = Double.isNaN(anybody) ? value : anybody;
            sum += bucket[m] * value;
            weight += bucket[m];
        }
        return weight > 0 ? sum / weight : anybody;
    }

    /** What each member says about one step. */
    @FunctionalInterface
    public interface MemberValues {
        double of(int member);
    }
}
