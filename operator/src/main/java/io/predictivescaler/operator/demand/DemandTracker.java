package io.predictivescaler.operator.demand;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the demand of resources off the reconcile path: a reconcile reads {@link #states} and never waits for Prometheus or a fit;
 * when something new is known, the resource is reconciled again.
 */
public final class DemandTracker {
    private static final Logger LOG = LoggerFactory.getLogger(DemandTracker.class);

    /** Refresh interval and autoscaler sync, spread and the half hour in which small moves are merged: generously. */
    private static final Duration PLANNING_MARGIN = Duration.ofHours(1);

    private final Timekeeping time;
    private final DemandSources sources;
    private final Executor fetches;
    private final Executor fits;
    private final Replays replays;
    private final DemandListener listener;
    private final Consumer<ResourceKey> onNews;
    private final Map<ResourceKey, Followed> followed = new ConcurrentHashMap<>();

    /** One that replays every past anew. */
    public DemandTracker(
            Timekeeping time,
            DemandSources sources,
            Executor fetches,
            Executor fits,
            DemandListener listener,
            Consumer<ResourceKey> onNews) {
        this(time, sources, fetches, fits, Replays.anew(), listener, onNews);
    }

    /**
     * @param fetches runs tasks that mostly wait for Prometheus
     * @param fits runs tasks that keep a core busy; its size bounds how many at once
     * @param onNews called when a refresh or a fit of a resource has ended
     */
    public DemandTracker(
            Timekeeping time,
            DemandSources sources,
            Executor fetches,
            Executor fits,
            Replays replays,
            DemandListener listener,
            Consumer<ResourceKey> onNews) {
        this.time = time;
        this.sources = sources;
        this.fetches = fetches;
        this.fits = fits;
        this.replays = replays;
        this.listener = listener;
        this.onNews = onNews;
    }

    /**
     * Follows the demand of a resource from now on. Entries that stay as they were keep what is known of them; what changed is
     * fetched anew at once.
     */
    public void follow(ResourceKey key, ScalerSpec spec) {
        ForecastPolicy policy = new ForecastPolicy(
                spec.calendar().ofDemand(),
                spec.seasons(),
                reach(spec),
                spec.refitEvery(),
                spec.maxAge(),
                Duration.ofMillis(
                        Math.floorMod(key.hashCode(), spec.refitEvery().toMillis())));
        TrustPolicy trust = TrustPolicy.of(spec);
        Followed before = followed.get(key);
        if (before != null && before.policy.equals(policy) && before.specs().equals(spec.demand())) {
            before.entries.values().forEach(entry -> judge(key, entry, trust));
            return;
        }
        Map<String, DemandEntry> entries = new LinkedHashMap<>();
        for (DemandSpec demand : spec.demand()) {
            entries.put(
                    demand.name(),
                    Optional.ofNullable(before)
                            .filter(old -> old.policy.equals(policy))
                            .map(old -> old.entries.get(demand.name()))
                            .filter(entry -> entry.spec().equals(demand))
                            .orElseGet(() -> new DemandEntry(
                                    key.namespace(), demand, policy, trust, sources, replays, time.second())));
        }
        entries.values().forEach(entry -> judge(key, entry, trust));
        followed.put(key, new Followed(policy, entries));
        refresh(key);
    }

    /** Other settings for trust have the past judged anew, and nothing else. */
    private void judge(ResourceKey key, DemandEntry entry, TrustPolicy trust) {
        entry.judgeBy(trust);
        replayIfDue(key, entry);
    }

    /**
     * How far forecasts reach: as far as is published, and at least as far as a plan looks for all the time that a forecast counts.
     * A plan that cannot see the end of its hold window releases nothing.
     */
    private static Duration reach(ScalerSpec spec) {
        Duration planned = spec.leadTime()
                .longest()
                .multipliedBy(2)
                .plus(spec.release().hold())
                .plus(PLANNING_MARGIN);
        Duration least = planned.compareTo(spec.horizon()) > 0 ? planned : spec.horizon();
        return least.plus(spec.maxAge());
    }

    public void forget(ResourceKey key) {
        followed.remove(key);
    }

    /** What is known of each entry, by name in the order of the spec; empty when the resource is not followed. */
    public Map<String, DemandState> states(ResourceKey key) {
        Map<String, DemandState> states = new LinkedHashMap<>();
        Optional.ofNullable(followed.get(key))
                .ifPresent(resource -> resource.entries.forEach((name, entry) -> states.put(name, entry.state())));
        return states;
    }

    /**
     * Brings a resource's entries up to date and tells when it is done; when the last refresh still runs, or there is nothing to
     * refresh, tells at once, so that a slow Prometheus never holds back a release or an expiry.
     */
    public void refresh(ResourceKey key) {
        Followed resource = followed.get(key);
        if (resource == null
                || resource.entries.isEmpty()
                || !resource.running.compareAndSet(0, resource.entries.size())) {
            onNews.accept(key);
            return;
        }
        resource.entries.values().forEach(entry -> fetches.execute(() -> refresh(key, resource, entry)));
    }

    private void refresh(ResourceKey key, Followed resource, DemandEntry entry) {
        try {
            long started = System.nanoTime();
            if (entry.refresh(time.second())) {
                listener.queried(since(started));
            }
            if (entry.claimFit(time.second())) {
                fits.execute(() -> fit(key, entry));
            }
        } catch (RuntimeException e) {
            LOG.error("Refreshing demand entry {} of {} failed", entry.spec().name(), key, e);
            entry.broke(e, time.second());
        } finally {
            if (resource.running.decrementAndGet() == 0) {
                onNews.accept(key);
            }
        }
    }

    private void fit(ResourceKey key, DemandEntry entry) {
        try {
            long started = System.nanoTime();
            entry.fit(time.second());
            listener.fitted(since(started));
            replayIfDue(key, entry);
        } catch (RuntimeException e) {
            LOG.error("Fitting demand entry {} of {} failed", entry.spec().name(), key, e);
            entry.fitBroke(e, time.second());
        } finally {
            onNews.accept(key);
        }
    }

    /** After the forecast is issued, and behind the fits that wait: how it would have done in the past takes longer than it. */
    private void replayIfDue(ResourceKey key, DemandEntry entry) {
        if (entry.claimReplay()) {
            fits.execute(() -> replay(key, entry));
        }
    }

    private void replay(ResourceKey key, DemandEntry entry) {
        try {
            entry.replay(time.second());
        } catch (RuntimeException e) {
            LOG.error("Replaying demand entry {} of {} failed", entry.spec().name(), key, e);
            entry.replayBroke();
        } finally {
            // Other settings may have come meanwhile.
            replayIfDue(key, entry);
            onNews.accept(key);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** A resource with its entries; {@code running} counts the refreshes under way. */
    private record Followed(ForecastPolicy policy, Map<String, DemandEntry> entries, AtomicInteger running) {
        Followed(ForecastPolicy policy, Map<String, DemandEntry> entries) {
            this(policy, entries, new AtomicInteger());
        }

        List<DemandSpec> specs() {
            return entries.values().stream().map(DemandEntry::spec).toList();
        }
    }
}
