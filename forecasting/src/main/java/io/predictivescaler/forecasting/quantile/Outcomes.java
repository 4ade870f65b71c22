package io.predictivescaler.forecasting.quantile;

import java.util.Arrays;

/** Point forecasts and what came, in horizon buckets, with the spread of the days and the weight of each: what calibration learns from. */
public final class Outcomes {
    private final Bucket[] buckets;

    /**
     * None yet, in so many horizon buckets.
     *
     * @param expected roughly how many there will be in each
     */
    public Outcomes(int buckets, int expected) {
        this.buckets = new Bucket[buckets];
        Arrays.setAll(this.buckets, b -> new Bucket(Math.max(1, expected)));
    }

    /**
     * Adds one pair.
     *
     * @param bucket horizon bucket, from 0
     * @param point forecast, finite and not negative
     * @param actual what came, finite
     * @param spread how far the days lie apart at its time of day; NaN if that is not known
     * @param weight above 0
     */
    public void add(int bucket, double point, double actual, double spread, double weight) {
        buckets[bucket].add(point, actual, spread, weight);
    }

    int bucketCount() {
        return buckets.length;
    }

    Bucket bucket(int bucket) {
        return buckets[bucket];
    }

    int size() {
        return Arrays.stream(buckets).mapToInt(bucket -> bucket.size).sum();
    }

    /** The mean point forecast; 0 without any. */
    double meanPoint() {
        double sum = 0;
        for (Bucket bucket : buckets) {
            for (int i = 0; i < bucket.size; i++) {
                sum += bucket.points[i];
            }
        }
        return size() == 0 ? 0 : sum / size();
    }

    /** The mean of the spreads that are known; 0 without any. */
    double meanSpread() {
        double sum = 0;
        int known = 0;
        for (Bucket bucket : buckets) {
            for (int i = 0; i < bucket.size; i++) {
                if (!Double.isNaN(bucket.spreads[i])) {
                    sum += bucket.spreads[i];
                    known++;
                }
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    /** The outcomes of one horizon bucket; only the first {@code size} of each array count. */
    static final class Bucket {
        int size;
        double[] points;
        double[] errors;
        double[] spreads;
        double[] weights;

        Bucket(int expected) {
            points = new double[expected];
            errors = new double[expected];
            spreads = new double[expected];
            weights = new double[expected];
        }

        void add(double point, double actual, double spread, double weight) {
            if (size == points.length) {
                points = Arrays.copyOf(points, 2 * size);
                errors = Arrays.copyOf(errors, 2 * size);
                spreads = Arrays.copyOf(spreads, 2 * size);
                weights = Arrays.copyOf(weights, 2 * size);
            }
            points[size] = point;
            errors[size] = actual - point;
            spreads[size] = spread;
            weights[size++] = weight;
        }
    }
}
