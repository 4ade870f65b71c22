package io.predictivescaler.forecasting.quantile;

import java.util.Arrays;

/** Scores in ascending order, each with a weight. */
final class WeightedScores {
    private static final WeightedScores NONE = new WeightedScores(new double[0], new double[0]);

    private final double[] scores;
    private final double[] weights;

    private WeightedScores(double[] scores, double[] weights) {
        this.scores = scores;
        this.weights = weights;
    }

    /** The first {@code count} scores with their weights, in any order. */
    static WeightedScores sorted(double[] scores, double[] weights, int count) {
        if (count == 0) {
            return NONE;
        }
        // One primitive sort instead of one of objects: the order-preserving bits of the score as a float above, the
        // index below.
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            int bits = Float.floatToIntBits((float) scores[i]);
            keys[i] = (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | i;
        }
        Arrays.sort(keys);
        double[] ordered = new double[count];
        double[] orderedWeights = new double[count];
        for (int i = 0; i < count; i++) {
            ordered[i] = scores[(int) keys[i]];
            orderedWeights[i] = weights[(int) keys[i]];
        }
        return new WeightedScores(ordered, orderedWeights);
    }

    boolean isEmpty() {
        return scores.length == 0;
    }

    /** The sum of the weights. */
    double weight() {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /** These with every weight multiplied. */
    WeightedScores times(double factor) {
        return new WeightedScores(
                scores, Arrays.stream(weights).map(w -> w * factor).toArray());
    }

    /** Both in one order. */
    WeightedScores and(WeightedScores other) {
        if (other.isEmpty()) {
            return this;
        }
        int count = scores.length + other.scores.length;
        double[] merged = new double[count];
        double[] mergedWeights = new double[count];
        int i = 0;
        int j = 0;
        for (int k = 0; k < count; k++) {
            boolean mine = j == other.scores.length || (i < scores.length && scores[i] <= other.scores[j]);
            merged[k] = mine ? scores[i] : other.scores[j];
            mergedWeights[k] = mine ? weights[i++] : other.weights[j++];
        }
        return new WeightedScores(merged, mergedWeights);
    }

    /** The smallest score that has at least the share {@code tau} of the weight at or under it; the largest for 1 and above. */
    double quantile(double tau) {
        double wanted = tau * weight();
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += weights[i];
            if (sum >= wanted) {
                return scores[i];
            }
        }
        return scores[scores.length - 1];
    }
}
