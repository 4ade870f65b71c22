package io.predictivescaler.operator.metrics;

import java.time.Duration;

/** How a thread lets time pass between two tries. */
@FunctionalInterface
public interface Pause {
    void pause(Duration length) throws InterruptedException;
}
