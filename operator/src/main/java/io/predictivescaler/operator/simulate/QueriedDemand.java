package io.predictivescaler.operator.simulate;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.metrics.DemandSource;
import io.predictivescaler.operator.metrics.EndpointResolution;
import io.predictivescaler.operator.metrics.EndpointResolver;
import io.predictivescaler.operator.metrics.FetchOutcome;
import io.predictivescaler.operator.metrics.PrometheusSources;
import io.predictivescaler.operator.metrics.QueryRange;
import io.predictivescaler.operator.metrics.RangeQuery;
import io.predictivescaler.operator.metrics.SecretReader;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.spec.SourceSpec;
import io.predictivescaler.operator.time.Timekeeping;
import io.predictivescaler.simulation.DemandCurve;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The demand of a query to Prometheus over some days until now. */
public final class QueriedDemand {
    /** Four weeks by the minute. */
    private static final int MOST_MINUTES = 40_320;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(400);

    private QueriedDemand() {}

    /** Asks the own source of these settings, which is the one that the command line names. */
    public static DemandInput ask(PrometheusSettings settings, String query, Duration range, Timekeeping time) {
        // What the command line names is read from files; there is no namespace whose secrets could be meant.
        SecretReader none =
                reference -> new SecretReader.Outcome.Unavailable("a command has no namespace to read secrets from");
        try (PrometheusSources sources =
                PrometheusSources.of(settings, new SplittableRandom(), time::now, time::pause)) {
            return switch (new EndpointResolver(settings, none).resolve("", new SourceSpec.OperatorSource())) {
                case EndpointResolution.Resolved resolved ->
                    read(sources.source(resolved.endpoint()), query, range, time.now());
                case EndpointResolution.Unresolved unresolved ->
                    new DemandInput.Unreadable("Prometheus cannot be asked: " + unresolved.message() + ".");
            };
        }
    }

    /** Reads the {@code range} up to {@code now}: by the minute up to four weeks, by five minutes beyond. */
    public static DemandInput read(DemandSource source, String query, Duration range, Instant now) {
        if (query.isBlank()) {
            return new DemandInput.Unreadable("--query is empty; write PromQL that gives one series.");
        }
        if (range.compareTo(DemandInput.LEAST) < 0 || range.compareTo(LONGEST) > 0) {
            return new DemandInput.Unreadable("--range is " + Durations.format(range) + "; write one of "
                    + Durations.format(DemandInput.LEAST) + " to " + Durations.format(LONGEST) + ", such as 28d.");
        }
        Duration step = range.dividedBy(MINUTE) <= MOST_MINUTES ? MINUTE : FIVE_MINUTES;
        int steps = Math.toIntExact(range.dividedBy(step));
        return switch (source.fetch(RangeQuery.lastSteps(query, steps, step, now))) {
            case FetchOutcome.Failed failed -> new DemandInput.Unreadable(sentence(failed));
            case FetchOutcome.Fetched fetched -> read(fetched, query, range);
        };
    }

    private static DemandInput read(FetchOutcome.Fetched fetched, String query, Duration range) {
        Series present = trimmed(fetched.series());
        List<String> notes = new ArrayList<>();
        fetched.notes().forEach(note -> notes.add(Character.toUpperCase(note.charAt(0)) + note.substring(1) + "."));
        Duration held = Duration.between(present.start(), fetched.series().end());
        if (held.plus(Duration.ofHours(1)).compareTo(range) < 0) {
            notes.add("Prometheus holds the query's series since " + present.start() + ", "
                    + Durations.format(Duration.ofHours(held.toHours())) + " of the " + Durations.format(range)
                    + " asked for.");
        }
        Duration looksBack = QueryRange.of(query);
        if (looksBack.compareTo(FIVE_MINUTES) > 0) {
            notes.add("The query's own range of " + Durations.format(looksBack)
                    + " smooths demand: peaks shorter than that are lower here than they were.");
        }
        return DemandInput.of(
                DemandCurve.of(present),
                "--query",
                "write a query of demand that is there, and a longer --range",
                notes);
    }

    /** Without what is missing before the first sample and after the last one: there is nothing to bridge it by. */
    private static Series trimmed(Series series) {
        int first = 0;
        while (series.isMissing(first)) {
            first++;
        }
        return series.slice(first, series.lastPresent().orElseThrow() + 1);
    }

    /** With the command line's remedies where the operator's would not help. */
    private static String sentence(FetchOutcome.Failed failed) {
        String what = switch (failed) {
            case FetchOutcome.Unreachable away ->
                away.message() + "; check --prometheus and that it can be reached from here";
            case FetchOutcome.Unauthorized refused ->
                "Prometheus at " + refused.address() + " refused the credentials (status " + refused.status()
                        + "): check --prometheus-bearer-token-file, --prometheus-basic-auth-file or"
                        + " --prometheus-headers-file";
            case FetchOutcome.ServerError error ->
                "Prometheus at " + error.address() + " failed with status " + error.status()
                        + ", also when tried again: see its own logs, or try a shorter --range";
            case FetchOutcome.RateLimited limited ->
                "Prometheus at " + limited.address() + " asks for fewer queries (status 429), also when tried again:"
                        + " wait a while, or try a shorter --range";
            case FetchOutcome.TimedOut late ->
                "Prometheus at " + late.address() + " gave no complete answer within "
                        + Durations.format(late.timeout())
                        + ": make the query cheaper (a recording rule), or raise --prometheus-timeout";
            case FetchOutcome.Interrupted interrupted -> "the query was given up";
            case FetchOutcome.BadQuery bad -> bad.message() + "; correct --query";
            case FetchOutcome.NoSeries none -> none.message();
            case FetchOutcome.ManySeries many -> many.message();
            case FetchOutcome.NotFinite odd -> odd.message();
            case FetchOutcome.NegativeDemand negative -> negative.message();
            case FetchOutcome.TooLarge large -> large.message();
            case FetchOutcome.Malformed malformed -> malformed.message();
            case FetchOutcome.Busy busy -> busy.message();
        };
        return Character.toUpperCase(what.charAt(0)) + what.substring(1) + ".";
    }
}
