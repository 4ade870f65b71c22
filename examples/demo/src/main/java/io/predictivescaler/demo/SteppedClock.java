package io.predictivescaler.demo;

import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A clock that stands still until it is told to advance, and then stops at each instant at which something is due until all that came
 * of it is done. Whatever takes place at one instant is finished before the next one, so a run does not depend on how fast the machine is.
 */
final class SteppedClock implements Timekeeping {
    /** More rounds at one instant than any work needs that does not set itself off again for ever. */
    private static final int MOST_ROUNDS = 1000;

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private Instant now;
    private long scheduled;
    private boolean closed;

    /** Blocks until work that is under way is done. */
    @FunctionalInterface
    interface Idle {
        void await() throws InterruptedException;
    }

    private record Due(Instant at, long number, Runnable task) {}

    SteppedClock(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void at(Instant due, Runnable task) {
        if (!closed) {
            queue.add(new Due(due, scheduled++, task));
        }
    }

    /** Takes no time: this clock moves between two tasks, never within one. */
    @Override
    public void pause(Duration length) {}

    /**
     * Goes to {@code time}, by way of every instant at which something is due, earliest first; at each it waits until {@code idle}.
     *
     * @return how many tasks ran on the way
     */
    int advanceTo(Instant time, Idle idle) throws InterruptedException {
        if (time.isBefore(now())) {
            throw new IllegalArgumentException("a clock that shows " + now() + " does not go back to " + time);
        }
        idle.await();
        int ran = 0;
        int rounds = 0;
        Instant standing = now();
        for (List<Runnable> tasks = next(time); !tasks.isEmpty(); tasks = next(time)) {
            rounds = now().equals(standing) ? rounds + 1 : 1;
            standing = now();
            if (rounds > MOST_ROUNDS) {
                throw new IllegalStateException("work at " + standing + " sets itself off again without an end");
            }
            tasks.forEach(Runnable::run);
            ran += tasks.size();
            idle.await();
        }
        stopAt(time);
        return ran;
    }

    /** Moves to the earliest instant that is due, and takes what is due then. */
    private synchronized List<Runnable> next(Instant limit) {
        Due first = queue.peek();
        if (first == null || first.at().isAfter(limit)) {
            return List.of();
        }
        now = first.at().isAfter(now) ? first.at() : now;
        List<Runnable> tasks = new ArrayList<>();
        for (Due due = queue.peek(); due != null && !due.at().isAfter(now); due = queue.peek()) {
            tasks.add(due.task());
            queue.remove();
        }
        return tasks;
    }

    private synchronized void stopAt(Instant time) {
        now = time;
    }

    @Override
    public synchronized void close() {
        closed = true;
        queue.clear();
    }
}
