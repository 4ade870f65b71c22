package io.predictivescaler.simulation;

import io.predictivescaler.planning.Bounds;
import java.time.Duration;
import java.time.Instant;

/**
 * The floor that the same time last week needed, looked ahead as far as a plan looks: what a schedule written by hand comes to, and what
 * a forecast has to beat.
 */
public final class LastWeek implements Steering {
    private static final Duration WEEK = Duration.ofDays(7);

    private final Demand demand;
    private final Instant knownFrom;
    private final double capacityPerReplica;
    private final Duration ahead;
    private final Duration step;
    private final Bounds range;

    /**
     * @param knownFrom since when demand is known; before a week of it has passed, the floor is the range's minimum
     * @param capacityPerReplica the load that one replica carries at the target utilization; positive
     * @param ahead how far the floor looks ahead
     * @param step in which it looks; positive
     * @param range that the floor stays within
     */
    public LastWeek(
            Demand demand, Instant knownFrom, double capacityPerReplica, Duration ahead, Duration step, Bounds range) {
        if (!(capacityPerReplica > 0) || !step.isPositive()) {
            throw new IllegalArgumentException(
                    "a capacity per replica and a step are positive, unlike " + capacityPerReplica + " and " + step);
        }
        this.demand = demand;
        this.knownFrom = knownFrom;
        this.capacityPerReplica = capacityPerReplica;
        this.ahead = ahead;
        this.step = step;
        this.range = range;
    }

    @Override
    public Bounds boundsIn(World world) {
        Instant from = world.now().minus(WEEK);
        if (from.isBefore(knownFrom)) {
            return range;
        }
        double highest = 0;
        for (Instant at = from; !at.isAfter(from.plus(ahead)); at = at.plus(step)) {
            highest = Math.max(highest, demand.at(at));
        }
        double needed = Math.ceil(highest / capacityPerReplica);
        return range.withMinReplicas((int) Math.clamp(needed, range.minReplicas(), range.maxReplicas()));
    }
}
