package io.predictivescaler.operator.demand;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.demand.DemandSources.Lookup;
import io.predictivescaler.operator.metrics.FetchOutcome;
import io.predictivescaler.operator.metrics.RangeQuery;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.SourceSpec;
import io.predictivescaler.operator.telemetry.ConditionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Where the history of one series comes from, such as that of a demand entry: all of it at first, then what is new. */
public record HistorySource(String namespace, DemandSpec spec, DemandSources sources) {
    /** What a scrape or a remote write may still add to a step that was fetched before. */
    private static final int REFETCHED_STEPS = 2;

    /** How long the live source is asked for beside a long-term store, which may lag behind by its block uploads. */
    private static final Duration LIVE_OVERLAP = Duration.ofDays(1);

    /** What came of asking. */
    public sealed interface Fetch {
        /**
         * A history up to date.
         *
         * @param notes what the user should know although it was had
         */
        record Had(Series history, List<String> notes) implements Fetch {}

        /** None. */
        record Failed(ConditionReason reason, String message) implements Fetch {}
    }

    /**
     * The history up to {@code to}, from what is known of it.
     *
     * @param known empty when nothing is
     */
    public Fetch upTo(Instant to, Series known) {
        return known.isEmpty() ? all(to) : withTail(known, to);
    }

    /** What the query said at each minute of a time that ends now. */
    Fetch byTheMinute(Duration length, Instant now) {
        int minutes = Math.toIntExact(length.toMinutes());
        return fetch(spec.source(), RangeQuery.lastSteps(spec.query(), minutes, Duration.ofMinutes(1), now));
    }

    private Fetch all(Instant to) {
        Duration step = spec.history().step();
        int steps = Math.toIntExact(spec.history().lookback().dividedBy(step));
        Instant from = to.minus(step.multipliedBy(steps));
        Fetch longTerm =
                fetch(spec.history().source(), new RangeQuery(spec.history().query(), from, to, step));
        if (!(longTerm instanceof Fetch.Had had) || !hasLongTermStore()) {
            return longTerm;
        }
        Instant overlap = to.minus(LIVE_OVERLAP.compareTo(step) > 0 ? LIVE_OVERLAP : step);
        RangeQuery live = new RangeQuery(spec.query(), overlap.isBefore(from) ? from : overlap, to, step);
        return merged(had, fetch(spec.source(), live));
    }

    private boolean hasLongTermStore() {
        return !spec.history().query().equals(spec.query())
                || !spec.history().source().equals(spec.source());
    }

    /** What follows the last value; what is missing since then may have come late, and is asked for again. */
    private Fetch withTail(Series known, Instant to) {
        int present = known.lastPresent().orElse(-1) + 1;
        Instant overlap = known.timeOf(present - Math.min(REFETCHED_STEPS, present));
        if (overlap.isBefore(to.minus(spec.history().lookback()))) {
            return all(to);
        }
        return merged(
                new Fetch.Had(known, List.of()),
                fetch(spec.source(), new RangeQuery(spec.query(), overlap, to, known.step())));
    }

    private static Fetch merged(Fetch.Had known, Fetch tail) {
        return switch (tail) {
            case Fetch.Had had ->
                new Fetch.Had(
                        known.history().updatedWith(had.history()),
                        Stream.concat(known.notes().stream(), had.notes().stream())
                                .distinct()
                                .toList());
            case Fetch.Failed failed -> failed;
        };
    }

    private Fetch fetch(SourceSpec from, RangeQuery query) {
        return switch (sources.source(namespace, from)) {
            case Lookup.Unusable unusable -> new Fetch.Failed(unusable.reason(), unusable.message());
            case Lookup.Usable usable ->
                switch (usable.source().fetch(query)) {
                    case FetchOutcome.Fetched fetched -> new Fetch.Had(fetched.series(), fetched.notes());
                    case FetchOutcome.Failed failed ->
                        new Fetch.Failed(ConditionReason.of(failed.kind()), failed.message());
                };
        };
    }
}
