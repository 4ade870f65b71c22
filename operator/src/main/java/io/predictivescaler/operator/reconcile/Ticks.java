package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Has every resource looked at once in each refresh interval, each at a moment of its own within it. */
final class Ticks {
    private final Timekeeping time;
    private final Duration every;
    private final Consumer<ResourceKey> look;
    private final Map<ResourceKey, Instant> due = new ConcurrentHashMap<>();

    Ticks(Timekeeping time, Duration every, Consumer<ResourceKey> look) {
        this.time = time;
        this.every = every;
        this.look = look;
    }

    /** Sees to it that one more look is due. */
    void ensure(ResourceKey key) {
        due.computeIfAbsent(key, absent -> {
            Instant next = nextAfter(time.now(), key);
            time.at(next, () -> tick(key, next));
            return next;
        });
    }

    void forget(ResourceKey key) {
        due.remove(key);
    }

    private void tick(ResourceKey key, Instant scheduled) {
        if (due.remove(key, scheduled)) {
            look.accept(key);
        }
    }

    private Instant nextAfter(Instant now, ResourceKey key) {
        long interval = every.toMillis();
        long offset = Math.floorMod(key.hashCode(), interval);
        long slot = Math.floorDiv(now.toEpochMilli() - offset, interval) + 1;
        return Instant.ofEpochMilli(slot * interval + offset);
    }
}
