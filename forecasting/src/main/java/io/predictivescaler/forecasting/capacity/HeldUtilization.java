package io.predictivescaler.forecasting.capacity;

import io.predictivescaler.forecasting.capacity.CapacityOutcome.Learned;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Quality;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Reach;
import io.predictivescaler.forecasting.capacity.Observations.Observation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A workload whose autoscaler keeps its promise: demand goes up and down, replicas with it, and utilization stays where it is aimed at. Load
 * per replica is flat then and shows no line, and none is needed, since what a replica carries at the target is what it carries all the
 * time. The little way from the utilization that is held to the target is gone in proportion.
 *
 * @param load median load per replica
 * @param utilization median, in percent
 * @param correlation of replicas with demand
 * @param spread of utilization, as a standard deviation ÷ the target
 */
record HeldUtilization(
        Observations observations, double target, double load, double utilization, double correlation, double spread) {
    /** As far as the tolerance of an autoscaler, and some more: further away proportion may mislead. */
    private static final double NEAR = 0.15;

    /** Where demand itself is flat, nothing shows that the load of one replica has anything to do with it. */
    private static final double LEAST_RANGE_OF_DEMAND = 0.2;

    private static final double LEAST_CORRELATION = 0.7;
    private static final double MOST_SPREAD = 0.15;
    private static final double OF_MEDIAN = 1.4826;

    static Optional<HeldUtilization> of(Observations observations, double target) {
        double[] demands = values(observations, each -> each.load() * each.replicas());
        double[] replicas = values(observations, Observation::replicas);
        double utilization = RobustLine.median(values(observations, Observation::utilization));
        HeldUtilization held = new HeldUtilization(
                observations,
                target,
                RobustLine.median(values(observations, Observation::load)),
                utilization,
                correlation(demands, replicas),
                OF_MEDIAN
                        * RobustLine.median(values(observations, each -> Math.abs(each.utilization() - utilization)))
                        / target);
        Arrays.sort(demands);
        double low = demands[demands.length / 20];
        double high = demands[demands.length - 1 - demands.length / 20];
        boolean varies = high - low >= LEAST_RANGE_OF_DEMAND * high && held.correlation() >= LEAST_CORRELATION;
        boolean near = Math.abs(utilization - target) <= NEAR * target && held.spread() <= MOST_SPREAD;
        return varies && near ? Optional.of(held) : Optional.empty();
    }

    /** @param highest load that was seen: never more than that */
    Learned learned(double highest, Instant changed) {
        double hours = observations.length().toMinutes() * observations.size() / 60.0;
        double aside = Math.abs(target - utilization) / target;
        double ofMean = 2 * spread / Math.sqrt(Math.max(1, hours));
        return new Learned(
                Math.min(highest, load * target / utilization),
                Reach.Held,
                // What is not known of the idle utilization may double the way from what is held to the target, and
                // hardly more.
                new Quality(hours, correlation, spread, Math.max(aside / 2, ofMean), 0, utilization, changed));
    }

    private static double[] values(Observations observations, ToDoubleFunction<Observation> value) {
        return observations.all().stream().mapToDouble(value).toArray();
    }

    private static double correlation(double[] one, double[] other) {
        double meanOne = Arrays.stream(one).average().orElse(0);
        double meanOther = Arrays.stream(other).average().orElse(0);
        double squaresOne = 0;
        double squaresOther = 0;
        double both = 0;
        for (int i = 0; i < one.length; i++) {
            squaresOne += (one[i] - meanOne) * (one[i] - meanOne);
            squaresOther += (other[i] - meanOther) * (other[i] - meanOther);
            both += (one[i] - meanOne) * (other[i] - meanOther);
        }
        double scale = Math.sqrt(squaresOne * squaresOther);
        return scale == 0 ? 0 : both / scale;
    }
}
