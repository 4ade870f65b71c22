package io.predictivescaler.forecasting.model;

import java.util.Arrays;

/**
 * Least squares with a penalty on the size of the coefficients (Hoerl and Kennard, "Ridge Regression", 1970), rows added one by
 * one; solved by Cholesky's decomposition. For a handful of columns: the matrix is dense and small.
 */
final class RidgeRegression {
    private final double[][] gram;
    private final double[] moments;
    private int rows;

    RidgeRegression(int columns) {
        gram = new double[columns][columns];
        moments = new double[columns];
    }

    void add(double[] row, double target) {
        for (int i = 0; i < moments.length; i++) {
            double[] products = gram[i];
            double value = row[i];
            for (int j = 0; j <= i; j++) {
                products[j] += value * row[j];
            }
            moments[i] += value * target;
        }
        rows++;
    }

    int rows() {
        return rows;
    }

    /**
     * The coefficients, one a column; all 0 if there is nothing to learn from.
     *
     * @param penalty times the mean of the Gram matrix's diagonal is added to the diagonal, above 0
     */
    double[] coefficients(double penalty) {
        int n = moments.length;
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += gram[i][i];
        }
        if (!(trace > 0)) {
            return new double[n];
        }
        double[] added = new double[n];
        Arrays.fill(added, penalty * trace / n);
        return solved(gram, moments, added);
    }

    /**
     * Solves (gram + penalties on the diagonal) · x = moments.
     *
     * @param gram its lower triangle is read
     * @param penalties not negative; 0 leaves a column free
     */
    static double[] solved(double[][] gram, double[] moments, double[] penalties) {
        int n = moments.length;
        double[][] lower = factor(gram, penalties);
        double[] x = moments.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= lower[i][j] * x[j];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= lower[j][i] * x[j];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    private static double[][] factor(double[][] gram, double[] penalties) {
        int n = gram.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = gram[i][j] + (i == j ? penalties[i] : 0);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                // Rounding must not make the root of a matrix without rank imaginary.
                double least = Math.max(penalties[i], Double.MIN_NORMAL);
                lower[i][j] = i == j ? Math.sqrt(Math.max(sum, least)) : sum / lower[j][j];
            }
        }
        return lower;
    }
}
