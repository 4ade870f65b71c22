package io.predictivescaler.operator.time;

import java.time.Instant;

/** What the clock says, and what it is to set off. */
public interface Timekeeping extends AutoCloseable {
    Instant now();

    /**
     * Runs {@code task} once the clock has reached {@code due}, on a thread of the timekeeper's: it must return at once and hand any
     * work to an executor. What is still due when the timekeeper closes is dropped.
     */
    void at(Instant due, Runnable task);

    @Override
    void close();
}
