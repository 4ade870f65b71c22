package io.predictivescaler.operator.telemetry;

import io.predictivescaler.operator.config.Shard;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page that Prometheus reads, taken apart. */
final class Exposition {
    private static final Pattern SERIES = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private final List<String> lines;

    private Exposition(List<String> lines) {
        this.lines = lines;
    }

    /** One metric: of a histogram, all its series together. */
    record Family(String name, String type, String help, Set<String> labels) {}

    /** One line. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition of(PrometheusRegistry registry) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Exposition(text.toString(StandardCharsets.UTF_8).lines().toList());
    }

    /** Of an operator that knows everything of some resources. */
    static Exposition ofEverything() {
        PrometheusRegistry registry = new PrometheusRegistry();
        ScalerMetrics metrics = new ScalerMetrics(registry, new Version("1.2.3"), Shard.whole(), Duration.ofMinutes(1));
        metrics.leads();
        Fleet.look(metrics, Instant.parse("2026-11-03T10:00:00Z"));
        return of(registry);
    }

    /** The lines of series. */
    List<String> series() {
        return lines.stream().filter(line -> !line.startsWith("#")).toList();
    }

    List<Sample> samples() {
        return series().stream()
                .map(line -> {
                    Matcher parts = SERIES.matcher(line);
                    if (!parts.matches()) {
                        throw new AssertionError("not a series: " + line);
                    }
                    String labels = parts.group(2) == null ? "" : parts.group(2);
                    return new Sample(
                            parts.group(1),
                            LABEL.matcher(labels)
                                    .results()
                                    .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2))),
                            Double.parseDouble(parts.group(3).replace("Inf", "Infinity")));
                })
                .toList();
    }

    /** By their names, sorted. */
    Map<String, Family> families() {
        Map<String, Family> families = new TreeMap<>();
        Map<String, String> helps = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                helps.put(words[2], words[3]);
            } else if (line.startsWith("# TYPE ")) {
                families.put(
                        words[2], new Family(words[2], words[3], helps.get(words[2]), labelsOf(words[2], words[3])));
            }
        }
        return families;
    }

    private Set<String> labelsOf(String family, String type) {
        return samples().stream()
                .filter(sample -> sample.name().equals(family)
                        || (type.equals("histogram") && sample.name().matches(family + "_(bucket|sum|count)")))
                .flatMap(sample -> sample.labels().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
