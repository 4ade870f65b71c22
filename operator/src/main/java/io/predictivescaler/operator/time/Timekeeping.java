package io.predictivescaler.operator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the clock says, and what it is to set off. */
public interface Timekeeping extends AutoCloseable {
    Instant now();

    /** Now in whole seconds, as statuses, records and messages tell the time. */
    default Instant second() {
        return now().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Runs {@code task} once the clock has reached {@code due}, on a thread of the timekeeper's: it must return at once and hand any
     * work to an executor. What is still due when the timekeeper closes is dropped.
     */
    void at(Instant due, Runnable task);

    /**
     * Lets {@code length} pass between two tries of the same thing, on the caller's thread; a clock that only moves when it is told
     * to does not wait.
     */
    void pause(Duration length) throws InterruptedException;

    @Override
    void close();
}
