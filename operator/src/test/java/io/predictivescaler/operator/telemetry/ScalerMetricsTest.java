package io.predictivescaler.operator.telemetry;

import static io.predictivescaler.operator.telemetry.Fleet.CHECKOUT;
import static io.predictivescaler.operator.telemetry.Fleet.SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.telemetry.Observation.Holding;
import io.predictivescaler.operator.telemetry.Observation.Planned;
import io.predictivescaler.planning.Reason;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScalerMetricsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_420_800);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ScalerMetrics metrics =
            new ScalerMetrics(registry, new Version("1.2.3"), Shard.whole(), Duration.ofSeconds(60));

    @BeforeEach
    void lead() {
        metrics.leads();
    }

    private List<String> series() {
        return Exposition.of(registry).series();
    }

    private List<String> seriesOf(ResourceKey key) {
        return series().stream()
                .filter(line -> line.contains("name=\"" + key.name() + "\""))
                .toList();
    }

    @Nested
    class OfAResource {
        @BeforeEach
        void everythingIsKnown() {
            metrics.observed(CHECKOUT, Fleet.well(NOW));
            metrics.decided(CHECKOUT, Reason.ForecastRaise);
            metrics.failed(CHECKOUT, ConditionReason.PrometheusUnreachable);
            metrics.failed(CHECKOUT, ConditionReason.PrometheusUnreachable);
        }

        @Test
        void tellWhatTheLastLookFound() {
            String labels = "name=\"checkout\",namespace=\"shop\"";
            String demand = "{demand=\"requests\"," + labels + "} ";

            assertThat(seriesOf(CHECKOUT))
                    .containsExactlyInAnyOrder(
                            "predictive_scaler_added_replica_hours_total{" + labels + "} 0.0",
                            "predictive_scaler_baseline_ceiling_replicas{" + labels + "} 40.0",
                            "predictive_scaler_baseline_floor_replicas{" + labels + "} 2.0",
                            "predictive_scaler_benefit_short_seconds{" + labels + ",scaling=\"Reactive\"} 12720.0",
                            "predictive_scaler_benefit_short_seconds{" + labels + ",scaling=\"Predictive\"} 540.0",
                            "predictive_scaler_benefit_extra_replica_hours{" + labels + "} 41.0",
                            "predictive_scaler_bounds_held{" + labels + "} 1.0",
                            "predictive_scaler_demand" + demand + "310.5",
                            "predictive_scaler_forecast_skill_ratio" + demand + "0.31",
                            "predictive_scaler_forecast_coverage_ratio" + demand + "0.94",
                            "predictive_scaler_forecast_demand" + demand + "431.0",
                            "predictive_scaler_forecast_expire_timestamp_seconds" + demand + "1.795428E9",
                            "predictive_scaler_capacity_per_replica{demand=\"requests\"," + labels
                                    + ",source=\"Learned\"} 37.2",
                            "predictive_scaler_floor_wanted_replicas{" + labels + "} 9.0",
                            "predictive_scaler_floor_replicas{" + labels + "} 7.0",
                            "predictive_scaler_ceiling_replicas{" + labels + "} 41.0",
                            "predictive_scaler_highest_ceiling_replicas{" + labels + "} 60.0",
                            "predictive_scaler_needed_replicas{" + labels + "} 12.0",
                            "predictive_scaler_next_peak_replicas{" + labels + "} 17.0",
                            "predictive_scaler_next_peak_timestamp_seconds{" + labels + "} 1.7954424E9",
                            "predictive_scaler_budget_used_replica_hours{" + labels + "} 1.5",
                            "predictive_scaler_budget_limit_replica_hours{" + labels + "} 200.0",
                            "predictive_scaler_last_look_timestamp_seconds{" + labels + "} 1.7954208E9",
                            "predictive_scaler_lead_time_seconds{" + labels + ",source=\"Learned\"} 190.0",
                            "predictive_scaler_lead_time_samples{" + labels + "} 20.0",
                            "predictive_scaler_bounds_expire_timestamp_seconds{" + labels + "} 1.795428E9",
                            "predictive_scaler_condition{" + labels
                                    + ",reason=\"AsExpected\",status=\"True\",type=\"Ready\"} 1.0",
                            "predictive_scaler_mode_info{asked=\"Enforce\",in_force=\"Enforce\"," + labels + "} 1",
                            "predictive_scaler_decision_info{limited_by=\"RaiseStep\"," + labels
                                    + ",reason=\"ForecastRaise\"} 1",
                            "predictive_scaler_decisions_total{" + labels + ",reason=\"ForecastRaise\"} 1.0",
                            "predictive_scaler_errors_total{kind=\"PrometheusUnreachable\"," + labels + "} 2.0");
        }

        @Test
        void leaveOutWhatIsNoLongerKnown() {
            metrics.observed(CHECKOUT, Fleet.unresolved(NOW));

            assertThat(seriesOf(CHECKOUT))
                    .filteredOn(line -> !line.contains("_total{"))
                    .extracting(line -> line.substring(0, line.indexOf('{')))
                    .containsExactly(
                            "predictive_scaler_bounds_held",
                            "predictive_scaler_condition",
                            "predictive_scaler_last_look_timestamp_seconds");
        }

        @Test
        void nameOnlyTheReasonOfNow() {
            metrics.observed(
                    CHECKOUT,
                    with(Fleet.condition(ConditionType.Ready, ConditionStatus.False, ConditionReason.PrometheusBusy)));
            metrics.observed(
                    CHECKOUT,
                    with(Fleet.condition(ConditionType.Ready, ConditionStatus.False, ConditionReason.StaleDemand)));

            assertThat(seriesOf(CHECKOUT))
                    .filteredOn(line -> line.contains("_condition{"))
                    .singleElement()
                    .asString()
                    .contains("reason=\"StaleDemand\"");
        }

        @Test
        void takeNoLabelValuesFromOthersConditions() {
            metrics.observed(
                    CHECKOUT, with(condition("Synced", "True", "Reconciled"), condition("Ready", "True", "Of2031")));

            assertThat(seriesOf(CHECKOUT))
                    .filteredOn(line -> line.contains("_condition{"))
                    .containsExactly("predictive_scaler_condition{name=\"checkout\",namespace=\"shop\",reason=\"\","
                            + "status=\"True\",type=\"Ready\"} 1.0");
        }

        private Observation with(Condition... conditions) {
            Observation well = Fleet.well(NOW);
            return new Observation(
                    well.at(), well.entries(), well.planned(), well.holding(), well.benefit(), List.of(conditions));
        }

        private Condition condition(String type, String status, String reason) {
            return new ConditionBuilder()
                    .withType(type)
                    .withStatus(status)
                    .withReason(reason)
                    .build();
        }

        @Test
        void disappearWithIt() {
            metrics.observed(SEARCH, Fleet.well(NOW));
            metrics.decided(SEARCH, Reason.ForecastKeep);
            List<String> others = seriesOf(SEARCH);

            metrics.remove(CHECKOUT);

            assertThat(seriesOf(CHECKOUT)).isEmpty();
            assertThat(seriesOf(SEARCH)).hasSize(30).isEqualTo(others);
        }

        @Test
        void areItsOwnInEachNamespace() {
            ResourceKey other = new ResourceKey("staging", "checkout");
            metrics.observed(other, Fleet.well(NOW));

            metrics.remove(other);

            assertThat(series()).noneMatch(line -> line.contains("staging"));
            assertThat(seriesOf(CHECKOUT)).hasSize(31);
        }

        @Test
        void disappearWhenAnotherInstanceTakesOver() {
            metrics.standsBy();
            metrics.observed(CHECKOUT, Fleet.well(NOW));
            metrics.failed(CHECKOUT, ConditionReason.InternalError);

            assertThat(seriesOf(CHECKOUT)).isEmpty();
            assertThat(series()).contains("predictive_scaler_leader{shard=\"0\"} 0.0");
        }
    }

    @Nested
    class OfCost {
        private final String added =
                "predictive_scaler_added_replica_hours_total{name=\"checkout\",namespace=\"shop\"} ";

        @Test
        void chargeWhatStoodAboveTheBaselineFromLookToLook() {
            metrics.observed(CHECKOUT, Fleet.well(NOW));
            metrics.observed(CHECKOUT, Fleet.well(NOW.plus(Duration.ofMinutes(30))));
            metrics.observed(CHECKOUT, Fleet.unresolved(NOW.plus(Duration.ofMinutes(60))));

            assertThat(series()).as("5 replicas for an hour").contains(added + "5.0");
        }

        @Test
        void chargeNothingWhileNobodyKnowsWhatStands() {
            metrics.observed(CHECKOUT, Fleet.unresolved(NOW));
            metrics.observed(CHECKOUT, Fleet.well(NOW.plus(Duration.ofHours(1))));

            assertThat(series()).contains(added + "0.0");
        }

        @Test
        void giveNothingBackWhenTheClockDoes() {
            metrics.observed(CHECKOUT, Fleet.well(NOW));
            metrics.observed(CHECKOUT, Fleet.well(NOW.minus(Duration.ofHours(1))));

            assertThat(series()).contains(added + "0.0");
        }
    }

    @Test
    void tellOfAFloorThatIsHeldThoughTheResourceIsNotUnderstood() {
        Observation unresolved = Fleet.unresolved(NOW);
        metrics.observed(
                CHECKOUT,
                new Observation(
                        NOW,
                        new Observation.Entries(Map.of(), Map.of(), Map.of(), Map.of()),
                        new Planned.Nothing(),
                        new Holding.Until(NOW.plusSeconds(600)),
                        unresolved.benefit(),
                        unresolved.conditions()));

        assertThat(seriesOf(CHECKOUT))
                .contains(
                        "predictive_scaler_bounds_held{name=\"checkout\",namespace=\"shop\"} 1.0",
                        "predictive_scaler_bounds_expire_timestamp_seconds{name=\"checkout\",namespace=\"shop\"}"
                                + " 1.7954214E9");
    }

    @Test
    void haveNoSeriesOfResourcesThatWereNeverSeen() {
        assertThat(series()).noneMatch(line -> line.contains("namespace="));
    }

    @Test
    void tellWhoActs() {
        PrometheusRegistry ofAnother = new PrometheusRegistry();
        new ScalerMetrics(ofAnother, new Version("1.2.3"), Shard.whole(), Duration.ofSeconds(60));

        assertThat(series()).contains("predictive_scaler_leader{shard=\"0\"} 1.0");
        assertThat(Exposition.of(ofAnother).series()).contains("predictive_scaler_leader{shard=\"0\"} 0.0");
    }

    @Test
    void measureFitsAndQueriesInSeconds() {
        metrics.fitted(Duration.ofMillis(30));
        metrics.queried(Duration.ofMillis(1500));

        assertThat(series())
                .contains(
                        "predictive_scaler_fit_duration_seconds_bucket{le=\"0.025\"} 0",
                        "predictive_scaler_fit_duration_seconds_bucket{le=\"0.05\"} 1",
                        "predictive_scaler_fit_duration_seconds_sum 0.03",
                        "predictive_scaler_query_duration_seconds_count 1",
                        "predictive_scaler_query_duration_seconds_sum 1.5");
    }

    @Test
    void nameTheVersionThatRuns() {
        assertThat(series())
                .contains(
                        "predictive_scaler_build_info{java_version=\"" + Runtime.version() + "\",version=\"1.2.3\"} 1",
                        "predictive_scaler_look_interval_seconds 60.0");
    }

    @Test
    void tellTheShardsApart() {
        PrometheusRegistry ofAShard = new PrometheusRegistry();
        new ScalerMetrics(ofAShard, new Version("1.2.3"), new Shard(2, 4), Duration.ofSeconds(60)).leads();

        assertThat(Exposition.of(ofAShard).series())
                .contains(
                        "predictive_scaler_leader{shard=\"2\"} 1.0",
                        "predictive_scaler_shards 4.0",
                        "predictive_scaler_shard_info{shard=\"2\",shards=\"4\"} 1");
    }
}
