package io.predictivescaler.planning;

import java.time.Instant;

/**
 * What the planner must remember of its own doings.
 *
 * @param lastRaise when the floor last went up
 * @param lastRelease when it last came down
 */
public record PlanMemory(Instant lastRaise, Instant lastRelease) {
    /** Nothing was done yet. */
    public static PlanMemory none() {
        return new PlanMemory(Instant.EPOCH, Instant.EPOCH);
    }

    /** After a restart: what was done is not known, so the rates count from now; in doubt nothing is released at once. */
    public static PlanMemory startingAt(Instant now) {
        return new PlanMemory(Instant.EPOCH, now);
    }

    /** The memory after a plan was carried out. */
    public PlanMemory after(Plan plan, Bounds before, Instant now) {
        int change = Integer.compare(plan.to().minReplicas(), before.minReplicas());
        return switch (change) {
            case 1 -> new PlanMemory(now, lastRelease);
            case -1 -> new PlanMemory(lastRaise, now);
            default -> this;
        };
    }
}
