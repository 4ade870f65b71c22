package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.time.Instant;

/** A clock that shows what it is told to. It sets nothing off: whoever moves it knows what is due. */
final class SimulatedTime implements Timekeeping {
    private Instant now;

    SimulatedTime(Instant now) {
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

    void moveTo(Instant later) {
        now = later;
    }

    @Override
    public void at(Instant due, Runnable task) {
        throw new IllegalStateException("a simulated clock sets nothing off, also not at " + due);
    }

    @Override
    public void pause(Duration length) {}

    @Override
    public void close() {}
}
