package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.config.InvalidSetting;
import io.predictivescaler.operator.config.PrometheusSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose demand {@code simulate} replays. An empty text stands for an option that was not given. */
final class DemandOptions {
    private static final Duration PROMETHEUS_TIMEOUT = Duration.ofMinutes(2);
    private static final int PROMETHEUS_CONCURRENCY = 4;
    private static final long MOST_BYTES = 64L << 20;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Demand as CSV: timestamp,value. Several are told in a table, a line for each.")
    private List<Path> traces = List.of();

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            defaultValue = "",
            description = "Demand from this Prometheus instead, or from what speaks its API.")
    private String prometheus = "";

    @Option(names = "--query", paramLabel = "PROMQL", defaultValue = "", description = "What it is asked: one series.")
    private String query = "";

    @Option(
            names = "--range",
            paramLabel = "DURATION",
            defaultValue = "28d",
            converter = DurationConverter.class,
            description = "How far back it is asked (default: ${DEFAULT-VALUE}).")
    private Duration range = Duration.ZERO;

    @Mixin
    private PrometheusCredentials credentials = new PrometheusCredentials();

    /** Where demand is from. */
    sealed interface Source {
        record Trace(Path file) implements Source {}

        record Query(PrometheusSettings prometheus, String promql, Duration range) implements Source {}
    }

    /** One or more. */
    List<Source> sources() {
        if (traces.isEmpty() == prometheus.isEmpty()) {
            throw new InvalidSetting("--trace", listed(), "a file, or --prometheus an address instead: one of the two");
        }
        if (prometheus.isEmpty()) {
            Stream.concat(Stream.of(query).filter(text -> !text.isEmpty()), credentials.files())
                    .findFirst()
                    .ifPresent(text -> {
                        throw new InvalidSetting("--prometheus", "", "an address, since " + text + " is meant for it");
                    });
            return traces.stream().<Source>map(Source.Trace::new).toList();
        }
        if (query.isEmpty()) {
            throw new InvalidSetting("--query", query, "PromQL that gives one series, for --prometheus");
        }
        return List.of(new Source.Query(
                new PrometheusSettings(
                        credentials.source("--prometheus", prometheus),
                        List.of(),
                        PROMETHEUS_TIMEOUT,
                        PROMETHEUS_CONCURRENCY,
                        MOST_BYTES),
                query,
                range));
    }

    /** The traces as they were given. */
    String listed() {
        return traces.stream().map(Path::toString).collect(Collectors.joining(" "));
    }
}
