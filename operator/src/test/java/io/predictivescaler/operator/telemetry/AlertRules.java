package io.predictivescaler.operator.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The alerts of the chart, and their tests. */
final class AlertRules {
    static final Path RULES = Path.of(System.getProperty("root.directory"), "helm/predictive-scaler/files/alerts.yaml");
    static final Path TESTS = Path.of(System.getProperty("root.directory"), "helm/tests/alerts.yaml");

    /** What an annotation asks Prometheus for, with the values of labels left open. */
    private static final Pattern QUERY = Pattern.compile("query (?:\\(printf )?\"((?:[^\"\\\\]|\\\\.)*)\"");

    private AlertRules() {}

    record Alert(String name, String expression, String lasting, JsonNode labels, JsonNode annotations) {
        /** What its texts ask Prometheus for. */
        List<String> queriesOfTexts() {
            return Stream.of("summary", "description")
                    .flatMap(text ->
                            QUERY.matcher(annotations.path(text).asText()).results())
                    .map(found -> found.group(1).replace("\\\"", "\"").replace("%q", "\"x\""))
                    .toList();
        }
    }

    /** An expectation of a test: that an alert fires, or that it does not. */
    record Case(String alert, boolean fires) {}

    static List<Alert> all() {
        return Dashboard.children(read(RULES).path("groups"))
                .flatMap(group -> Dashboard.children(group.path("rules")))
                .map(rule -> new Alert(
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.path("for").asText(),
                        rule.path("labels"),
                        rule.path("annotations")))
                .toList();
    }

    static List<Case> cases() {
        return Dashboard.children(read(TESTS).path("tests"))
                .flatMap(test -> Dashboard.children(test.path("alert_rule_test")))
                .map(test -> new Case(
                        test.path("alertname").asText(),
                        !test.path("exp_alerts").isEmpty()))
                .toList();
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
