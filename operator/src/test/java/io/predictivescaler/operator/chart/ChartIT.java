package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.predictivescaler.operator.telemetry.Version;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an installation is like. */
class ChartIT {
    @TempDir
    static Path scratch;

    private static HelmChart chart;

    @BeforeAll
    static void takeTheChart() {
        chart = new HelmChart(scratch);
    }

    private static Manifests with(String values) {
        return chart.everything(HelmChart.Release.with(values));
    }

    private static JsonNode container(Manifests manifests) {
        return manifests.only("Deployment").at("/spec/template/spec/containers/0");
    }

    @Nested
    class ByDefault {
        private final Manifests manifests = with("{}");

        @Test
        void runsTwoReplicasOfThisVersion() {
            assertThat(manifests.only("Deployment").at("/spec/replicas").asInt())
                    .isEqualTo(2);
            assertThat(container(manifests).path("image").asText())
                    .isEqualTo("predictive-scaler:" + Version.ofThisBuild().text());
        }

        @Test
        void givesPodsNoPrivileges() {
            for (String kind : List.of("Deployment", "Job")) {
                JsonNode pod = manifests.only(kind).at("/spec/template/spec");
                assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
                assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
                assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                        .isEqualTo("RuntimeDefault");
                JsonNode ofContainer = pod.at("/containers/0/securityContext");
                assertThat(ofContainer.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(ofContainer.path("readOnlyRootFilesystem").asBoolean())
                        .isTrue();
                assertThat(Manifests.texts(ofContainer, "/capabilities/drop")).containsExactly("ALL");
            }
        }

        @Test
        void asksWhetherThePodLives() {
            assertThat(container(manifests).at("/startupProbe/httpGet/path").asText())
                    .isEqualTo("/healthz");
            assertThat(container(manifests).at("/livenessProbe/httpGet/path").asText())
                    .isEqualTo("/healthz");
            assertThat(container(manifests).at("/readinessProbe/httpGet/path").asText())
                    .isEqualTo("/readyz");
        }

        /** PREDICTIVE_SCALER_PORT=tcp://… would be read as an option. */
        @Test
        void keepsTheVariablesOfServicesOutOfPods() {
            for (String kind : List.of("Deployment", "Job")) {
                assertThat(manifests
                                .only(kind)
                                .at("/spec/template/spec/enableServiceLinks")
                                .asBoolean(true))
                        .isFalse();
            }
        }

        @Test
        void selectsTheOperatorsPodsAndNotTheOneThatRestores() {
            List<JsonNode> selectors = List.of(
                    manifests.only("Deployment").at("/spec/selector/matchLabels"),
                    manifests.only("PodDisruptionBudget").at("/spec/selector/matchLabels"),
                    manifests.only("Service").at("/spec/selector"),
                    manifests
                            .only("Deployment")
                            .at("/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels"));
            assertThat(selectors).allSatisfy(selector -> {
                assertThat(Manifests.selects(selector, manifests.only("Deployment")))
                        .isTrue();
                assertThat(Manifests.selects(selector, manifests.only("Job"))).isFalse();
            });
        }

        /** A new version of the chart alone replaces no pod. */
        @Test
        void keepsTheChartsVersionOffPods() {
            assertThat(Manifests.labels(manifests.only("Deployment"), "/spec/template/metadata/labels"))
                    .doesNotContainKey("helm.sh/chart");
        }
    }

    @Nested
    class OfValues {
        @Test
        void labelsEveryObject() {
            assertThat(with("commonLabels: {team: sre}").objects())
                    .allMatch(object -> Manifests.labels(object, "/metadata/labels")
                            .getOrDefault("team", "")
                            .equals("sre"));
        }

        /** A label of the user's that a selector goes by would cut the Deployment off from its pods. */
        @Test
        void keepsTheLabelsThatSelectorsGoBy() {
            Manifests manifests = with(
                    "{commonLabels: {app.kubernetes.io/name: x}, podLabels: {app.kubernetes.io/instance: theirs}}");
            JsonNode deployment = manifests.only("Deployment");
            assertThat(Manifests.selects(deployment.at("/spec/selector/matchLabels"), deployment))
                    .isTrue();
        }

        /** Helm takes 53 letters for a release, Kubernetes 63 for most of what is named after it. */
        @Test
        void keepsNamesShortOfALongRelease() {
            HelmChart.Release release = HelmChart.Release.with(
                            "{shards: 64, dashboard: {enabled: true}, rbac: {references: {named: [{namespace: shop, secrets: [a]}]}}}")
                    .named("r".repeat(53), "n".repeat(63));
            assertThat(chart.everything(release).objects())
                    .hasSizeGreaterThan(64)
                    .filteredOn(object -> object.at("/metadata/namespace").isTextual())
                    .allMatch(object -> Manifests.name(object).length() <= 63);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                image: {registry: registry.example, tag: v1}           | registry.example/predictive-scaler:v1
                image: {repository: registry.example/team/ps, tag: v1} | registry.example/team/ps:v1
                """)
        void takesTheImageFrom(String values, String image) {
            assertThat(container(with(values)).path("image").asText()).isEqualTo(image);
        }

        @Test
        void prefersADigestToATag() {
            String digest = "sha256:" + "0".repeat(64);
            assertThat(container(with("image: {tag: v1, digest: '" + digest + "'}"))
                            .path("image")
                            .asText())
                    .isEqualTo("predictive-scaler@" + digest);
        }

        /** Two pods at once would both write. */
        @Test
        void stopsTheOldPodFirstWhereNobodyIsElected() {
            assertThat(with("{replicas: 1, leaderElection: {enabled: false}}")
                            .only("Deployment")
                            .at("/spec/strategy/type")
                            .asText())
                    .isEqualTo("Recreate");
        }

        @Test
        void namesWhatIsTheClustersByNamespaceToo() {
            assertThat(with("{}").named("ClusterRoleBinding", "ops-ps-predictive-scaler"))
                    .isNotNull();
            assertThat(chart.installed(HelmChart.Release.with("{}").named("predictive-scaler", "predictive-scaler"))
                            .named("ClusterRoleBinding", "predictive-scaler"))
                    .isNotNull();
        }
    }

    @Nested
    class AfterwardsSays {
        private String notes(String values) {
            return chart.notes(HelmChart.Release.with(values));
        }

        @Test
        void theCommandToTypeNext() {
            assertThat(notes("{}")).contains("kubectl rollout status deployment/ps-predictive-scaler -n ops");
            assertThat(notes("shards: 2"))
                    .contains("kubectl rollout status deployment -l app.kubernetes.io/instance=ps,"
                            + "app.kubernetes.io/component=operator -n ops");
        }

        @Test
        void thatNoOperatorRunsWithoutReplicas() {
            assertThat(notes("replicas: 0")).contains("replicas is 0, so no operator runs");
            assertThat(notes("{}")).doesNotContain("replicas is 0");
        }

        @Test
        void thatPrometheusIsMissing() {
            assertThat(notes("{}")).contains("prometheus.url is empty", "Set one of the two");
            assertThat(notes("prometheus: {url: 'http://prometheus:9090'}")).doesNotContain("prometheus.url is empty");
        }

        @Test
        void thatNoImageIsPublished() {
            assertThat(notes("{}")).contains("image.repository is the default");
            assertThat(notes("image: {repository: registry.example/ps}")).doesNotContain("image.repository");
        }

        @Test
        void howBoundsComeBack() {
            assertThat(notes("{}")).contains("`helm uninstall ps -n ops` gives everybody's bounds back first");
            assertThat(notes("restore: {onUninstall: false}")).contains("--from-literal=mode=Restore");
        }
    }
}
