package io.predictivescaler.forecasting.series;

import java.util.Arrays;

/** Medians of scratch arrays: the work that fitting spends most of its time on. */
public final class Median {
    /** Up to here a plain insertion sort beats the library's. */
    private static final int SMALL = 48;

    private Median() {}

    /** The median of the first {@code count} values, which are reordered; NaN when there are none. None of them is NaN. */
    public static double of(double[] values, int count) {
        if (count == 0) {
            return Double.NaN;
        }
        if (count > SMALL) {
            Arrays.sort(values, 0, count);
        } else {
            insertionSort(values, count);
        }
        int middle = count / 2;
        return count % 2 == 1 ? values[middle] : values[middle - 1] + (values[middle] - values[middle - 1]) / 2;
    }

    private static void insertionSort(double[] values, int count) {
        for (int i = 1; i < count; i++) {
            double value = values[i];
            int j = i - 1;
            while (j >= 0 && values[j] > value) {
                values[j + 1] = values[j];
                j--;
            }
            values[j + 1] = value;
        }
    }
}
