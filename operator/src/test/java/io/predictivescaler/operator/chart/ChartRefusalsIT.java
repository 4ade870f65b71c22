package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that cannot be meant are refused, with a message that helps. */
class ChartRefusalsIT {
    @TempDir
    static Path scratch;

    private static HelmChart chart;

    @BeforeAll
    static void takeTheChart() {
        chart = new HelmChart(scratch);
    }

    @Nested
    class BySchema {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                replicas: "two"                                         | at '/replicas': got string, want integer
                replicas: -1                                            | at '/replicas': minimum: got -1, want 0
                shards: 0                                               | at '/shards': minimum: got 0, want 1
                shards: 65                                              | at '/shards': maximum: got 65, want 64
                replicaCount: 3                                         | at '': additional properties 'replicaCount' not allowed
                image: {repo: mine}                                     | at '/image': additional properties 'repo' not allowed
                image: {registry: 'registry.example/'}                  | at '/image/registry'
                image: {digest: 'sha256:abc'}                           | at '/image/digest'
                prometheus: {existingSecret: {token: t}}                | additional properties 'token' not allowed
                prometheus: {url: 'http://user:password@prometheus'}    | at '/prometheus/url'
                prometheus: {url: 'prometheus:9090'}                    | at '/prometheus/url'
                prometheus: {allowedHosts: ['https://prometheus']}      | at '/prometheus/allowedHosts/0'
                prometheus: {timeout: 30}                               | at '/prometheus/timeout': got number, want string
                operator: {maxMode: enforce}                            | at '/operator/maxMode': value must be one of 'Observe', 'Enforce'
                operator: {fitThreads: 0}                               | at '/operator/fitThreads': minimum: got 0, want 1
                watch: {namespaces: shop}                               | at '/watch/namespaces': got string, want array
                watch: {namespaces: [shop, shop]}                       | at '/watch/namespaces': items at 0 and 1 are equal
                rbac: {references: {named: [{namespace: shop}]}}        | at '/rbac/references/named/0'
                fullnameOverride: 'Scaler'                              | at '/fullnameOverride'
                killSwitch: {configMap: ''}                             | at '/killSwitch/configMap'
                resources: {limit: {memory: 1Gi}}                       | at '/resources': additional properties 'limit' not allowed
                networkPolicy: {egress: []}                             | at '/networkPolicy/egress': got array, want object
                """)
        void refuses(String values, String message) {
            assertThat(chart.refusal(HelmChart.Release.with(values))).contains(message);
        }
    }

    @Nested
    class ByContradiction {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                leaderElection: {enabled: false}                                      | replicas is 2 and leaderElection.enabled is false: both would write; set replicas to 1
                {serviceMonitor: {enabled: true}, podMonitor: {enabled: true}}        | every series would be there twice; turn one off
                prometheus: {url: 'http://p', existingSecret: {name: s}}              | prometheus.existingSecret.name is s, and no key of it is named: set bearerTokenKey, basicAuthKey or headersKey
                prometheus: {url: 'http://p', existingSecret: {bearerTokenKey: k}}    | names a key and no Secret: set prometheus.existingSecret.name
                prometheus: {url: 'http://p', existingSecret: {name: s, bearerTokenKey: a, basicAuthKey: b}} | has bearerTokenKey and basicAuthKey: one of the two is enough
                prometheus: {url: 'http://p', ca: {secretName: a, configMapName: b}}  | prometheus.ca has secretName and configMapName: one of the two is enough
                prometheus: {ca: {secretName: ca}}                                    | are for prometheus.url, which is empty: set it
                {watch: {namespaces: [a]}, rbac: {references: {named: [{namespace: b, secrets: [c]}]}}} | has namespace b, which watch.namespaces does not
                rbac: {references: {named: [{namespace: b, secrets: [c]}, {namespace: b, configMaps: [d]}]}} | has namespace b twice: make it one entry
                """)
        void refuses(String values, String message) {
            assertThat(chart.refusal(HelmChart.Release.with(values))).contains(message);
        }
    }

    @Test
    void refusesAnOlderKubernetes() {
        assertThat(chart.refusal(HelmChart.Release.with("{}").on("1.29.9")))
                .contains("chart requires kubeVersion: >=1.30.0-0 which is incompatible with Kubernetes v1.29.9");
    }
}
