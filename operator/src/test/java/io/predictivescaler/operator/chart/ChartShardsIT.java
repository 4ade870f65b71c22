package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several Deployments share the resources, and do not get into each other's way. */
class ChartShardsIT {
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

    private final Manifests manifests = with("shards: 3");

    @Test
    void runsADeploymentForEach() {
        assertThat(manifests.all("Deployment"))
                .extracting(Manifests::name)
                .containsExactly("ps-predictive-scaler-0", "ps-predictive-scaler-1", "ps-predictive-scaler-2");
        for (int i = 0; i < 3; i++) {
            JsonNode deployment = manifests.all("Deployment").get(i);
            assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
            assertThat(Manifests.texts(deployment, "/spec/template/spec/containers/0/args"))
                    .contains("--shard-count=3", "--shard=" + i, "--lease-name=ps-predictive-scaler-" + i);
        }
    }

    @Test
    void letsNoSelectorOfAShardMatchAnothersPods() {
        for (JsonNode deployment : manifests.all("Deployment")) {
            String name = Manifests.name(deployment);
            JsonNode budget = manifests.named("PodDisruptionBudget", name);
            for (JsonNode other : manifests.all("Deployment")) {
                assertThat(List.of(
                                deployment.at("/spec/selector/matchLabels"),
                                budget.at("/spec/selector/matchLabels"),
                                deployment.at(
                                        "/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels")))
                        .allMatch(selector -> Manifests.selects(selector, other)
                                == Manifests.name(other).equals(name));
            }
        }
    }

    @Test
    void servesAllWithOneService() {
        assertThat(manifests.all("Deployment"))
                .allMatch(deployment ->
                        Manifests.selects(manifests.only("Service").at("/spec/selector"), deployment));
    }

    @Test
    void restoresOnce() {
        assertThat(manifests.all("Job")).hasSize(1);
    }

    @Test
    void mayHoldTheLeaseOfEachShard() {
        assertThat(Manifests.texts(manifests.named("Role", "ps-predictive-scaler-self"), "/rules/2/resourceNames"))
                .containsExactly("ps-predictive-scaler-0", "ps-predictive-scaler-1", "ps-predictive-scaler-2");
    }

    @Test
    void numbersALeaseOfTheUsersName() {
        assertThat(with("{shards: 2, leaderElection: {leaseName: mine}}").all("Deployment"))
                .extracting(deployment -> Manifests.texts(deployment, "/spec/template/spec/containers/0/args"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("--lease-name=mine-0"),
                        second -> assertThat(second).contains("--lease-name=mine-1"));
    }

    @Test
    void saysNothingOfShardsWhereThereIsOne() {
        assertThat(with("shards: 1")).isEqualTo(with("{}"));
        assertThat(with("{}").only("Deployment").toString()).doesNotContain("shard");
    }
}
