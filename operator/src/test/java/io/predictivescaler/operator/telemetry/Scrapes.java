package io.predictivescaler.operator.telemetry;

import io.predictivescaler.operator.telemetry.Exposition.Sample;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What scrapes of several pods have left in Prometheus' store, with the labels of the scrape where a series has none of that name. */
final class Scrapes {
    private static final String OPERATORS_NAMESPACE = "ops";

    /** By metric and labels, since the samples of a series must stand together. */
    private final Map<String, StringBuilder> samples = new TreeMap<>();

    /** As with {@code honorLabels: true}. */
    void scrape(String pod, PrometheusRegistry registry, Instant now) {
        for (Sample sample : Exposition.of(registry).samples()) {
            Map<String, String> labels = new TreeMap<>(sample.labels());
            labels.putIfAbsent("namespace", OPERATORS_NAMESPACE);
            labels.put("pod", pod);
            String series = sample.name()
                    + labels.entrySet().stream()
                            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                            .collect(Collectors.joining(",", "{", "}"));
            samples.computeIfAbsent(series, absent -> new StringBuilder())
                    .append(series)
                    .append(' ')
                    .append(BigDecimal.valueOf(sample.value()).toPlainString())
                    .append(' ')
                    .append(now.getEpochSecond())
                    .append('\n');
        }
    }

    String openMetrics() {
        return String.join("", samples.values()) + "# EOF\n";
    }
}
