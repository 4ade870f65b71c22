package io.predictivescaler.operator.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a run looked like, on a grid wide enough to draw. All lines have the same length.
 *
 * @param start of the first place
 * @param step the width of a place
 * @param demand the largest in each place, in the demand's unit
 * @param median the largest forecast of the median, as issued a lead time before
 * @param planned the same of the percentile that is planned for
 * @param floor minReplicas as the operator set it, the smallest in each place
 * @param capacity the load that the ready replicas of each strategy carry at the autoscaler's target, the smallest in each place
 * @param shortMinutes of each strategy, in each place: the line of capacity does not tell, for demand may have peaked at another moment
 *     of the place than the one with the fewest replicas
 */
public record Timeline(
        Instant start,
        Duration step,
        Line demand,
        Line median,
        Line planned,
        Line floor,
        Map<Strategy, Line> capacity,
        Map<Strategy, Line> shortMinutes) {
    public Timeline {
        capacity = Map.copyOf(capacity);
        shortMinutes = Map.copyOf(shortMinutes);
    }

    public Instant timeOf(int index) {
        return start.plus(step.multipliedBy(index));
    }
}
