package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.time.Instant;

/** One instant for all of an answer, however long it takes to come to it. */
record StoppedClock(Instant now) implements Timekeeping {
    @Override
    public void at(Instant due, Runnable task) {
        throw new IllegalStateException("a clock that stands still sets nothing off, also not at " + due);
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        Thread.sleep(length);
    }

    @Override
    public void close() {}
}
