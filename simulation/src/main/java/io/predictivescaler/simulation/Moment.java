package io.predictivescaler.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * One step of a world: what held from {@code at} on for {@code length}.
 *
 * @param demand the load to be served
 * @param current the autoscaler's status: replicas that its last sync found
 * @param desired the autoscaler's status: replicas that its last sync decided on, now the scale target's spec
 * @param created pods that exist, and are paid for
 * @param ready pods that take load
 * @param started pods created at {@code at}
 * @param needed replicas that carry the demand at the target utilization
 * @param supply whether the ready pods sufficed
 */
public record Moment(
        Instant at,
        Duration length,
        double demand,
        int current,
        int desired,
        int created,
        int ready,
        int started,
        int needed,
        Supply supply) {
    /** Whether ready pods suffice for demand. */
    public enum Supply {
        Enough,
        /** Demand is above nine tenths of what the ready pods carry at most. */
        Short
    }

    public boolean isShort() {
        return supply == Supply.Short;
    }
}
