package io.predictivescaler.operator.metrics;

import io.predictivescaler.operator.config.PrometheusSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The sources of all endpoints in use, each made once: a client holds connections and threads. An endpoint is a value with its
 * credentials in it, so that a changed secret is another endpoint; a source that nobody has asked for long is let go.
 */
public final class PrometheusSources implements AutoCloseable {
    /** Longer than any resource waits between two looks. */
    private static final Duration UNUSED_FOR = Duration.ofHours(2);

    private final FetchLimits limits;
    private final QuerySlots overall;
    private final BackOff backOff;
    private final InstantSource clock;
    private final Duration unusedFor;
    private final Map<PrometheusEndpoint, Entry> entries = new HashMap<>();

    /**
     * No source yet.
     *
     * @param overall how many requests all sources together may have under way
     * @param unusedFor how long a source is kept that nobody asks
     */
    public PrometheusSources(
            FetchLimits limits, QuerySlots overall, BackOff backOff, InstantSource clock, Duration unusedFor) {
        this.limits = limits;
        this.overall = overall;
        this.backOff = backOff;
        this.clock = clock;
        this.unusedFor = unusedFor;
    }

    /** No source yet, under the operator's settings. */
    public static PrometheusSources of(
            PrometheusSettings settings, RandomGenerator random, InstantSource clock, Pause pause) {
        return new PrometheusSources(
                FetchLimits.standard().reading(settings.responseLimit()),
                QuerySlots.overall(settings.concurrency()),
                BackOff.standard(random, pause),
                clock,
                UNUSED_FOR);
    }

    /** The source of {@code endpoint}. It may be kept: it is looked up again with each fetch. */
    public DemandSource source(PrometheusEndpoint endpoint) {
        return query -> {
            Entry entry = borrow(endpoint);
            try {
                return entry.source.fetch(query);
            } finally {
                giveBack(entry);
            }
        };
    }

    /** How many sources hold a client now. */
    public synchronized int size() {
        return entries.size();
    }

    /** Lets what is under way end and lets all sources go. */
    @Override
    public synchronized void close() {
        entries.values().forEach(entry -> entry.source.close());
        entries.clear();
    }

    private synchronized Entry borrow(PrometheusEndpoint endpoint) {
        letUnusedGo(clock.instant().minus(unusedFor));
        Entry entry = entries.computeIfAbsent(
                endpoint, unused -> new Entry(new PrometheusSource(endpoint, limits, overall, backOff)));
        entry.users++;
        return entry;
    }

    private synchronized void giveBack(Entry entry) {
        entry.users--;
        entry.lastUsed = clock.instant();
    }

    private void letUnusedGo(Instant before) {
        entries.values().removeIf(entry -> {
            boolean unused = entry.users == 0 && entry.lastUsed.isBefore(before);
            if (unused) {
                entry.source.close();
            }
            return unused;
        });
    }

    private static final class Entry {
        private final PrometheusSource source;
        private int users;
        private Instant lastUsed = Instant.MIN;

        Entry(PrometheusSource source) {
            this.source = source;
        }
    }
}
