package io.predictivescaler.forecasting.capacity;

/**
 * Weighted means of loads and utilizations, and the sums of squares and products about them.
 *
 * @param effective how many observations of equal weight would say as much
 * @param loads weighted mean square distance of the loads from their mean
 * @param both weighted mean product of the distances
 */
record Moments(double effective, double load, double utilization, double loads, double utilizations, double both) {
    static Moments of(Observations observations, double[] weights) {
        double sum = 0;
        double squares = 0;
        double load = 0;
        double utilization = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            squares += weights[i] * weights[i];
            load += weights[i] * observations.get(i).load();
            utilization += weights[i] * observations.get(i).utilization();
        }
        if (sum == 0) {
            return new Moments(0, 0, 0, 0, 0, 0);
        }
        load /= sum;
        utilization /= sum;
        double loads = 0;
        double utilizations = 0;
        double both = 0;
        for (int i = 0; i < weights.length; i++) {
            double x = observations.get(i).load() - load;
            double y = observations.get(i).utilization() - utilization;
            loads += weights[i] * x * x;
            utilizations += weights[i] * y * y;
            both += weights[i] * x * y;
        }
        return new Moments(sum * sum / squares, load, utilization, loads / sum, utilizations / sum, both / sum);
    }

    /** The line of least squares; level where all loads are the same. */
    Line line() {
        double slope = loads == 0 ? 0 : both / loads;
        return new Line(utilization - slope * load, slope);
    }

    double correlation() {
        double scale = Math.sqrt(loads * utilizations);
        // Of what does not move but by rounding.
        boolean still = utilizations < 1e-9 * utilization * utilization || loads < 1e-9 * load * load;
        return still || scale == 0 ? 0 : both / scale;
    }
}
