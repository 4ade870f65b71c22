package io.predictivescaler.operator.benefit;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.config.Benefits;
import io.predictivescaler.operator.time.Timekeeping;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator would have brought to each resource, worked out once a day. A look reads what is known and starts what is due; it
 * waits for nothing, and the resource is looked at again when something new is known. One replay runs at a time, whatever is due:
 * a fit never waits for more than that one, and none is kept in a queue, since every look asks again.
 */
public final class BenefitTracker {
    private static final Logger LOG = LoggerFactory.getLogger(BenefitTracker.class);

    private final Timekeeping time;
    private final Executor fits;
    private final Benefits when;
    private final BenefitReplay replay;
    private final Consumer<ResourceKey> onMistake;
    private final Consumer<ResourceKey> onNews;
    private final Map<ResourceKey, BenefitEntry> followed = new ConcurrentHashMap<>();
    private final AtomicBoolean replaying = new AtomicBoolean();

    /**
     * @param fits runs tasks that keep a core busy
     * @param onMistake called when working out a resource's benefit has failed by our own mistake
     * @param onNews called when the benefit of a resource was worked out
     */
    public BenefitTracker(
            Timekeeping time,
            Executor fits,
            Benefits when,
            BenefitReplay replay,
            Consumer<ResourceKey> onMistake,
            Consumer<ResourceKey> onNews) {
        this.time = time;
        this.fits = fits;
        this.when = when;
        this.replay = replay;
        this.onMistake = onMistake;
        this.onNews = onNews;
    }

    /**
     * What is known.
     *
     * @param told what the resource's status tells of it: what an earlier process found today stands until tomorrow
     */
    public BenefitState state(Situation situation, Told told) {
        return switch (when) {
            case Off -> new BenefitState.Off();
            case Daily -> daily(situation, told);
        };
    }

    private BenefitState daily(Situation situation, Told told) {
        ResourceKey key = situation.key();
        BenefitEntry entry = followed.computeIfAbsent(key, some -> new BenefitEntry(some, told, time.second()));
        if (!entry.isDue(time.second())) {
            return entry.state();
        }
        switch (Preparation.of(situation)) {
            case Preparation.NotYet waiting -> {}
            case Preparation.Without without -> entry.without(without.why());
            case Preparation.Ready ready -> start(key, entry, ready.past());
        }
        return entry.state();
    }

    /** What a status tells of a benefit. */
    public enum Told {
        /** Its numbers. */
        NUMBERS,
        /** Nothing, or why there are none. */
        NOTHING
    }

    public void forget(ResourceKey key) {
        followed.remove(key);
    }

    private void start(ResourceKey key, BenefitEntry entry, PastWindow past) {
        if (!replaying.compareAndSet(false, true)) {
            return;
        }
        entry.begin(time.second());
        fits.execute(() -> replay(key, entry, past));
    }

    private void replay(ResourceKey key, BenefitEntry entry, PastWindow past) {
        try {
            entry.end(replay.of(past));
        } catch (RuntimeException e) {
            LOG.error("Working out the benefit of {} failed", key, e);
            onMistake.accept(key);
            entry.end(new BenefitState.None("the operator failed to work it out (" + e + "): please report it"));
        } finally {
            replaying.set(false);
            onNews.accept(key);
        }
    }
}
