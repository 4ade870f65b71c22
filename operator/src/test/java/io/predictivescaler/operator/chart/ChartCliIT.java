package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.predictivescaler.operator.cli.Program;
import io.predictivescaler.operator.config.OperatorSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program understands what the chart tells it, and both have the same defaults. */
class ChartCliIT {
    @TempDir
    static Path scratch;

    private static HelmChart chart;

    @BeforeAll
    static void takeTheChart() {
        chart = new HelmChart(scratch);
    }

    static List<ChartMatrix.Case> matrix() {
        return ChartMatrix.all()
                .filter(values -> !values.values().contains("shards:"))
                .toList();
    }

    private static OperatorSettings settings(List<String> arguments) {
        AtomicReference<OperatorSettings> asked = new AtomicReference<>();
        StringWriter said = new StringWriter();
        Program program = new Program(
                        asked::set,
                        () -> {
                            throw new AssertionError("no cluster is asked");
                        },
                        Map.of())
                .writingTo(new PrintWriter(said), new PrintWriter(said));
        assertThat(program.run(arguments.toArray(String[]::new)))
                .as("%s: %s", arguments, said)
                .isZero();
        return Optional.ofNullable(asked.get()).orElseThrow();
    }

    private static JsonNode operator(JsonNode deployment) {
        return deployment.at("/spec/template/spec/containers/0");
    }

    /** The arguments as the container has them, with a directory of this test's where a volume is mounted. */
    private static List<String> arguments(JsonNode deployment, Path mounted) throws IOException {
        Map<String, String> places = new HashMap<>();
        for (JsonNode mount : operator(deployment).path("volumeMounts")) {
            String volume = mount.path("name").asText();
            Path directory = Files.createDirectories(mounted.resolve(volume));
            for (JsonNode file : items(deployment, volume)) {
                Files.writeString(directory.resolve(file.path("path").asText()), "content");
            }
            places.put("=" + mount.path("mountPath").asText() + "/", "=" + directory + "/");
        }
        return Manifests.texts(operator(deployment), "/args").stream()
                .map(argument -> places.keySet().stream()
                        .filter(argument::contains)
                        .findFirst()
                        .map(place -> argument.replace(place, places.get(place)))
                        .orElse(argument))
                .toList();
    }

    private static List<JsonNode> items(JsonNode deployment, String volume) {
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode candidate : deployment.at("/spec/template/spec/volumes")) {
            if (candidate.path("name").asText().equals(volume)) {
                candidate.at("/secret/items").forEach(items::add);
                candidate.at("/configMap/items").forEach(items::add);
            }
        }
        return items;
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void understandsWhatTheChartTellsIt(ChartMatrix.Case values, @TempDir Path mounted) throws IOException {
        for (JsonNode deployment : chart.installed(values.release()).all("Deployment")) {
            assertThat(settings(arguments(deployment, mounted)).server().port())
                    .isEqualTo(operator(deployment).at("/ports/0/containerPort").asInt());
        }
    }

    /** With the release named as the program, for so is its Lease by default. */
    @Test
    void hasTheDefaultsOfTheChart() {
        List<String> arguments = Manifests.texts(
                operator(chart.installed(HelmChart.Release.with("{}").named("predictive-scaler", "predictive-scaler"))
                        .only("Deployment")),
                "/args");
        assertThat(settings(arguments)).isEqualTo(settings(List.of("operator")));
    }

    /** The Job's exit code tells Helm whether users have their bounds back: a line that is not understood would fail it. */
    @Test
    void understandsWhatTheRestoringJobAsks() {
        JsonNode job = chart.everything(HelmChart.Release.with("watch: {namespaces: [shop, bank]}"))
                .only("Job");
        List<List<String>> asked = new ArrayList<>();
        job.at("/spec/template/spec/containers").forEach(container -> asked.add(Manifests.texts(container, "/args")));
        assertThat(asked).containsExactly(List.of("restore", "-n", "shop"), List.of("restore", "-n", "bank"));
        asked.add(Manifests.texts(
                chart.everything(HelmChart.Release.with("{}")).only("Job"), "/spec/template/spec/containers/0/args"));
        assertThat(asked.getLast()).containsExactly("restore", "--all");
        assertThat(asked).allSatisfy(line -> {
            AtomicReference<String> reached = new AtomicReference<>("usage");
            new Program(
                            settings -> {},
                            () -> {
                                reached.set("cluster");
                                throw new IllegalStateException("none here");
                            },
                            Map.of())
                    .writingTo(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
                    .run(line.toArray(String[]::new));
            assertThat(reached).hasValue("cluster");
        });
    }
}
