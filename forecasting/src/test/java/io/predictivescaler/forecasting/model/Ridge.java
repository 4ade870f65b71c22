package io.predictivescaler.forecasting.model;

/** The core's own ridge regression for experiments outside its package. */
public final class Ridge {
    private final RidgeRegression regression;

    public Ridge(int columns) {
        regression = new RidgeRegression(columns);
    }

    public void add(double[] row, double target) {
        regression.add(row, target);
    }

    /**
     * The coefficients, one a column; 0 if there is nothing to learn from.
     *
     * @param penalty times the mean of the Gram matrix's diagonal is added to that, above 0
     */
    public double[] coefficients(double penalty) {
        return regression.coefficients(penalty);
    }
}
