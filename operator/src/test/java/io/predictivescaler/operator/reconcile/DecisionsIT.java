package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Decision;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last ten decisions in status, through a day of demand that rises and falls. */
@EnableKubernetesMockClient(crud = true, https = false)
class DecisionsIT {
    private static final Instant NIGHT = Instant.parse("2026-11-03T02:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-04T00:00:00Z");

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void start() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), NIGHT)
                .refreshingEvery(Duration.ofMinutes(5))
                .withHpa(2, 40);
        operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private static String kind(Decision decision) {
        return decision.minReplicas() + ", " + decision.maxReplicas() + ", " + decision.reason() + ", "
                + decision.limitedBy();
    }

    @Test
    void areTheLastTenThatDifferFromTheOneBefore() {
        Set<Decision> all = new LinkedHashSet<>();
        while (operator.now().isBefore(MIDNIGHT)) {
            operator.pass(Duration.ofMinutes(5));
            List<Decision> oldestFirst = new ArrayList<>(operator.status().decisions());
            Collections.reverse(oldestFirst);
            all.addAll(oldestFirst);
        }

        List<Decision> last = operator.status().decisions();
        assertThat(last).hasSize(PredictiveScalerStatus.MOST_DECISIONS);
        assertThat(operator.status().decision()).isEqualTo(last.getFirst());
        assertThat(last)
                .extracting(decision -> Instant.parse(decision.time()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        List<Decision> ever = new ArrayList<>(all);
        assertThat(ever).as("a day has more decisions than are kept").hasSizeGreaterThan(12);
        assertThat(ever.reversed().subList(0, last.size()))
                .as("the oldest are dropped")
                .isEqualTo(last);
        for (int i = 1; i < ever.size(); i++) {
            assertThat(kind(ever.get(i))).as("decision %s of the day", i).isNotEqualTo(kind(ever.get(i - 1)));
        }
        assertThat(ever)
                .allSatisfy(
                        decision -> assertThat(decision.message()).isNotBlank().doesNotEndWith("…"));
    }

    @Test
    void stayAsTheyAreThroughAQuietNight() {
        operator.pass(Duration.ofMinutes(30));
        List<Decision> before = operator.status().decisions();

        operator.pass(Duration.ofHours(4));

        assertThat(operator.status().decisions()).isEqualTo(before);
    }
}
