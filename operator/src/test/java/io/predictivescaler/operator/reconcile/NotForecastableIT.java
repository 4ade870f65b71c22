package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static java.util.Objects.requireNonNull;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When demand cannot be forecast at the lead time")
@EnableKubernetesMockClient(crud = true, https = false)
class NotForecastableIT {
    /** The walk needs about 20 replicas all the time, the orders 10 by day and 1 by night. */
    private static final String WALK = """
            demand:
            - name: walk
              query: walk
              capacityPerReplica: {fixed: 50}
              history: {lookback: 28d}
            """;

    private static final String WALK_AND_ORDERS = WALK + """
            - name: orders
              query: orders
              capacityPerReplica: {fixed: 50}
              history: {lookback: 28d}
            """;

    private static final Instant BEFORE_THE_DAY = Instant.parse("2026-11-03T06:00:00Z");

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void prepare() {
        prometheus = PrometheusStub.start().serving("walk", Week.randomWalk(3)).serving("orders", Week.times(0.5));
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private void startEnforcing(String spec) {
        operator = OperatorFixture.on(client, prometheus.url(), BEFORE_THE_DAY)
                .withHpa(2, 40)
                .withEnforcing(NAME, spec)
                .start();
        operator.await(() -> assertThat(operator.condition("ForecastReady")).isEqualTo("False, NotForecastable"));
    }

    @Test
    void leavesTheAutoscalerAloneAndSaysWhy() {
        startEnforcing(WALK);
        operator.pass(Duration.ofMinutes(30));

        assertThat(operator.floor()).isEqualTo(2);
        assertThat(operator.note()).isEmpty();
        assertThat(operator.condition("Ready")).isEqualTo("False, NotForecastable");
        assertThat(operator.message("ForecastReady"))
                .startsWith("demand entry 'walk' is not forecastable ")
                .contains(
                        " ahead, its autoscaler alone does as well: trial forecasts up to 1h ahead in the last 7 days were ")
                .endsWith("; a longer history.lookback, or a query whose demand has a rhythm, may change that");
        assertThat(requireNonNull(operator.status().decision()).reason()).isEqualTo("NoOpinion");
        assertThat(operator.events()).anyMatch(event -> event.contains("NotForecastable"));
    }

    @Test
    void stillShowsTheForecastWithoutASeasonThatIsNone() {
        startEnforcing(WALK);

        assertThat(requireNonNull(operator.status().forecast()).points()).isNotEmpty();
        assertThat(operator.status().demand()).singleElement().satisfies(entry -> {
            assertThat(entry.seasons()).isEmpty();
            assertThat(entry.model()).isNotEmpty();
        });
    }

    @Test
    void raisesForTheOtherEntriesAndHoldsNothingBack() {
        startEnforcing(WALK_AND_ORDERS);
        assertThat(operator.floor()).isEqualTo(2);

        operator.passUntil(Instant.parse("2026-11-03T09:30:00Z"));
        assertThat(operator.floor()).isBetween(9, 13);

        operator.passUntil(Instant.parse("2026-11-03T20:00:00Z"));
        assertThat(operator.condition("ForecastReady")).isEqualTo("False, NotForecastable");
        assertThat(operator.floor()).isEqualTo(2);
    }
}
