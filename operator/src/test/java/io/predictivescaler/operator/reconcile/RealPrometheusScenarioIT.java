package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.ShopTraffic;
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

/** The whole way from counters in a real Prometheus to bounds, with a query as users write it. */
@DisplayName("With the real Prometheus and a fortnight of a shop's request counters")
@EnableKubernetesMockClient(crud = true, https = false)
class RealPrometheusScenarioIT {
    private static final Instant TUESDAY = Instant.parse("2026-11-03T00:00:00Z");

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
                ShopTraffic.between(TUESDAY.minus(Duration.ofDays(14)), TUESDAY.plus(Duration.ofHours(14)), 20261103));
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

    private void startAt(String time) {
        operator = OperatorFixture.on(client, prometheus.url(), at(time))
                .withHpa(2, 40)
                .withEnforcing(NAME, """
                        demand:
                        - query: %s
                          unit: req/s
                          capacityPerReplica: {fixed: 50}
                          history: {lookback: 14d}
                        """.formatted(ShopTraffic.QUERY))
                .start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-03T" + time + ":00Z");
    }

    @Test
    void stagesCapacityBeforeTheMorningPeakAndGivesItBackAfterIt() {
        startAt("07:30");
        assertThat(operator.floor()).isBetween(2, 4);

        operator.passUntil(at("08:10"));
        int beforeTheRamp = operator.floor();
        operator.passUntil(at("08:56"));
        int beforeThePeak = operator.floor();
        operator.passUntil(at("13:30"));

        assertThat(beforeTheRamp).isBetween(2, 4);
        assertThat(beforeThePeak).isBetween(17, 26);
        assertThat(operator.floor()).isBetween(2, 4);
        assertThat(operator.hpa().getSpec().getMaxReplicas()).isEqualTo(40);
    }

    @Test
    void restoresTheOriginalBoundsWhenTheResourceIsDeletedAtThePeak() {
        startAt("09:30");
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(17));
        assertThat(operator.scaler().getMetadata().getFinalizers()).isNotEmpty();

        operator.scalerResource(NAME).delete();

        operator.await(() -> {
            assertThat(operator.hpa().getSpec().getMinReplicas()).isEqualTo(2);
            assertThat(operator.hpa().getSpec().getMaxReplicas()).isEqualTo(40);
            assertThat(operator.note()).isEmpty();
            assertThat(operator.scalerResource(NAME).get()).isNull();
        });
    }

    @Test
    void keepsThePlanWhilePrometheusIsAwayAndGoesOnWhenItIsBack() {
        startAt("08:00");
        prometheus.stop();
        operator.passUntil(at("08:56"));

        assertThat(operator.condition("DemandAvailable")).isEqualTo("False, PrometheusUnreachable");
        assertThat(operator.floor()).isBetween(17, 26);

        prometheus.start();
        operator.pass(Duration.ofMinutes(7));

        assertThat(operator.condition("DemandAvailable")).isEqualTo("True, DemandRead");
        assertThat(operator.condition("Ready")).startsWith("True");
        assertThat(operator.floor()).isBetween(17, 26);
    }
}
