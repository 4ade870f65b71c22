package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.RangeRequestSeen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A resource with hostile values")
@EnableKubernetesMockClient(crud = true, https = false)
class HostileValuesIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T10:00:00Z");
    /** What Prometheus gives in one answer. */
    private static final int MOST_POINTS = 11_000;
    /** What a status may take of etcd. */
    private static final int LARGEST_STATUS = 16 << 10;

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void prepare() {
        prometheus = PrometheusStub.start();
        operator = OperatorFixture.on(client, prometheus.url(), MORNING).withHpa(2, 40);
    }

    @AfterEach
    void stop() {
        assertThat(operator.series(NAME).keySet()).noneMatch(name -> name.contains("InternalError"));
        operator.close();
        prometheus.close();
    }

    private void start(Series demand, String query, String capacity, String history) {
        prometheus.serving(query, demand);
        operator.withEnforcing(NAME, """
                demand:
                - query: "%s"
                  capacityPerReplica: {fixed: %s}
                  history: {%s}
                """.formatted(query, capacity, history)).start();
        operator.pass(Duration.ofMinutes(6));
    }

    @Test
    void thatNeedsATrillionReplicasGetsTheMaximumAndIsToldSo() {
        start(Week.daily(), "requests", "1n", "lookback: 8d");

        assertThat(operator.floor()).isEqualTo(40);
        assertThat(operator.hpa().getSpec().getMaxReplicas()).isEqualTo(40);
        assertThat(operator.condition("Limited")).isEqualTo("True, MaxReplicas");
        assertThat(operator.status().forecast().nextPeak().replicas()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void thatMeasuresAbsurdDemandGetsTheMaximum() {
        start(Week.times(1e30), "requests", "50", "lookback: 8d");

        assertThat(operator.condition("Ready")).startsWith("True");
        assertThat(operator.floor()).isEqualTo(40);
    }

    @Test
    void thatMeasuresNothingButZerosStaysAtItsBaseline() {
        start(Week.constant(0), "requests", "\"0.001\"", "lookback: 8d");

        assertThat(operator.condition("Ready")).startsWith("True");
        assertThat(operator.floor()).isEqualTo(2);
        assertThat(operator.note()).isEmpty();
    }

    @Test
    void thatAsksForTooManyStepsGetsCoarserOnesAndIsToldSo() {
        start(hourly(Duration.ofDays(400)), "requests", "50", "lookback: 400d, step: 1m");

        assertThat(operator.condition("Ready")).startsWith("True");
        assertThat(operator.message("Ready"))
                .contains("spec.demand[0].history.step is 1m")
                .contains("1h is used");
        assertThat(prometheus.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.step()).isEqualTo(Duration.ofHours(1));
            assertThat(request.points()).isLessThanOrEqualTo(MOST_POINTS);
        });
        assertThat(prometheus.requests().stream()
                        .mapToInt(RangeRequestSeen::points)
                        .sum())
                .isGreaterThanOrEqualTo(9_600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lookback: 400d, step: 1s", "lookback: 401d", "lookback: 99999999999w", "step: 7m"})
    void thatAsksForWhatIsNotOnOfferIsRefusedWithoutAQuery(String history) {
        start(Week.daily(), "requests", "50", history);

        assertThat(operator.condition("Ready")).isEqualTo("False, InvalidSpec");
        assertThat(operator.message("Ready")).contains("spec.demand[0].history.");
        assertThat(operator.events(NAME)).contains("Warning InvalidSpec");
        assertThat(prometheus.requests()).isEmpty();
        assertThat(operator.floor()).isEqualTo(2);
    }

    @Test
    void thatHasAQueryOfAMegabyteIsReadLikeAnyOther() {
        String query = "sum(rate(requests{pod=~'" + "a|".repeat(500_000) + "b'}[5m]))";

        start(Week.daily(), query, "50", "lookback: 8d");

        assertThat(operator.condition("Ready")).startsWith("True");
        assertThat(operator.floor()).isGreaterThanOrEqualTo(18);
        String status = client.getKubernetesSerialization().asJson(operator.status());
        assertThat(status.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST_STATUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999y", "9999999999y9999999999w9999999999d", "999999999999999999999999", "((((", ""})
    void thatHasAnImpossibleRangeInItsQueryIsReadAllTheSame(String range) {
        start(Week.daily(), "rate(requests[" + range.repeat(40) + "])", "50", "lookback: 8d");

        assertThat(operator.condition("Ready")).startsWith("True");
        assertThat(operator.condition("DemandAvailable")).isEqualTo("True, DemandRead");
    }

    private static Series hourly(Duration length) {
        double[] demand = new double[Math.toIntExact(length.plusDays(3).toHours())];
        Arrays.fill(demand, 100);
        return Series.of(MORNING.minus(length).minus(Duration.ofDays(1)), Duration.ofHours(1), demand);
    }
}
