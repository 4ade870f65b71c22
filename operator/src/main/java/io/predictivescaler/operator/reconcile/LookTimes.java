package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import java.time.Duration;
import java.time.Instant;

/** When a resource is looked at: once in each interval, at a moment that follows from its name, so that many spread over it. */
public record LookTimes(ResourceKey key, Duration every) {
    /** The first one after {@code now}. */
    public Instant nextAfter(Instant now) {
        long interval = every.toMillis();
        long offset = Math.floorMod(key.hashCode(), interval);
        long slot = Math.floorDiv(now.toEpochMilli() - offset, interval) + 1;
        return Instant.ofEpochMilli(slot * interval + offset);
    }
}
