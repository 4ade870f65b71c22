package io.predictivescaler.simulation;

import java.time.Instant;

/**
 * A pod: paid from its creation, of use from {@code readyAt}.
 *
 * @param number in order of creation, from 0
 */
public record Pod(long number, Instant created, Instant readyAt) {
    public boolean isReady(Instant now) {
        return !readyAt.isAfter(now);
    }
}
