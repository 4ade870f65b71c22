package io.predictivescaler.forecasting.quantile;

import java.util.Arrays;

/** Point forecasts and what came, with the weight of each pair and its horizon bucket: what calibration learns from. */
public final class Outcomes {
    private int size;
    private int[] buckets = new int[1024];
    private double[] points = new double[1024];
    private double[] actuals = new double[1024];
    private double[] weights = new double[1024];

    /**
     * Adds one pair.
     *
     * @param bucket horizon bucket, from 0
     * @param point forecast, finite and not negative
     * @param actual what came, finite
     * @param weight above 0
     */
    public void add(int bucket, double point, double actual, double weight) {
        if (size == points.length) {
            buckets = Arrays.copyOf(buckets, 2 * size);
            points = Arrays.copyOf(points, 2 * size);
            actuals = Arrays.copyOf(actuals, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        buckets[size] = bucket;
        points[size] = point;
        actuals[size] = actual;
        weights[size] = weight;
        size++;
    }

    public int size() {
        return size;
    }

    int bucket(int i) {
        return buckets[i];
    }

    double point(int i) {
        return points[i];
    }

    double actual(int i) {
        return actuals[i];
    }

    double weight(int i) {
        return weights[i];
    }

    /** The mean point forecast; 0 without any. */
    double meanPoint() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += points[i];
        }
        return size == 0 ? 0 : sum / size;
    }
}
