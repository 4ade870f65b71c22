package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When demand falls to a third of what was forecast")
@EnableKubernetesMockClient(crud = true)
class TrustIT {
    private static final Instant BREAK = Instant.parse("2026-11-03T11:00:00Z");

    private static final String ENTRY = """
            demand:
            - name: orders
              query: orders
              capacityPerReplica: {fixed: 50}
              history: {lookback: 28d}
            """;

    KubernetesClient client;
    private final PrometheusStub prometheus = PrometheusStub.start().serving("orders", brokenAt(BREAK));
    private OperatorFixture operator;

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private static Series brokenAt(Instant time) {
        Series daily = Week.daily();
        SplittableRandom random = new SplittableRandom(7);
        double[] values = daily.toArray(0);
        for (int i = 0; i < values.length; i++) {
            double height = daily.timeOf(i).isBefore(time) ? 1 : 0.3;
            values[i] *= height * (1 + random.nextDouble(-0.05, 0.05));
        }
        return Series.of(daily.start(), daily.step(), values);
    }

    private void startAt(Instant time, String trust) {
        operator = OperatorFixture.on(client, prometheus.url(), time)
                .refreshingEvery(Duration.ofMinutes(5))
                .withHpa(2, 40)
                .withEnforcing(NAME, ENTRY + trust)
                .start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
    }

    @Test
    void distrustReleasesTheFloorAndIsTold() {
        startAt(BREAK.minus(Duration.ofHours(1)), "");
        assertThat(operator.condition("Trusted")).isEqualTo("True, Proven");
        assertThat(operator.message("Trusted")).startsWith("demand entry 'orders': skill ");
        assertThat(operator.floor()).isGreaterThan(15);

        operator.passUntil(BREAK.plus(Duration.ofHours(4)));

        assertThat(operator.condition("Trusted")).isEqualTo("False, PatternBroken");
        assertThat(operator.message("Trusted")).contains(" windows of 20m in a row came outside P01 to P99");
        assertThat(operator.events(NAME)).contains("Warning PatternBroken");
        assertThat(operator.floor()).isEqualTo(2);
        assertThat(requireNonNull(operator.status().decision()).reason()).isEqualTo("Distrusted");
    }

    @Test
    void holdKeepsTheFloorAndRaisesNothing() {
        startAt(BREAK.minus(Duration.ofHours(1)), "trust: {onDistrust: Hold}");
        operator.passUntil(BREAK.plus(Duration.ofHours(3)));
        assertThat(operator.condition("Trusted")).isEqualTo("False, PatternBroken");
        int held = operator.floor();

        operator.passUntil(BREAK.plus(Duration.ofHours(8)));

        assertThat(held).isGreaterThan(2);
        assertThat(operator.floor()).isEqualTo(held);
        assertThat(requireNonNull(operator.status().decision()).reason()).isEqualTo("Distrusted");
    }
}
