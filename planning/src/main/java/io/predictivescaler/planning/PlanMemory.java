package io.predictivescaler.planning;

import java.time.Instant;

/**
 * What the planner must remember of its own doings.
 *
 * @param lastRaise when the floor last went up
 * @param lastRelease when it last came down
 * @param spending what floors have cost today
 */
public record PlanMemory(Instant lastRaise, Instant lastRelease, Spending spending) {
    /** Nothing is known of what floors have cost. */
    public PlanMemory(Instant lastRaise, Instant lastRelease) {
        this(lastRaise, lastRelease, Spending.none());
    }

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
        return after(plan.to(), before, now);
    }

    PlanMemory after(Bounds moved, Bounds before, Instant now) {
        int floor = moved.minReplicas();
        if (floor > before.minReplicas()) {
            return new PlanMemory(now, lastRelease, spending);
        }
        return floor < before.minReplicas() ? new PlanMemory(lastRaise, now, spending) : this;
    }

    public PlanMemory withSpending(Spending newer) {
        return new PlanMemory(lastRaise, lastRelease, newer);
    }

    /** When the floor last moved. */
    Instant lastMove() {
        return lastRaise.isAfter(lastRelease) ? lastRaise : lastRelease;
    }
}
