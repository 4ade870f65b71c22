package io.predictivescaler.operator.capacity;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.demand.DemandListener;
import io.predictivescaler.operator.demand.DemandSources;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.scale.CpuTarget;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.spec.CapacitySpec;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one replica of each demand entry carries. A look reads what is known and starts what is due; it waits for nothing, and the
 * resource is looked at again when something new is known.
 */
public final class CapacityTracker {
    private static final Logger LOG = LoggerFactory.getLogger(CapacityTracker.class);

    private final Timekeeping time;
    private final DemandSources sources;
    private final Executor fetches;
    private final Executor fits;
    private final DemandListener listener;
    private final Consumer<ResourceKey> onNews;
    private final Map<ResourceKey, Map<String, CapacityEntry>> followed = new ConcurrentHashMap<>();

    /**
     * @param fetches runs tasks that mostly wait for Prometheus
     * @param fits runs tasks that keep a core busy
     * @param onNews called when a refresh of a resource's capacity has ended
     */
    public CapacityTracker(
            Timekeeping time,
            DemandSources sources,
            Executor fetches,
            Executor fits,
            DemandListener listener,
            Consumer<ResourceKey> onNews) {
        this.time = time;
        this.sources = sources;
        this.fetches = fetches;
        this.fits = fits;
        this.listener = listener;
        this.onNews = onNews;
    }

    /**
     * What is known of each entry, by name.
     *
     * @param target which names the workload, and the utilization to aim at
     * @param demand what is known of the entries' demand
     */
    public Map<String, CapacityState> states(
            ResourceKey key, ScalerSpec spec, Target target, Map<String, DemandState> demand) {
        Map<String, CapacityEntry> before = followed.getOrDefault(key, Map.of());
        Map<String, CapacityEntry> entries = new LinkedHashMap<>();
        Map<String, CapacityState> states = new LinkedHashMap<>();
        for (DemandSpec entry : spec.demand()) {
            states.put(
                    entry.name(),
                    switch (entry.capacity()) {
                        case CapacitySpec.Fixed fixed ->
                            new CapacityState.Known(fixed.perReplica(), aimOf(target), CapacityState.Source.Fixed, "");
                        case CapacitySpec.Learned learned ->
                            switch (CapacityAim.of(learned, target)) {
                                case CapacityAim.Missing missing ->
                                    CapacityEntry.fallback(
                                            learned.range(),
                                            aimOf(target),
                                            ConditionReason.InvalidSpec,
                                            missing.message(),
                                            Instant.EPOCH);
                                case CapacityAim.At aim -> {
                                    CapacityEntry followedOne = Optional.ofNullable(before.get(entry.name()))
                                            .filter(old -> old.isOf(entry, aim))
                                            .orElseGet(() -> new CapacityEntry(
                                                    key, entry, learned, aim, sources, time.second()));
                                    entries.put(entry.name(), followedOne);
                                    Optional.ofNullable(demand.get(entry.name()))
                                            .ifPresent(known -> refresh(key, followedOne, known.history()));
                                    yield followedOne.state();
                                }
                            };
                    });
        }
        follow(key, entries);
        return states;
    }

    private static CapacityState.TargetUtilization aimOf(Target target) {
        return switch (target.cpu()) {
            case CpuTarget.Percent percent -> new CapacityState.TargetUtilization.At(percent.percent());
            case CpuTarget.None none -> new CapacityState.TargetUtilization.Unknown();
        };
    }

    private void follow(ResourceKey key, Map<String, CapacityEntry> entries) {
        if (entries.isEmpty()) {
            followed.remove(key);
        } else {
            followed.put(key, entries);
        }
    }

    public void forget(ResourceKey key) {
        followed.remove(key);
    }

    private void refresh(ResourceKey key, CapacityEntry entry, Series demand) {
        if (entry.claim(demand, time.second())) {
            fetches.execute(() -> read(key, entry, demand));
        }
    }

    private void read(ResourceKey key, CapacityEntry entry, Series demand) {
        try {
            long started = System.nanoTime();
            CapacityEntry.Reading reading = entry.read(time.second());
            listener.queried(Duration.ofNanos(System.nanoTime() - started));
            fits.execute(() -> learn(key, entry, reading, demand));
        } catch (RuntimeException e) {
            broke(key, entry, e);
        }
    }

    private void learn(ResourceKey key, CapacityEntry entry, CapacityEntry.Reading reading, Series demand) {
        try {
            entry.learn(reading, demand, time.second());
            onNews.accept(key);
        } catch (RuntimeException e) {
            broke(key, entry, e);
        }
    }

    private void broke(ResourceKey key, CapacityEntry entry, RuntimeException mistake) {
        LOG.error("Learning the capacity of {} failed", key, mistake);
        entry.broke(mistake, time.second());
        onNews.accept(key);
    }
}
