package io.predictivescaler.forecasting.capacity;

import io.predictivescaler.forecasting.capacity.Observations.Observation;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A line through observations of which some lie.
 *
 * @param spread the usual distance of an observation from it, as a standard deviation, in percent of utilization
 * @param moments of the observations as far as each is part of the relation
 */
record RobustLine(Line line, double spread, Moments moments) {
    private static final int GROUPS = 12;
    private static final int ROUNDS = 30;

    /** Tukey's bisquare at 95 % efficiency. */
    private static final double REACH = 4.685;

    /** From a median absolute deviation to a standard deviation. */
    private static final double OF_MEDIAN = 1.4826;

    /** Of utilization, in percent: no two measurements agree better. */
    private static final double LEAST_SPREAD = 0.2;

    /**
     * Iteratively reweighted least squares with Tukey's bisquare (Beaton and Tukey, 1974), begun at a line that outliers cannot turn, since
     * the weights only find the solution near to where they begin: Theil's (1950) median of slopes, between the medians of twelve groups of
     * like load. Departure: where the median of slopes gives groups equal say, so that a long night does not outvote the day.
     *
     * @param weights one for each observation, above 0
     */
    static RobustLine through(Observations observations, double[] weights) {
        Line line = begin(observations);
        double spread = spread(observations, weights, line);
        Moments moments = Moments.of(observations, weights);
        for (int round = 0; round < ROUNDS; round++) {
            moments = Moments.of(observations, trust(observations, weights, line, spread));
            Line next = moments.line();
            boolean settled = Math.abs(next.slope() - line.slope()) <= 1e-6 * Math.abs(line.slope());
            line = next;
            spread = spread(observations, weights, line);
            if (settled) {
                break;
            }
        }
        return new RobustLine(line, spread, moments);
    }

    private static Line begin(Observations observations) {
        Observation[] byLoad = observations.all().stream()
                .sorted((one, other) -> Double.compare(one.load(), other.load()))
                .toArray(Observation[]::new);
        int groups = Math.min(GROUPS, byLoad.length);
        double[] loads = new double[groups];
        double[] utilizations = new double[groups];
        for (int group = 0; group < groups; group++) {
            Observation[] members =
                    Arrays.copyOfRange(byLoad, group * byLoad.length / groups, (group + 1) * byLoad.length / groups);
            loads[group] =
                    median(Arrays.stream(members).mapToDouble(Observation::load).toArray());
            utilizations[group] = median(
                    Arrays.stream(members).mapToDouble(Observation::utilization).toArray());
        }
        double slope = median(IntStream.range(0, groups)
                .boxed()
                .flatMapToDouble(one -> IntStream.range(one + 1, groups)
                        .filter(other -> loads[other] > loads[one])
                        .mapToDouble(other -> (utilizations[other] - utilizations[one]) / (loads[other] - loads[one])))
                .toArray());
        double idle = median(IntStream.range(0, groups)
                .mapToDouble(group -> utilizations[group] - slope * loads[group])
                .toArray());
        return new Line(idle, slope);
    }

    private static double[] trust(Observations observations, double[] weights, Line line, double spread) {
        double[] trust = new double[weights.length];
        for (int i = 0; i < trust.length; i++) {
            double distance = residual(observations.get(i), line) / (REACH * spread);
            double inside = Math.max(0, 1 - distance * distance);
            trust[i] = weights[i] * inside * inside;
        }
        return trust;
    }

    private static double spread(Observations observations, double[] weights, Line line) {
        double[] distances = observations.all().stream()
                .mapToDouble(each -> Math.abs(residual(each, line)))
                .toArray();
        return Math.max(LEAST_SPREAD, OF_MEDIAN * weightedMedian(distances, weights));
    }

    static double residual(Observation observation, Line line) {
        return observation.utilization() - line.at(observation.load());
    }

    /** 0 when there is none. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        return count == 0 ? 0 : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    private static double weightedMedian(double[] values, double[] weights) {
        double half = Arrays.stream(weights).sum() / 2;
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((one, other) -> Double.compare(values[one], values[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = 0;
        for (int index : order) {
            sum += weights[index];
            if (sum >= half) {
                return values[index];
            }
        }
        return 0;
    }
}
