package io.predictivescaler.forecasting.model;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Weighted observations by bin of the week, and the harmonics that fit them best. All sums of products of two waves follow from sums
 * of single ones by the product-to-sum identities, so the Gram matrix costs two sums for each frequency up to twice the highest, and gaps
 * need no filling.
 */
final class FoldedWeek {
    private static final double PENALTY = 0.002;
    private static final double WEEKLY_PENALTY = 3 * PENALTY;

    private final Harmonics harmonics;
    private final double[] weights;
    private final double[] sums;

    FoldedWeek(Harmonics harmonics) {
        this.harmonics = harmonics;
        this.weights = new double[harmonics.bins()];
        this.sums = new double[harmonics.bins()];
    }

    void add(int bin, double value, double weight) {
        weights[bin] += weight;
        sums[bin] += weight * value;
    }

    /** The coefficients by ridge, one a column of the harmonics; the penalty spares the constant. */
    double[] coefficients() {
        int[] frequencies = harmonics.frequencies();
        double total = DoubleStream.of(weights).sum();
        if (total == 0) {
            return new double[2 * frequencies.length + 1];
        }
        double[] moments = new double[2 * frequencies.length + 1];
        double[] penalties = new double[moments.length];
        double[] wave = new double[2];
        moments[0] = DoubleStream.of(sums).sum() / total;
        for (int k = 0; k < frequencies.length; k++) {
            int column = 2 * k + 1;
            harmonics.times(sums, frequencies[k], wave);
            moments[column] = wave[0] / total;
            moments[column + 1] = wave[1] / total;
            penalties[column] = Harmonics.isDaily(frequencies[k]) ? PENALTY : WEEKLY_PENALTY;
            penalties[column + 1] = penalties[column];
        }
        return RidgeRegression.solved(gram(frequencies, total), moments, penalties);
    }

    private static int[] sumsAndDifferences(int[] frequencies) {
        return IntStream.of(frequencies)
                .flatMap(f -> IntStream.of(frequencies).flatMap(g -> IntStream.of(f, f + g, Math.abs(f - g))))
                .distinct()
                .toArray();
    }

    private double[][] gram(int[] frequencies, double total) {
        double[] c = new double[2 * IntStream.of(frequencies).max().orElse(0) + 1];
        double[] s = new double[c.length];
        double[] wave = new double[2];
        for (int n : sumsAndDifferences(frequencies)) {
            harmonics.times(weights, n, wave);
            c[n] = wave[0] / total;
            s[n] = wave[1] / total;
        }
        double[][] gram = new double[2 * frequencies.length + 1][2 * frequencies.length + 1];
        gram[0][0] = 1;
        for (int i = 0; i < frequencies.length; i++) {
            int f = frequencies[i];
            gram[2 * i + 1][0] = c[f];
            gram[2 * i + 2][0] = s[f];
            for (int j = 0; j <= i; j++) {
                int g = frequencies[j];
                double cosine = c[Math.abs(f - g)];
                double sine = f >= g ? s[f - g] : -s[g - f];
                gram[2 * i + 1][2 * j + 1] = (cosine + c[f + g]) / 2;
                gram[2 * i + 2][2 * j + 2] = (cosine - c[f + g]) / 2;
                gram[2 * i + 2][2 * j + 1] = (s[f + g] + sine) / 2;
                gram[2 * i + 1][2 * j + 2] = (s[f + g] - sine) / 2;
            }
        }
        return gram;
    }
}
