package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static io.predictivescaler.operator.testkit.OperatorFixture.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether the floor follows what the query answers, and nothing else: the proof that a raise is a forecast's doing. */
@DisplayName("Before a peak at 9 o'clock")
@EnableKubernetesMockClient(crud = true, https = false)
class OtherTrafficIT {
    private static final Instant EARLY = Instant.parse("2026-11-03T07:30:00Z");
    private static final Instant SHORTLY_BEFORE_NINE = Instant.parse("2026-11-03T08:55:00Z");

    private static final String SPEC = """
            demand:
            - query: %s
              capacityPerReplica: {fixed: 50}
              history: {lookback: 8d}
            """.formatted(QUERY);

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void prepare() {
        prometheus = PrometheusStub.start();
        operator = OperatorFixture.on(client, prometheus.url(), EARLY)
                .withHpa(2, 40)
                .withEnforcing(NAME, SPEC);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private void startServing(Series demand) {
        prometheus.serving(QUERY, demand);
        operator.start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
    }

    @Test
    void stagesCapacityWhenTheQueryAnswersThisWorkloadsTraffic() {
        startServing(Week.daily());

        operator.passUntil(SHORTLY_BEFORE_NINE);

        assertThat(operator.floor()).isGreaterThanOrEqualTo(18);
    }

    @Test
    void stagesNothingWhenTheQueryAnswersTrafficThatPeaksAtNight() {
        startServing(Week.nightly());

        for (Instant look = EARLY; look.isBefore(SHORTLY_BEFORE_NINE); look = operator.now()) {
            operator.pass(Duration.ofMinutes(5));
            assertThat(operator.floor()).as("at %s", operator.now()).isLessThanOrEqualTo(3);
        }
        assertThat(operator.status().forecast().nextPeak().time()).isBetween("2026-11-03T20", "2026-11-04T06");
    }

    @Test
    void stagesNothingForConstantTraffic() {
        startServing(Week.constant(100));

        operator.passUntil(SHORTLY_BEFORE_NINE);

        assertThat(operator.floor()).isLessThanOrEqualTo(3);
    }
}
