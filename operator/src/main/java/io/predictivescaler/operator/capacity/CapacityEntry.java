package io.predictivescaler.operator.capacity;

import io.predictivescaler.forecasting.capacity.CapacityLearner;
import io.predictivescaler.forecasting.capacity.CapacityOutcome;
import io.predictivescaler.forecasting.capacity.WorkloadHistory;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.demand.Backoff;
import io.predictivescaler.operator.demand.DemandSources;
import io.predictivescaler.operator.demand.HistorySource;
import io.predictivescaler.operator.demand.HistorySource.Fetch;
import io.predictivescaler.operator.metrics.RangeQuery;
import io.predictivescaler.operator.spec.CapacitySpec;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.HistorySpec;
import io.predictivescaler.operator.telemetry.ConditionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The learned capacity of one demand entry: reads the two series beside demand, and fits. One refresh is under way at a time; the state
 * is replaced under the entry's lock, and never while waiting for Prometheus or a fit.
 */
final class CapacityEntry {
    /** Often enough to follow a release within hours. */
    private static final Duration EVERY = Duration.ofHours(1);

    /** A fit that differs less from what is in use changes nothing: plans must not follow its noise. */
    private static final double SMALL = 0.05;

    private final DemandSpec spec;
    private final CapacitySpec.Learned learned;
    private final CapacityAim.At aim;
    private final HistorySource replicasSource;
    private final HistorySource utilizationSource;
    private final Duration offset;
    private final Backoff backoff;
    private Series replicas;
    private Series utilization;
    private Instant lastTry = Instant.MIN;
    private Instant retryAt = Instant.MAX;
    private int failures;
    private boolean busy;
    private double inUse = Double.NaN;
    private CapacityState state;

    CapacityEntry(
            ResourceKey key,
            DemandSpec spec,
            CapacitySpec.Learned learned,
            CapacityAim.At aim,
            DemandSources sources,
            Instant since) {
        this.spec = spec;
        this.learned = learned;
        this.aim = aim;
        this.replicasSource = source(key, spec, aim.replicasQuery(), sources);
        this.utilizationSource = source(key, spec, aim.utilizationQuery(), sources);
        this.offset = Duration.ofMillis(Math.floorMod(key.hashCode(), EVERY.toMillis()));
        this.backoff = new Backoff((key + aim.utilizationQuery()).hashCode());
        Series empty = Series.empty(Instant.EPOCH, spec.history().step());
        this.replicas = empty;
        this.utilization = empty;
        this.state = new CapacityState.Waiting(since);
    }

    /** As the demand itself is read: the same source, the same steps. */
    private static HistorySource source(ResourceKey key, DemandSpec spec, String query, DemandSources sources) {
        Duration step = spec.history().step();
        Duration window = CapacityLearner.WINDOW.compareTo(spec.history().lookback()) < 0
                ? CapacityLearner.WINDOW
                : spec.history().lookback();
        HistorySpec history = new HistorySpec(window, step, query, spec.source(), List.of());
        return new HistorySource(
                key.namespace(),
                new DemandSpec(spec.name(), query, "", spec.capacity(), history, spec.source()),
                sources);
    }

    boolean isOf(DemandSpec other, CapacityAim.At otherAim) {
        return spec.equals(other) && aim.equals(otherAim);
    }

    synchronized CapacityState state() {
        return state;
    }

    /** Whether a refresh should be started now; the caller then starts it. */
    synchronized boolean claim(Series demand, Instant now) {
        boolean due = lastTry.equals(Instant.MIN) || slot(now) != slot(lastTry) || !now.isBefore(retryAt);
        if (busy || !due || demand.present() == 0) {
            return false;
        }
        busy = true;
        lastTry = now;
        retryAt = Instant.MAX;
        return true;
    }

    private long slot(Instant time) {
        return Math.floorDiv(time.plus(offset).toEpochMilli(), EVERY.toMillis());
    }

    /** Reads what is new; whatever comes of it, {@link #learn} is next. */
    Reading read(Instant now) {
        Instant to = RangeQuery.lastSteps(aim.replicasQuery(), 1, spec.history().step(), now)
                .to();
        Fetch ofReplicas = upTo(to, replicasSource, replicas);
        Fetch ofUtilization = upTo(to, utilizationSource, utilization);
        replicas = kept(ofReplicas, replicas);
        utilization = kept(ofUtilization, utilization);
        if (ofReplicas instanceof Fetch.Failed failed) {
            return new Reading.Failed(failed.reason(), "its ready replicas cannot be read: " + failed.message());
        }
        if (ofUtilization instanceof Fetch.Failed failed) {
            return new Reading.Failed(failed.reason(), "its utilization cannot be read: " + failed.message());
        }
        return new Reading.Done();
    }

    /** How reading went. */
    sealed interface Reading {
        record Done() implements Reading {}

        record Failed(ConditionReason reason, String message) implements Reading {}
    }

    private static Fetch upTo(Instant to, HistorySource source, Series known) {
        boolean upToDate = !known.isEmpty() && !known.end().isBefore(to);
        return upToDate ? new Fetch.Had(known, List.of()) : source.upTo(to, known);
    }

    private static Series kept(Fetch fetched, Series known) {
        return switch (fetched) {
            case Fetch.Had had ->
                had.history()
                        .last(Math.toIntExact(
                                CapacityLearner.WINDOW.dividedBy(had.history().step())));
            case Fetch.Failed failed -> known;
        };
    }

    /** Fits to what is known, however that was read: a source that is away for an hour takes nothing from a week. */
    void learn(Reading reading, Series demand, Instant now) {
        Series learnable = demand.without(spec.history().exclude());
        boolean known = !replicas.isEmpty() && !utilization.isEmpty();
        CapacityState next = known
                ? judged(
                        CapacityLearner.learn(
                                new WorkloadHistory(learnable, replicas, utilization), aim.targetPercent(), now),
                        now)
                : switch (reading) {
                    case Reading.Failed failed -> without(failed.reason(), failed.message(), now);
                    case Reading.Done done -> throw new IllegalStateException("what was read is empty");
                };
        settle(reading, next, now);
    }

    private synchronized void settle(Reading reading, CapacityState next, Instant now) {
        state = next;
        busy = false;
        failures = switch (reading) {
            case Reading.Done done -> 0;
            case Reading.Failed failed -> failures + 1;
        };
        retryAt = failures == 0 ? Instant.MAX : now.plus(backoff.after(failures));
    }

    /** Our own mistake: what was known stays, and the next try comes at its usual time. */
    synchronized void broke(RuntimeException mistake, Instant now) {
        busy = false;
        if (!(state instanceof CapacityState.Known)) {
            state = without(
                    ConditionReason.InternalError,
                    "the operator failed on it (" + mistake + "): please report it",
                    now);
        }
    }

    private CapacityState judged(CapacityOutcome outcome, Instant now) {
        return switch (outcome) {
            case CapacityOutcome.Learned found -> {
                double limited = learned.range().within(found.perReplica());
                boolean stays = Math.abs(limited - inUse) <= SMALL * inUse;
                inUse = stays ? inUse : CapacityWording.rounded(limited);
                yield new CapacityState.Known(
                        inUse,
                        target(),
                        CapacityState.Source.Learned,
                        CapacityWording.learned(found, learned.range(), aim.targetPercent(), now));
            }
            case CapacityOutcome.Refused refused ->
                without(ConditionReason.CapacityUnknown, CapacityWording.refused(refused), now);
        };
    }

    /** The lowest, where the user named one; what was learned before counts no more. */
    private CapacityState without(ConditionReason reason, String message, Instant now) {
        inUse = Double.NaN;
        return fallback(learned.range(), target(), reason, message, sinceWhen(now));
    }

    private synchronized Instant sinceWhen(Instant now) {
        return state instanceof CapacityState.Unknown unknown ? unknown.since() : now;
    }

    private CapacityState.TargetUtilization target() {
        return new CapacityState.TargetUtilization.At(aim.targetPercent());
    }

    static CapacityState fallback(
            CapacitySpec.Range range,
            CapacityState.TargetUtilization target,
            ConditionReason reason,
            String message,
            Instant since) {
        return switch (range.lowest()) {
            case CapacitySpec.Lowest.At lowest ->
                new CapacityState.Known(lowest.load(), target, CapacityState.Source.Lowest, message);
            case CapacitySpec.Lowest.None none -> new CapacityState.Unknown(reason, message, since);
        };
    }
}
