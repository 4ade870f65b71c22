package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static io.predictivescaler.operator.testkit.OperatorFixture.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** By night demand needs 2 or 3 replicas; from 8 to 9 o'clock it rises to 20 and a few more, and the maximum is 12. */
@DisplayName("A need above the maximum")
@EnableKubernetesMockClient(crud = true, https = false)
class PredictedBreachIT {
    private static final Instant NIGHT = Instant.parse("2026-11-03T01:00:00Z");

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void prepare() {
        prometheus = PrometheusStub.start().serving(QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), NIGHT).withHpa(2, 12);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    @Test
    void isAnnouncedHoursAheadWithItsTimeAndNumber() {
        operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();

        operator.await(() -> assertThat(operator.condition("Limited")).isEqualTo("True, MaxReplicas"));
        assertThat(operator.message("Limited"))
                .matches(
                        "08:[2-4]\\d UTC needs 1\\d replicas, later up to 2\\d, maximum 12: raise maxReplicas, or allow it"
                                + " with bounds.maxReplicas.policy: Raise");
        assertThat(operator.floor()).isLessThanOrEqualTo(3);
        assertThat(operator.events(NAME)).contains("Warning MaxReplicas");
    }

    @Test
    void beyondThePublishedHorizonIsNotAnnounced() {
        operator.withScaler("Enforce", "leadTime: {fixed: 5m}\nforecast: {horizon: 4h}")
                .start();

        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
        assertThat(operator.condition("Limited")).isEqualTo("False, NotLimited");
    }
}
