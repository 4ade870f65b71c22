package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.telemetry.Exposition.Family;
import io.predictivescaler.operator.testkit.ReferenceDoc;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/reference/metrics.md has a section for every metric that the operator exports, and quotes type, labels, unit and help text from
 * its page. For a new one: a series in {@link Fleet}, a section with a line {@code **Absent:**}, and then {@code mvn -pl operator -am
 * test -Dtest=MetricsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true} to write the quotes anew.
 */
class MetricsReferenceTest {
    private static final String OF_RESOURCES = "Of each resource";
    private static final String OF_REPLICAS = "Of each replica of the operator";
    private static final List<String> UNITS = List.of(
            "timestamp_seconds: seconds since 1970",
            "seconds: seconds",
            "replica_hours: replica-hours",
            "replicas: replicas",
            "ratio: a ratio",
            "samples: pods",
            "info: always 1",
            "shards: shards",
            "total: a count");

    private static final Map<String, Family> EXPORTED =
            Exposition.ofEverything().families();

    private final ReferenceDoc doc = ReferenceDoc.of("reference/metrics.md");

    static List<Family> families() {
        return List.copyOf(EXPORTED.values());
    }

    private static String part(Family family) {
        return family.labels().contains("name") ? OF_RESOURCES : OF_REPLICAS;
    }

    /** From the name, as Prometheus' conventions want it there; without one, a flag or a quantity in the user's unit. */
    private static String unit(String name) {
        String of = name.replaceFirst("_replica_hours_total$", "_replica_hours");
        return UNITS.stream()
                .map(unit -> unit.split(": "))
                .filter(unit -> of.endsWith("_" + unit[0]))
                .map(unit -> unit[1])
                .findFirst()
                .orElse(
                        name.matches(".*_(demand|capacity_per_replica)")
                                ? "the demand entry's own unit"
                                : "1 for yes, 0 for no");
    }

    private static List<String> quotes(Family family) {
        List<String> quotes = new ArrayList<>();
        String labels = family.labels().stream()
                .filter(label -> !Set.of("namespace", "name", "le").contains(label))
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(", "));
        quotes.add(family.type() + ", " + unit(family.name()) + (labels.isEmpty() ? "" : ", by " + labels));
        quotes.add(family.help());
        return quotes;
    }

    @Test
    void hasASectionForEveryMetric() {
        Map<String, List<String>> names = EXPORTED.values().stream()
                .collect(Collectors.groupingBy(
                        MetricsReferenceTest::part, Collectors.mapping(Family::name, Collectors.toList())));

        assertThat(doc.sections(OF_RESOURCES)).containsExactlyInAnyOrderElementsOf(names.get(OF_RESOURCES));
        assertThat(doc.sections(OF_REPLICAS)).containsExactlyInAnyOrderElementsOf(names.get(OF_REPLICAS));
    }

    @ParameterizedTest
    @MethodSource("families")
    void quotesTypeUnitLabelsAndHelp(Family family) {
        if (Boolean.getBoolean("golden.update")) {
            doc.quote(part(family), family.name(), quotes(family));
        }
        assertThat(doc.quotes(part(family), family.name()))
                .as("what docs/reference/metrics.md quotes of %s; -Dgolden.update=true writes it anew", family.name())
                .isEqualTo(quotes(family));
    }

    @ParameterizedTest
    @MethodSource("families")
    void saysWhenItIsAbsent(Family family) {
        assertThat(doc.prose(part(family), family.name())).contains("**Absent:** ");
    }

    @Test
    void listsEveryLabelAndItsValues() {
        Map<String, String> rows = doc.rows("Labels", "Values").stream()
                .collect(Collectors.toMap(row -> row.getFirst().replace("`", ""), row -> row.get(1)));

        assertThat(rows.keySet())
                .isEqualTo(EXPORTED.values().stream()
                        .flatMap(family -> family.labels().stream())
                        .collect(Collectors.toSet()));
        for (Family family : EXPORTED.values()) {
            for (String label : family.labels()) {
                LabelValues.of(family.name(), label)
                        .filter(values -> values.size() < 10)
                        .ifPresent(values -> assertThat(words(rows.get(label)))
                                .as("values of %s{%s}", family.name(), label)
                                .containsAll(values));
            }
        }
    }

    private static Set<String> words(String row) {
        return Arrays.stream(row.split("`")).map(String::strip).collect(Collectors.toCollection(TreeSet::new));
    }

    @Nested
    class OfTheExposition {
        /** What has no series stands on no page, so nothing would notice that it is not documented. */
        @Test
        void hasASeriesOfEveryMetricThatThereIs() {
            PrometheusRegistry registry = new PrometheusRegistry();
            ScalerMetrics metrics =
                    new ScalerMetrics(registry, new Version("1.2.3"), Shard.whole(), Duration.ofMinutes(1));
            metrics.leads();
            Fleet.look(metrics, Instant.parse("2026-11-03T10:00:00Z"));

            assertThat(registry.scrape().stream())
                    .isNotEmpty()
                    .allSatisfy(snapshot -> assertThat(snapshot.getDataPoints())
                            .as(snapshot.getMetadata().getName())
                            .isNotEmpty());
            assertThat(EXPORTED.keySet())
                    .containsAll(new Families()
                            .names()
                            .map(name -> EXPORTED.containsKey(name + "_info") ? name + "_info" : name)
                            .toList());
        }

        @ParameterizedTest
        @MethodSource("io.predictivescaler.operator.telemetry.MetricsReferenceTest#families")
        void keepsToTheConventions(Family family) {
            assertThat(family.name()).matches("predictive_scaler(_[a-z]+)+");
            assertThat(family.name().endsWith("_total"))
                    .as("%s, a %s", family.name(), family.type())
                    .isEqualTo(family.type().equals("counter"));
            assertThat(family.name()).doesNotContain("minutes", "millis", "percent");
            assertThat(family.help()).endsWith(".");
            assertThat(family.labels()).allMatch(label -> label.matches("[a-z_]+"));
        }

        @Test
        void hasOnlyValuesOfTheClosedSets() {
            assertThat(Exposition.ofEverything().samples())
                    .allSatisfy(sample -> sample.labels()
                            .forEach((label, value) -> LabelValues.of(sample.name(), label)
                                    .ifPresent(values -> assertThat(values).contains(value))));
        }
    }
}
