package io.predictivescaler.forecasting.quantile;

import java.util.Arrays;

/**
 * Scores with weights, of which only those above 0 are put in order, the largest first and only as far as they are asked for:
 * quantiles are never wanted below the point forecast, seldom below the P80, and most of the sorting is saved. Not safe to share between threads.
 */
final class WeightedScores {
    private static final int SMALL = 32;
    private static final int CHUNKS = 4;

    /** The bits of a score above 0 as a float, which order as the floats do, and below them its number. */
    private final long[] keys;

    private final double[] scores;
    private final double[] weights;
    private final double total;
    /** From here on the keys ascend, and all before are smaller. */
    private int sortedFrom;

    private WeightedScores(long[] keys, double[] scores, double[] weights, double total) {
        this.keys = keys;
        this.scores = scores;
        this.weights = weights;
        this.total = total;
        this.sortedFrom = keys.length;
    }

    /** The first {@code count} scores with their weights, in any order. */
    static WeightedScores of(double[] scores, double[] weights, int count) {
        long[] keys = new long[count];
        int above = 0;
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
            if (scores[i] > 0) {
                keys[above++] = (long) Float.floatToIntBits((float) scores[i]) << 32 | i;
            }
        }
        return new WeightedScores(Arrays.copyOf(keys, above), scores, weights, total);
    }

    /** The number of the score of a rank, ascending. Sorts what is larger, and some more, if it has not been asked for before. */
    private int at(int rank) {
        while (rank < sortedFrom) {
            int from = sortedFrom <= SMALL ? 0 : sortedFrom - Math.max(SMALL, keys.length / CHUNKS);
            from = Math.max(0, from);
            select(from);
            Arrays.sort(keys, from, sortedFrom);
            sortedFrom = from;
        }
        return (int) keys[rank];
    }

    /** Puts the smallest {@code k} of the unsorted keys first (Hoare, "Find", 1961). */
    private void select(int k) {
        int low = 0;
        int high = sortedFrom - 1;
        while (low < high && k > 0) {
            long pivot = keys[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long key = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = key;
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                return;
            }
        }
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
            next[s] = sets[s].keys.length - 1;
        }
        double[] heads = new double[sets.length];
        for (int s = 0; s < sets.length; s++) {
            heads[s] = sets[s].scoreAt(next[s]);
        }
        double above = 0;
        int level = levels.length - 1;
        while (level >= 0) {
            int highest = 0;
            for (int s = 1; s < sets.length; s++) {
                highest = heads[s] > heads[highest] ? s : highest;
            }
            double score = heads[highest];
            if (score <= 0) {
                break;
            }
            WeightedScores set = sets[highest];
            above += factors[highest] * set.weights[set.at(next[highest])];
            heads[highest] = set.scoreAt(--next[highest]);
            while (level >= 0 && above > 1 - levels[level]) {
                found[level--] = score;
            }
        }
        return found;
    }

    /** The score of a rank; 0 below the lowest. */
    private double scoreAt(int rank) {
        return rank < 0 ? 0 : scores[at(rank)];
    }
}
