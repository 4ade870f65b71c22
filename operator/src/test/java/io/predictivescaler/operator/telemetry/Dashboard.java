package io.predictivescaler.operator.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The Grafana dashboard of the chart. */
final class Dashboard {
    private final JsonNode root;

    private Dashboard(JsonNode root) {
        this.root = root;
    }

    /** What a panel asks for; {@code instant} for what holds now, else for a course over time. */
    record Query(String panel, String expression, boolean instant) {
        /** As Grafana sends it when some of the namespaces and all names are chosen. */
        String asSent() {
            return expression.replace("$namespace", "(shop|others)").replace("$name", ".*");
        }
    }

    static Dashboard ofTheChart() {
        Path file = Path.of(System.getProperty("root.directory"), "helm/predictive-scaler/files/dashboard.json");
        try {
            return new Dashboard(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    List<JsonNode> panels() {
        return children(root.path("panels")).toList();
    }

    List<JsonNode> rows() {
        return panels().stream().filter(Dashboard::isRow).toList();
    }

    /** Those that show something. */
    List<JsonNode> views() {
        return panels().stream().filter(panel -> !isRow(panel)).toList();
    }

    List<Query> queries() {
        return views().stream()
                .flatMap(panel -> children(panel.path("targets"))
                        .map(target -> new Query(
                                panel.path("title").asText(),
                                target.path("expr").asText(),
                                target.path("instant").asBoolean())))
                .toList();
    }

    List<JsonNode> variables() {
        return children(root.path("templating").path("list")).toList();
    }

    private static boolean isRow(JsonNode panel) {
        return panel.path("type").asText().equals("row");
    }

    static Stream<JsonNode> children(JsonNode parent) {
        return StreamSupport.stream(parent.spliterator(), false);
    }
}
