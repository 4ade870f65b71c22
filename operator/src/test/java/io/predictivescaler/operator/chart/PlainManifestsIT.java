package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file for kubectl is what the chart renders. To make it anew: {@code mvn -pl operator -am verify -Dtest=none
 * -Dit.test=PlainManifestsIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dgolden.update=true}.
 */
class PlainManifestsIT {
    @TempDir
    static Path scratch;

    private static HelmChart chart;

    private final Manifests manifests = Manifests.in(ChartMatrix.read(PlainManifests.FILE));

    @BeforeAll
    static void takeTheChart() throws IOException {
        chart = new HelmChart(scratch);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PlainManifests.FILE, PlainManifests.text(chart));
        }
    }

    @Test
    void areWhatTheChartRenders() {
        assertThat(PlainManifests.FILE).content().isEqualTo(PlainManifests.text(chart));
    }

    @Test
    void holdAllThatAnInstallationCreates() {
        List<String> ofTheChart = chart.installed(HelmChart.Release.with("{}")).kinds();
        assertThat(manifests.kinds()).startsWith("Namespace", "CustomResourceDefinition");
        assertThat(manifests.kinds().subList(2, manifests.kinds().size())).isEqualTo(ofTheChart);
    }

    @Test
    void areValid() {
        StrictSchema schema = new StrictSchema();
        assertThat(manifests.objects())
                .allSatisfy(object -> assertThat(schema.problems(object)).isEmpty());
    }

    /** Applied like other objects, hooks would turn the kill switch on, and Helm would be looked for where it never was. */
    @Test
    void holdNeitherHooksNorTheKillSwitchNorMarksOfHelm() {
        assertThat(ChartMatrix.read(PlainManifests.FILE))
                .doesNotContain("helm.sh/", "mode: Restore", "managed-by: Helm", "# Source");
        assertThat(manifests.kinds()).doesNotContain("Job", "ConfigMap");
    }

    @Test
    void stateTheNamespaceOfEachObjectThatHasOne() {
        List<String> ofTheCluster =
                List.of("Namespace", "CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding");
        assertThat(manifests.objects())
                .filteredOn(object -> !ofTheCluster.contains(object.path("kind").asText()))
                .isNotEmpty()
                .extracting(object -> object.at("/metadata/namespace").asText())
                .containsOnly(PlainManifests.NAME);
    }

    /** One pass of kubectl apply: a namespace before what lies in it, an account and its permissions before the pods that need them. */
    @Test
    void standInAnOrderThatAppliesInOneGo() {
        List<String> kinds = manifests.kinds();
        assertThat(kinds.getFirst()).isEqualTo("Namespace");
        assertThat(kinds.getLast()).isEqualTo("Deployment");
        assertThat(kinds.indexOf("ServiceAccount"))
                .isBetween(0, kinds.indexOf("ClusterRoleBinding"))
                .isLessThan(kinds.indexOf("RoleBinding"));
    }

    @Test
    void runUnderTheRestrictedPodSecurityStandard() {
        assertThat(manifests
                        .only("Namespace")
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
        JsonNode pod = manifests.only("Deployment").at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("containers")).allSatisfy(container -> {
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(Manifests.texts(container, "/securityContext/capabilities/drop"))
                    .containsExactly("ALL");
        });
    }
}
