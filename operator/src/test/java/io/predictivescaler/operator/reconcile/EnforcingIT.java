package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class EnforcingIT {
    private static final Instant NIGHT = Instant.parse("2026-11-03T02:00:00Z");

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void start() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), NIGHT).withHpa(2, 40);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    @Test
    void raisesTheFloorBeforeTheMorningAndGivesItBackAfterTheEvening() {
        operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
        assertThat(operator.floor()).isLessThanOrEqualTo(3);

        operator.passUntil(Instant.parse("2026-11-03T08:50:00Z"));
        assertThat(operator.floor()).isGreaterThanOrEqualTo(18);

        operator.passUntil(Instant.parse("2026-11-03T21:00:00Z"));
        assertThat(operator.floor()).isLessThanOrEqualTo(3);
    }

    @Test
    void putsTheBaselineBackWhenTheResourceIsDeleted() {
        operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
        operator.passUntil(Instant.parse("2026-11-03T10:00:00Z"));
        assertThat(operator.floor()).isGreaterThan(2);

        operator.scalerResource(OperatorFixture.NAME).delete();

        operator.await(() -> {
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(operator.note()).isEmpty();
            assertThat(operator.scalerResource(OperatorFixture.NAME).get()).isNull();
        });
    }

    @Test
    void writesNothingToTheTargetWhileItObserves() {
        operator.withScaler("Observe", "").start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
        String before = operator.hpa().getMetadata().getResourceVersion();

        operator.pass(Duration.ofHours(12));

        assertThat(operator.hpa().getMetadata().getResourceVersion()).isEqualTo(before);
        assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();
        assertThat(operator.status().decision().minReplicas()).isGreaterThanOrEqualTo(18);
        assertThat(operator.condition("Enforcing")).isEqualTo("False, Observing");
    }
}
