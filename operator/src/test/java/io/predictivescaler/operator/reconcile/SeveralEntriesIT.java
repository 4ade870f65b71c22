package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When one of several demand entries cannot be read")
@EnableKubernetesMockClient(crud = true, https = false)
class SeveralEntriesIT {
    /** By day requests need 20 replicas, and orders 10. */
    private static final String SPEC = """
            demand:
            - name: requests
              query: requests
              capacityPerReplica: {fixed: 50}
              history: {lookback: 8d}
            - name: orders
              query: orders
              capacityPerReplica: {fixed: 50}
              history: {lookback: 8d}
            forecast: {maxAge: 30m}
            """;

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void prepare() {
        prometheus = PrometheusStub.start().serving("requests", Week.daily()).serving("orders", Week.times(0.5));
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private void startAt(String time) {
        operator = OperatorFixture.on(client, prometheus.url(), Instant.parse(time))
                .withHpa(2, 40)
                .withEnforcing(NAME, SPEC)
                .start();
    }

    @Test
    void releasesNothingBelowItsLastPlanUntilItsForecastExpires() {
        startAt("2026-11-03T10:00:00Z");
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(18));

        prometheus.serving("requests", Reply.status(500));
        operator.pass(Duration.ofMinutes(29));

        assertThat(operator.condition("DemandAvailable")).isEqualTo("False, PrometheusFailed");
        assertThat(operator.message("DemandAvailable")).contains("demand entry 'requests'");
        assertThat(operator.floor()).isGreaterThanOrEqualTo(18);

        operator.pass(Duration.ofMinutes(60));

        assertThat(operator.condition("ForecastReady")).isEqualTo("False, ForecastExpired");
        assertThat(operator.floor()).isBetween(9, 15);
    }

    @Test
    void stillRaisesForTheOthers() {
        startAt("2026-11-03T07:30:00Z");
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));

        prometheus.serving("requests", Reply.status(500));
        operator.passUntil(Instant.parse("2026-11-03T08:55:00Z"));

        assertThat(operator.condition("ForecastReady")).isEqualTo("False, ForecastExpired");
        assertThat(operator.floor()).isBetween(9, 15);
    }

    @Test
    void raisesForTheOthersAlsoWhenItWasNeverRead() {
        prometheus.serving("requests", Reply.status(500));
        startAt("2026-11-03T08:30:00Z");

        operator.passUntil(Instant.parse("2026-11-03T08:55:00Z"));

        assertThat(operator.condition("DemandAvailable")).isEqualTo("False, PrometheusFailed");
        assertThat(operator.condition("Enforcing")).isEqualTo("True, BoundsFollowPlan");
        assertThat(operator.floor()).isBetween(9, 15);
    }
}
