package io.predictivescaler.forecasting.series;

/** Medians of scratch arrays: the work that fitting spends most of its time on. */
public final class Median {
    /** Up to here a plain insertion sort beats dividing further. */
    private static final int SMALL = 6;

    private Median() {}

    /** The median of the first {@code count} values, which are reordered; NaN when there are none. None of them is NaN or negative. */
    public static double of(double[] values, int count) {
        if (count == 0) {
            return Double.NaN;
        }
        int middle = count / 2;
        select(values, count, middle);
        if (count % 2 == 1) {
            return values[middle];
        }
        double below = values[0];
        for (int i = 1; i < middle; i++) {
            below = Math.max(below, values[i]);
        }
        return below + (values[middle] - below) / 2;
    }

    /** Puts the value of rank {@code k} in its place, smaller ones before it (Hoare, "Find", 1961; the pivot is a median of three). */
    private static void select(double[] values, int count, int k) {
        int low = 0;
        int high = count - 1;
        while (high - low >= SMALL) {
            double pivot = middleOf(values[low], values[(low + high) >>> 1], values[high]);
            int smaller = divided(values, low, high, bits(pivot));
            if (k < smaller) {
                high = smaller - 1;
                continue;
            }
            int larger = divided(values, smaller, high, bits(pivot) + 1);
            if (k < larger) {
                return; // all from smaller to here equal the pivot
            }
            low = larger;
        }
        insertionSort(values, low, high);
    }

    /**
     * Brings what is below {@code bound} to the front and gives where the rest begins (Lomuto's scheme). Without a branch: on values in
     * random order each comparison would be guessed wrong half of the time. The bits of doubles that are not negative are ordered as
     * they are.
     */
    private static int divided(double[] values, int low, int high, long bound) {
        int end = low;
        for (int j = low; j <= high; j++) {
            double value = values[j];
            values[j] = values[end];
            values[end] = value;
            end += (int) ((bits(value) - bound) >>> 63);
        }
        return end;
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static double middleOf(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private static void insertionSort(double[] values, int low, int high) {
        for (int i = low + 1; i <= high; i++) {
            double value = values[i];
            int j = i - 1;
            while (j >= low && values[j] > value) {
                values[j + 1] = values[j];
                j--;
            }
            values[j + 1] = value;
        }
    }
}
