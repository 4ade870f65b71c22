package io.predictivescaler.forecasting.season;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How surprising it is that rows of ranks agree, against the same rows turned at random. */
final class Turns {
    private static final long SEED = 0x5EA5_0000L;
    private static final int DRAWS = 99;
    /** As many draws that agree as well settle that there is nothing; the p-value is then above a tenth. */
    private static final int ENOUGH = 10;

    private Turns() {}

    /**
     * The share of draws that agree as well.
     *
     * @param rows of equal length, 0 where a value is missing or of middle rank
     * @param stride rows are turned by multiples of it
     */
    static double pValue(int[][] rows, int stride) {
        int bins = rows[0].length;
        int[][] twice = new int[rows.length][2 * bins];
        int[] sums = new int[bins];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, twice[r], 0, bins);
            System.arraycopy(rows[r], 0, twice[r], bins, bins);
            add(sums, rows[r], 0);
        }
        long found = energy(sums);
        SplittableRandom random = new SplittableRandom(SEED);
        int asGood = 0;
        for (int draw = 1; draw <= DRAWS; draw++) {
            Arrays.fill(sums, 0);
            for (int[] row : twice) {
                add(sums, row, stride * random.nextInt(bins / stride));
            }
            asGood += energy(sums) >= found ? 1 : 0;
            if (asGood == ENOUGH) {
                return (double) ENOUGH / draw;
            }
        }
        return (1.0 + asGood) / (1 + DRAWS);
    }

    private static void add(int[] sums, int[] row, int from) {
        for (int b = 0; b < sums.length; b++) {
            sums[b] += row[from + b];
        }
    }

    private static long energy(int[] sums) {
        long energy = 0;
        for (int sum : sums) {
            energy += (long) sum * sum;
        }
        return energy;
    }
}
