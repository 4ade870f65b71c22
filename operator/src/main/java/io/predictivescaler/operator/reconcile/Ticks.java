package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Has every resource looked at once in each refresh interval, each at a moment of its own within it, and when it asks to be. */
final class Ticks {
    private final Timekeeping time;
    private final Duration every;
    private final Consumer<ResourceKey> look;
    private final Consumer<ResourceKey> wake;
    private final Map<ResourceKey, Instant> due = new ConcurrentHashMap<>();
    private final Map<ResourceKey, Instant> waking = new ConcurrentHashMap<>();

    /**
     * @param look has a resource looked at once its demand is up to date
     * @param wake has it looked at at once
     */
    Ticks(Timekeeping time, Duration every, Consumer<ResourceKey> look, Consumer<ResourceKey> wake) {
        this.time = time;
        this.every = every;
        this.look = look;
        this.wake = wake;
    }

    /** Sees to it that one more look is due. */
    void ensure(ResourceKey key) {
        due.computeIfAbsent(key, absent -> {
            Instant next = new LookTimes(key, every).nextAfter(time.now());
            time.at(next, () -> tick(key, next));
            return next;
        });
    }

    /** Has a resource looked at at this moment, and no more at the one that was asked for before. */
    void wake(ResourceKey key, Instant at) {
        if (!at.equals(waking.put(key, at))) {
            time.at(at, () -> {
                if (waking.remove(key, at)) {
                    wake.accept(key);
                }
            });
        }
    }

    void forget(ResourceKey key) {
        due.remove(key);
        waking.remove(key);
    }

    private void tick(ResourceKey key, Instant scheduled) {
        if (due.remove(key, scheduled)) {
            look.accept(key);
        }
    }
}
