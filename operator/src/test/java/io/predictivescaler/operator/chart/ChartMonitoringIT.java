package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made for those who watch the operator, and for the network between them. */
class ChartMonitoringIT {
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

    @Nested
    class ForThePrometheusOperator {
        @ParameterizedTest
        @CsvSource({"ServiceMonitor,serviceMonitor,endpoints", "PodMonitor,podMonitor,podMetricsEndpoints"})
        void scrapesThePodsWithTheirOwnLabels(String kind, String value, String endpoints) {
            Manifests manifests = with("{shards: 2, " + value + ": {enabled: true, labels: {release: prometheus}}}");
            JsonNode monitor = manifests.only(kind);
            JsonNode endpoint = monitor.at("/spec/" + endpoints + "/0");
            assertThat(endpoint.path("honorLabels").asBoolean()).isTrue();
            assertThat(endpoint.path("port"))
                    .isEqualTo(manifests.only("Service").at("/spec/ports/0/name"))
                    .isEqualTo(
                            manifests.all("Deployment").getFirst().at("/spec/template/spec/containers/0/ports/0/name"));
            assertThat(Manifests.labels(monitor, "/metadata/labels")).containsEntry("release", "prometheus");
            assertThat(manifests.all("Deployment"))
                    .allMatch(deployment -> Manifests.selects(monitor.at("/spec/selector/matchLabels"), deployment));
        }

        @Test
        void linksAlertsToThePublishedRunbook() {
            JsonNode rules = with("prometheusRule: {enabled: true, runbookUrl: 'https://wiki.example/runbook'}")
                    .only("PrometheusRule");
            List<String> links = rules.findValuesAsText("runbook_url");
            assertThat(links).isNotEmpty().allMatch(link -> link.startsWith("https://wiki.example/runbook#"));
            assertThat(rules.findValues("runbook")).isEmpty();
        }

        @Test
        void namesTheRunbookInWordsWhereItIsNotPublished() {
            JsonNode rules = with("prometheusRule: {enabled: true}").only("PrometheusRule");
            assertThat(rules.findValues("runbook_url")).isEmpty();
            assertThat(rules.findValuesAsText("runbook"))
                    .hasSameSizeAs(rules.findValues("alert"))
                    .allMatch(words -> words.contains("docs/runbook.md"));
        }

        @Test
        void shipsTheDashboardAsItIs() throws IOException {
            JsonNode dashboard =
                    with("dashboard: {enabled: true}").named("ConfigMap", "ps-predictive-scaler-dashboard");
            ObjectMapper json = new ObjectMapper();
            assertThat(Manifests.labels(dashboard, "/metadata/labels")).containsEntry("grafana_dashboard", "1");
            assertThat(json.readTree(
                            dashboard.at("/data").path("predictive-scaler.json").asText()))
                    .isEqualTo(json.readTree(
                            HelmChart.DIRECTORY.resolve("files/dashboard.json").toFile()));
        }
    }

    @Nested
    class OfTheNetwork {
        private List<Integer> ports(String values) {
            List<Integer> ports = new ArrayList<>();
            with(values)
                    .only("NetworkPolicy")
                    .at("/spec/egress/0/ports")
                    .forEach(port -> ports.add(port.path("port").asInt()));
            return ports;
        }

        @Test
        void restrictsNoEgressUnasked() {
            assertThat(Manifests.texts(
                            with("networkPolicy: {enabled: true}").only("NetworkPolicy"), "/spec/policyTypes"))
                    .containsExactly("Ingress");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                replicas: 2                                               |
                prometheus: {url: 'http://prometheus.monitoring:9090'}    | 9090
                prometheus: {url: 'http://prometheus.monitoring/path'}    | 80
                prometheus: {url: 'https://[::1]:9091'}                   | 9091
                prometheus: {url: 'https://mimir'}                        |
                prometheus: {allowedHosts: ['a:9090', 'b:9090', '[::1]']} | 9090 80
                """)
        void reachesDnsTheApiServerAndPrometheusWhereEgressIsRestricted(String values, String more) {
            List<Integer> expected = new ArrayList<>(List.of(53, 53, 443, 6443));
            if (more != null) {
                Stream.of(more.split(" ")).map(Integer::valueOf).forEach(expected::add);
            }
            assertThat(ports(values + "\nnetworkPolicy: {enabled: true, egress: {restricted: true}}"))
                    .containsExactlyElementsOf(expected);
        }

        /** Where a namespace denies everything else, it has to reach the API server, too. */
        @Test
        void coversThePodThatRestores() {
            Manifests manifests = with("networkPolicy: {enabled: true, egress: {restricted: true}}");
            JsonNode selector = manifests.only("NetworkPolicy").at("/spec/podSelector/matchLabels");
            assertThat(Manifests.selects(selector, manifests.only("Deployment")))
                    .isTrue();
            assertThat(Manifests.selects(selector, manifests.only("Job"))).isTrue();
        }
    }
}
