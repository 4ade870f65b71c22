package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static io.predictivescaler.operator.testkit.OperatorFixture.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The operator's own pages")
@EnableKubernetesMockClient(crud = true, https = false)
class OwnMetricsIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T10:02:00Z");

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void startRaised() {
        prometheus = PrometheusStub.start().serving(QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), MORNING)
                .withHpa(2, 40)
                .withEnforcing(NAME, """
                        demand:
                        - name: requests
                          query: %s
                          capacityPerReplica: {fixed: 50}
                          history: {lookback: 8d}
                        """.formatted(QUERY))
                .start();
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(18));
        operator.pass(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    @Test
    void tellOfEveryResourceWhatWasReadForecastPlannedAndDone() {
        Map<String, Double> series = operator.series(NAME);
        double floor = operator.floor();

        assertThat(series)
                .containsEntry("predictive_scaler_demand{demand=\"requests\"}", 1000.0)
                .containsEntry("predictive_scaler_floor_replicas", floor)
                .containsEntry("predictive_scaler_floor_wanted_replicas", floor)
                .containsEntry("predictive_scaler_ceiling_replicas", 40.0)
                .containsEntry("predictive_scaler_baseline_floor_replicas", 2.0)
                .containsEntry("predictive_scaler_baseline_ceiling_replicas", 40.0)
                .containsEntry("predictive_scaler_highest_ceiling_replicas", 40.0)
                .containsEntry("predictive_scaler_bounds_held", 1.0)
                .containsEntry("predictive_scaler_mode_info{asked=\"Enforce\",in_force=\"Enforce\"}", 1.0)
                .containsEntry(
                        "predictive_scaler_condition{reason=\"DemandRead\",status=\"True\",type=\"DemandAvailable\"}",
                        1.0)
                .containsEntry("predictive_scaler_decisions_total{reason=\"ForecastRaise\"}", 1.0)
                .containsKey("predictive_scaler_added_replica_hours_total");
        assertThat(series.keySet())
                .filteredOn(metric -> metric.endsWith(",type=\"Ready\"}"))
                .singleElement()
                .asString()
                .contains("status=\"True\"");
        assertThat(series.get("predictive_scaler_next_peak_replicas")).isBetween(18.0, 40.0);
        assertThat(series.get("predictive_scaler_next_peak_timestamp_seconds"))
                .isBetween(
                        seconds(operator.now().minusSeconds(60)),
                        seconds(operator.now().plus(Duration.ofHours(24))));
        assertThat(series.get("predictive_scaler_last_look_timestamp_seconds"))
                .isBetween(seconds(operator.now().minusSeconds(60)), seconds(operator.now()));
        assertThat(series.get("predictive_scaler_forecast_demand{demand=\"requests\"}"))
                .isBetween(950.0, 1300.0);
        assertThat(series.get("predictive_scaler_needed_replicas")).isBetween(18.0, 26.0);
        assertThat(series.get("predictive_scaler_forecast_expire_timestamp_seconds{demand=\"requests\"}"))
                .isBetween(
                        seconds(operator.now().plusSeconds(3600)),
                        seconds(operator.now().plusSeconds(7200)));
        assertThat(series.get("predictive_scaler_bounds_expire_timestamp_seconds"))
                .isBetween(
                        seconds(operator.now().plusSeconds(1800)),
                        seconds(operator.now().plusSeconds(7200)));
        assertThat(series.keySet())
                .noneMatch(name -> name.contains("errors_total"))
                .filteredOn(name -> name.startsWith("predictive_scaler_decision_info"))
                .hasSize(1);
    }

    @Test
    void countTheWorkForAllResourcesTogether() {
        String page = operator.page("/metrics").body();

        assertThat(page)
                .containsPattern("(?m)^predictive_scaler_fit_duration_seconds_count 1$")
                .containsPattern("(?m)^predictive_scaler_query_duration_seconds_count [1-9]")
                .containsPattern("(?m)^predictive_scaler_leader\\{shard=\"0\"} 1.0$")
                .containsPattern("(?m)^predictive_scaler_look_interval_seconds 60.0$")
                .contains("predictive_scaler_build_info{");
    }

    @Test
    void countWhatTheFloorCosts() {
        String added = "predictive_scaler_added_replica_hours_total";
        double before = operator.series(NAME).get(added);
        int above = operator.floor() - 2;

        operator.pass(Duration.ofMinutes(6));

        assertThat(operator.series(NAME).get(added) - before)
                .as("%d replicas above the baseline for six minutes", above)
                .isBetween(above * 0.08, above * 0.12);
    }

    @Test
    void goOnTellingOfTheFloorWhenTheSpecIsNoLongerUnderstood() {
        operator.respec("Enforce", "timeZone: Mars/Base");

        operator.await(() -> assertThat(operator.series(NAME))
                .containsEntry(
                        "predictive_scaler_condition{reason=\"InvalidSpec\",status=\"False\",type=\"Ready\"}", 1.0)
                .containsEntry("predictive_scaler_bounds_held", 1.0)
                .containsKey("predictive_scaler_bounds_expire_timestamp_seconds")
                .doesNotContainKey("predictive_scaler_mode_info{asked=\"Enforce\",in_force=\"Enforce\"}"));
    }

    @Test
    void tellThatTheKillSwitchKeepsItFromEnforcing() {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("predictive-scaler-kill-switch")
                        .withNamespace(client.getNamespace())
                        .endMetadata()
                        .addToData("mode", "Freeze")
                        .build())
                .create();

        operator.await(() -> assertThat(operator.series(NAME))
                .containsEntry("predictive_scaler_mode_info{asked=\"Enforce\",in_force=\"Observe\"}", 1.0));
    }

    @Test
    void forgetAResourceThatIsDeleted() {
        operator.scalerResource(NAME).delete();

        operator.await(() -> assertThat(operator.series(NAME)).isEmpty());
        operator.pass(Duration.ofMinutes(5));
        assertThat(operator.series(NAME)).isEmpty();
        assertThat(operator.page("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void answerThatTheOperatorLivesAndIsReady() {
        assertThat(operator.page("/healthz").statusCode()).isEqualTo(200);
        assertThat(operator.page("/readyz").statusCode()).isEqualTo(200);
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond();
    }
}
