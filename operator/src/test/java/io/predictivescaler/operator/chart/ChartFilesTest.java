package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.predictivescaler.operator.api.Crd;
import io.predictivescaler.operator.telemetry.Version;
import io.predictivescaler.operator.testkit.GoldenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The chart's files agree with one another, and with the program. What is written twice is written anew with {@code mvn -pl operator -am
 * test -Dtest=ChartFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true}.
 */
class ChartFilesTest {
    private static final Path DEFINITION =
            HelmChart.DIRECTORY.resolve("crds").resolve(Crd.file().getFileName());
    private static final Path CHART = HelmChart.DIRECTORY.resolve("Chart.yaml");
    private static final Path README = HelmChart.DIRECTORY.resolve("README.md");
    private static final Pattern SET = Pattern.compile("--set(?:-string|-json)?[ =]'?([^ '\\n]+)");
    private static final Pattern QUOTED = Pattern.compile("`([a-z][A-Za-z]*)((?:\\.[a-z][A-Za-z]*)*)(?:: [^`]*)?`");
    private static final String TABLE = "| value | default | |\n|---|---|---|\n";

    private final JsonNode values = Manifests.tree(ChartMatrix.read(HelmChart.DIRECTORY.resolve("values.yaml")));
    private final JsonNode schema = schema();

    private static JsonNode schema() {
        try {
            return new ObjectMapper()
                    .readTree(HelmChart.DIRECTORY.resolve("values.schema.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenFile golden(Path file) {
        return GoldenFile.at(HelmChart.ROOT.relativize(file).toString());
    }

    @Test
    void theDefinitionIsTheProjects() throws IOException {
        golden(DEFINITION).is(Files.readString(Crd.file()));
    }

    @Test
    void noOtherDefinitionIsShipped() throws IOException {
        try (Stream<Path> files = Files.list(DEFINITION.getParent())) {
            assertThat(files).containsExactly(DEFINITION);
        }
    }

    /** One version for all: there is no chart of another program, and a snapshot's chart installs the snapshot. */
    @Test
    void theVersionIsTheProjects() throws IOException {
        String version = Version.ofThisBuild().text();
        golden(CHART)
                .is(Files.readString(CHART)
                        .replaceAll("(?m)^version: .*$", "version: " + version)
                        .replaceAll("(?m)^appVersion: .*$", "appVersion: \"" + version + "\""));
        assertThat(Files.readString(CHART)).contains("version: " + version, "appVersion: \"" + version + "\"");
    }

    @Test
    void theReadmeListsEveryValue() throws IOException {
        String readme = Files.readString(README);
        int start = readme.indexOf(TABLE);
        assertThat(start).as("the table of values").isPositive();
        int end = start;
        while (end < readme.length() && readme.charAt(end) == '|') {
            end = readme.indexOf('\n', end) + 1;
        }
        golden(README).is(readme.substring(0, start) + TABLE + rows() + readme.substring(end));
    }

    private String rows() {
        StringBuilder rows = new StringBuilder();
        leaves(
                "",
                values,
                schema,
                (path, leaf) -> rows.append("| `")
                        .append(path)
                        .append("` | `")
                        .append(leaf.value())
                        .append("` | ")
                        .append(leaf.description().replace("|", "\\|"))
                        .append(" |\n"));
        return rows.toString();
    }

    @Test
    void everyValueIsExplained() {
        List<String> silent = new ArrayList<>();
        properties("", schema, (path, property) -> {
            if (property.path("description").asText().isBlank()) {
                silent.add(path);
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void everyValueHasADefault() {
        List<String> without = new ArrayList<>();
        properties("", schema, (path, property) -> {
            if (values.at("/" + path.replace('.', '/')).isMissingNode() && !isLeftToKubernetes(path)) {
                without.add(path);
            }
        });
        assertThat(without).isEmpty();
    }

    /** Fields of Kubernetes' own, which has defaults for them, and what parent charts share. */
    private static boolean isLeftToKubernetes(String path) {
        return path.matches("(probes\\.[a-z]+|resources|restore\\.resources)\\..+|global");
    }

    /** What the documents tell users to set can be set. */
    @Test
    void documentsNameOnlyValuesThatExist() throws IOException {
        List<String> named = new ArrayList<>();
        for (Path document : documents()) {
            Matcher set = SET.matcher(Files.readString(document));
            while (set.find()) {
                Stream.of(set.group(1).split(",(?=[a-zA-Z.]+=)"))
                        .map(assignment -> assignment.replaceFirst("(\\[.*)?=.*$", ""))
                        .forEach(named::add);
            }
        }
        Matcher quoted = QUOTED.matcher(Files.readString(README));
        while (quoted.find()) {
            if (values.has(quoted.group(1))) {
                named.add(quoted.group(1) + quoted.group(2));
            }
        }
        assertThat(named).hasSizeGreaterThan(20).allMatch(this::isValue);
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(README, HelmChart.ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.walk(HelmChart.ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    private boolean isValue(String path) {
        JsonNode property = schema;
        for (String name : path.split("\\.")) {
            property = property.path("properties").path(name);
        }
        return !property.isMissingNode();
    }

    @Test
    void everyObjectOfOursIsClosed() {
        List<String> open = new ArrayList<>();
        properties("", schema, (path, property) -> {
            if (property.has("properties")
                    && !property.path("additionalProperties").isBoolean()) {
                open.add(path);
            }
        });
        assertThat(open).isEmpty();
    }

    private record Leaf(JsonNode value, String description) {}

    /** Every value that is no group of others, in the order of values.yaml. */
    private static void leaves(String path, JsonNode values, JsonNode schema, BiConsumer<String, Leaf> visitor) {
        for (Map.Entry<String, JsonNode> field : values.properties()) {
            String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            JsonNode property = schema.path("properties").path(field.getKey());
            if (property.isMissingNode()) {
                throw new AssertionError("values.schema.json does not know " + place);
            }
            boolean ours = property.path("properties").properties().stream()
                    .anyMatch(child -> !isLeftToKubernetes(place + "." + child.getKey()));
            if (ours) {
                leaves(place, field.getValue(), property, visitor);
            } else {
                visitor.accept(
                        place,
                        new Leaf(field.getValue(), property.path("description").asText()));
            }
        }
    }

    private static void properties(String path, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            visitor.accept(place, field.getValue());
            properties(place, field.getValue(), visitor);
        }
    }
}
