package io.predictivescaler.forecasting.capacity;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;

/**
 * What is known of a workload's past: three series on one grid, which may begin and end at different times and have gaps.
 *
 * @param demand load of the whole workload, in any unit
 * @param replicas ready ones at the end of each step
 * @param utilization mean over the replicas, in percent of what they request; above 100 where they may use more than that
 */
public record WorkloadHistory(Series demand, Series replicas, Series utilization) {
    public WorkloadHistory {
        requireOneGrid(demand, replicas);
        requireOneGrid(demand, utilization);
    }

    private static void requireOneGrid(Series one, Series other) {
        if (!one.step().equals(other.step())
                || Duration.between(one.start(), other.start()).toMillis()
                                % one.step().toMillis()
                        != 0) {
            throw new IllegalArgumentException("the history of a workload is on one grid, not from " + one.start()
                    + " by " + one.step() + " and from " + other.start() + " by " + other.step());
        }
    }
}
