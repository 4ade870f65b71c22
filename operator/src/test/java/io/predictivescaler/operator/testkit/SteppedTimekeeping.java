package io.predictivescaler.operator.testkit;

import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that moves only when told, and runs what becomes due on the way. */
public final class SteppedTimekeeping implements Timekeeping {
    private record Due(Instant at, long order, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private Instant now;
    private long order;

    public SteppedTimekeeping(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void at(Instant when, Runnable task) {
        due.add(new Due(when, order++, task));
    }

    @Override
    public void pause(Duration length) {}

    /** Moves the clock on; {@code settled} waits, after each task, until what it set off has ended. */
    public void advance(Duration by, Runnable settled) {
        Instant end = now().plus(by);
        for (Runnable next = next(end); next != IDLE; next = next(end)) {
            next.run();
            settled.run();
        }
        settled.run();
    }

    private static final Runnable IDLE = () -> {};

    private synchronized Runnable next(Instant end) {
        if (due.isEmpty() || due.peek().at().isAfter(end)) {
            now = end;
            return IDLE;
        }
        Due next = due.remove();
        now = next.at().isAfter(now) ? next.at() : now;
        return next.task();
    }

    @Override
    public synchronized void close() {
        due.clear();
    }
}
