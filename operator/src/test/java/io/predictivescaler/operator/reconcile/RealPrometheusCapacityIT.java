package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.ShopCluster;
import io.predictivescaler.operator.testkit.prometheus.RealPrometheus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from the series of kube-state-metrics and cAdvisor to bounds, with nothing but {@code learned: {}}. */
@DisplayName("With the real Prometheus and three days of a cluster's standard series")
@EnableKubernetesMockClient(crud = true, https = false)
class RealPrometheusCapacityIT {
    private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
    private static final String QUERY = "sum(rate(shop_requests_total{app=\"checkout\"}[5m]))";

    @TempDir
    private static Path directory;

    private static RealPrometheus prometheus;

    KubernetesClient client;
    private OperatorFixture operator;

    @BeforeAll
    static void fill() {
        RealPrometheus.assumeInstalled();
        prometheus = RealPrometheus.holding(
                directory,
                ShopCluster.between(NOON.minus(Duration.ofDays(3)), NOON.plus(Duration.ofHours(1)), 20261103));
    }

    @AfterAll
    static void stopPrometheus() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    private static HorizontalPodAutoscaler hpa() {
        return OperatorFixture.hpaOf(NAME, 2, 60)
                .editSpec()
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(60)
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }

    @Test
    void findsWhatAReplicaCarriesWithNothingStated() {
        operator = OperatorFixture.on(client, prometheus.url(), NOON)
                .withHpa(hpa())
                .withEnforcing(NAME, """
                        demand:
                        - query: %s
                          unit: req/s
                          capacityPerReplica: {learned: {}}
                          history: {lookback: 3d}
                        """.formatted(QUERY))
                .start();

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));

        PredictiveScalerStatus.Demand demand = operator.status().demand().getFirst();
        assertThat(demand.capacitySource()).isEqualTo("Learned");
        assertThat(demand.perReplica()).isCloseTo(ShopCluster.CAPACITY, withinPercentage(10));
        assertThat(operator.message("DemandAvailable")).contains(" at 60%, ");
        operator.await(() -> assertThat(operator.floor()).isBetween(21, 28));
    }
}
