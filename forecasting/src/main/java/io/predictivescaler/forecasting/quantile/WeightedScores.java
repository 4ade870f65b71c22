package io.predictivescaler.forecasting.quantile;

import java.util.Arrays;

/**
 * Scores with weights, of which only those above 0 are kept in order: quantiles are never wanted below the point forecast, and half
 * the sorting is saved.
 */
final class WeightedScores {
    /** Ascending, all above 0. */
    private final double[] scores;

    private final double[] weights;
    private final double total;

    private WeightedScores(double[] scores, double[] weights, double total) {
        this.scores = scores;
        this.weights = weights;
        this.total = total;
    }

    /** The first {@code count} scores with their weights, in any order. */
    static WeightedScores of(double[] scores, double[] weights, int count) {
        // One primitive sort instead of one of objects: the bits of the score as a float above, which order positive
        // floats, the index below.
        long[] keys = new long[count];
        int above = 0;
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
            if (scores[i] > 0) {
                keys[above++] = (long) Float.floatToIntBits((float) scores[i]) << 32 | i;
            }
        }
        Arrays.sort(keys, 0, above);
        double[] ordered = new double[above];
        double[] orderedWeights = new double[above];
        for (int i = 0; i < above; i++) {
            ordered[i] = scores[(int) keys[i]];
            orderedWeights[i] = weights[(int) keys[i]];
        }
        return new WeightedScores(ordered, orderedWeights, total);
    }

    /** The sum of all weights, those of scores at or under 0 included. */
    double weight() {
        return total;
    }

    /**
     * Quantiles of several sets taken together: for each level the smallest score that has at least that share of the weight at
     * or under it, 0 where that is not above 0, the largest for a level of 1 and above.
     *
     * @param factors multiplies the weights of each set; the weights then add up to 1
     * @param levels ascending
     */
    static double[] quantiles(WeightedScores[] sets, double[] factors, double[] levels) {
        double[] found = new double[levels.length];
        int[] next = new int[sets.length];
        for (int s = 0; s < sets.length; s++) {
            next[s] = sets[s].scores.length - 1;
        }
        double above = 0;
        int level = levels.length - 1;
        while (level >= 0) {
            int highest = -1;
            for (int s = 0; s < sets.length; s++) {
                boolean higher =
                        next[s] >= 0 && (highest < 0 || sets[s].scores[next[s]] > sets[highest].scores[next[highest]]);
                highest = higher ? s : highest;
            }
            if (highest < 0) {
                break;
            }
            double score = sets[highest].scores[next[highest]];
            above += factors[highest] * sets[highest].weights[next[highest]--];
            while (level >= 0 && above > 1 - levels[level]) {
                found[level--] = score;
            }
        }
        return found;
    }
}
