package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.predictivescaler.operator.api.Crd;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is set, the chart renders objects that Kubernetes takes. */
class ChartSchemaIT {
    @TempDir
    static Path scratch;

    private static HelmChart chart;

    private static final Map<ChartMatrix.Case, Manifests> RENDERED = new ConcurrentHashMap<>();

    private final StrictSchema schema = new StrictSchema();

    @BeforeAll
    static void takeTheChart() {
        chart = new HelmChart(scratch);
    }

    private static Manifests rendered(ChartMatrix.Case values) {
        return RENDERED.computeIfAbsent(values, unseen -> chart.everything(unseen.release()));
    }

    static List<ChartMatrix.Case> matrix() {
        return ChartMatrix.all().toList();
    }

    @Test
    void hasNothingToWarnAbout() {
        assertThat(chart.lint()).noneMatch(line -> line.startsWith("[WARNING]") || line.startsWith("[ERROR]"));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void rendersValidObjects(ChartMatrix.Case values) {
        assertThat(rendered(values).objects())
                .hasSizeGreaterThan(1)
                .allSatisfy(object ->
                        assertThat(schema.problems(object)).as("%s", object).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void rendersNoObjectTwice(ChartMatrix.Case values) {
        // The kill switch alone, for Helm takes a hook away only with another of the same event.
        assertThat(rendered(values).objects().stream()
                        .filter(object -> !object.at("/metadata/annotations")
                                .path("helm.sh/hook")
                                .asText()
                                .equals("post-delete"))
                        .map(object -> object.path("kind").asText() + " "
                                + object.at("/metadata/namespace").asText() + "/" + Manifests.name(object)))
                .doesNotHaveDuplicates();
    }

    /** As a cloud writes its version, which is less than 1.30.0 to those who read it as semantic versions say. */
    @Test
    void rendersTheSameOnTheOldestKubernetes() {
        HelmChart.Release release = HelmChart.Release.with(ChartMatrix.nearlyEveryValue());
        assertThat(chart.everything(release.on("v1.30.0-gke.1100"))).isEqualTo(chart.everything(release));
    }

    @Test
    void shipsAValidDefinition() {
        assertThat(schema.problems(Manifests.tree(ChartMatrix.read(Crd.file()))))
                .isEmpty();
    }

    /** Without these, the facts above could not fail. */
    @Nested
    class OfAWrongObject {
        private final ObjectNode deployment =
                chart.installed(HelmChart.Release.with("{}")).only("Deployment").deepCopy();

        private ObjectNode container() {
            return (ObjectNode) deployment.at("/spec/template/spec/containers/0");
        }

        private void assertProblem(JsonNode object, String words) {
            assertThat(schema.problems(object))
                    .anySatisfy(problem -> assertThat(problem).contains(words));
        }

        @Test
        void noticesAFieldThatDoesNotExist() {
            container().put("imagePullPolice", "Always");
            assertProblem(deployment, "imagePullPolice");
        }

        @Test
        void noticesAFieldThatIsMissing() {
            container().remove("name");
            assertProblem(deployment, "`name` is not found");
        }

        @Test
        void noticesATextInsteadOfANumber() {
            ((ObjectNode) deployment.get("spec")).put("replicas", "2");
            assertProblem(deployment, "it is another");
        }

        @Test
        void noticesANumberInsteadOfAText() {
            ((ObjectNode) deployment.at("/metadata/labels")).put("team", 1);
            assertProblem(deployment, "it is another");
        }

        @Test
        void noticesWhatIsNull() {
            ((ObjectNode) deployment.get("metadata")).putNull("annotations");
            assertProblem(deployment, "/metadata/annotations is null");
        }

        @Test
        void noticesAnUnknownKind() {
            deployment.put("kind", "Deploymint");
            assertThat(deployment.path("kind").asText()).isEqualTo("Deploymint");
            assertProblem(deployment, "V1Deploymint");
        }

        @Test
        void noticesAWrongMonitor() {
            ObjectNode monitor = chart.installed(HelmChart.Release.with("serviceMonitor: {enabled: true}"))
                    .only("ServiceMonitor")
                    .deepCopy();
            ((ObjectNode) monitor.get("spec")).put("endpoint", "http");
            ((ObjectNode) monitor.get("spec")).remove("selector");
            assertProblem(monitor, "endpoint");
            assertProblem(monitor, "/spec/selector is missing");
        }
    }
}
