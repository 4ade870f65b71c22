package io.predictivescaler.operator.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many requests may be under way at once, first come first served; slots of one source lie within the slots of all. */
public final class QuerySlots {
    private final List<Semaphore> nested;

    private QuerySlots(List<Semaphore> nested) {
        this.nested = nested;
    }

    /** Slots for all sources together. */
    public static QuerySlots overall(int most) {
        return new QuerySlots(List.of(fair(most)));
    }

    /** Slots for one source, each of which also needs one of these. */
    QuerySlots within(int most) {
        // The narrower first: who waits for it holds none of what others could use.
        return new QuerySlots(List.of(fair(most), nested.getLast()));
    }

    /** Whether a slot could be had within {@code patience} for each level; it is to be given back then. */
    boolean take(Duration patience) throws InterruptedException {
        for (int level = 0; level < nested.size(); level++) {
            if (!nested.get(level).tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                nested.subList(0, level).forEach(Semaphore::release);
                return false;
            }
        }
        return true;
    }

    void giveBack() {
        nested.forEach(Semaphore::release);
    }

    private static Semaphore fair(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("there is at least 1 query slot, not " + most);
        }
        return new Semaphore(most, true);
    }
}
