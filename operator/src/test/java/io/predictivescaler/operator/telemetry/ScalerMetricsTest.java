package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.predictivescaler.forecasting.Accuracy.Reference;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.telemetry.Observation.Budget;
import io.predictivescaler.operator.telemetry.Observation.ForecastAhead;
import io.predictivescaler.operator.telemetry.Observation.Holding;
import io.predictivescaler.operator.telemetry.Observation.Planned;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.planning.leadtime.LeadTime;
import io.predictivescaler.planning.trust.Skill;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScalerMetricsTest {
    private static final ResourceKey CHECKOUT = new ResourceKey("shop", "checkout");
    private static final ResourceKey SEARCH = new ResourceKey("shop", "search");
    private static final Instant EXPIRES = Instant.ofEpochSecond(1_795_420_800);

    private static final LeadTime LEARNED =
            new LeadTime(Duration.ofSeconds(115), Duration.ofSeconds(75), LeadTime.Source.Learned, 20);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ScalerMetrics metrics = new ScalerMetrics(registry, new Version("1.2.3"));

    private static Observation observation() {
        Plan plan = new Plan.Raise(
                new Bounds(9, 40),
                new Plan.Decision(Reason.ForecastRaise, LimitedBy.RaiseStep, 12, "12 are needed", Optional.empty()),
                EXPIRES);
        return new Observation(
                Map.of("requests", 310.5),
                Map.of("requests", new ForecastAhead(431.0, EXPIRES)),
                Map.of("requests", new Observation.Capacity(37.2, "Learned")),
                Map.of("requests", new Skill(0.31, 0.2, 0.4, 7, 0.94, Reference.SameTimeLastWeek)),
                new Planned.Bounded(
                        plan,
                        new Bounds(7, 41),
                        new Holding.Until(EXPIRES),
                        new Budget.Daily(Duration.ofMinutes(90), 200),
                        LEARNED),
                new Observation.Benefit.Replayed(Duration.ofMinutes(212), Duration.ofMinutes(9), 41),
                List.of(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .build()));
    }

    private static Observation unresolved() {
        return new Observation(
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                new Planned.Nothing(),
                new Observation.Benefit.Unknown(),
                List.of());
    }

    private List<String> series() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
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
            metrics.observed(CHECKOUT, observation());
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
                            "predictive_scaler_benefit_short_seconds{" + labels + ",scaling=\"Reactive\"} 12720.0",
                            "predictive_scaler_benefit_short_seconds{" + labels + ",scaling=\"Predictive\"} 540.0",
                            "predictive_scaler_benefit_extra_replica_hours{" + labels + "} 41.0",
                            "predictive_scaler_demand" + demand + "310.5",
                            "predictive_scaler_forecast_skill_ratio" + demand + "0.31",
                            "predictive_scaler_forecast_coverage_ratio" + demand + "0.94",
                            "predictive_scaler_forecast_demand" + demand + "431.0",
                            "predictive_scaler_forecast_expire_timestamp_seconds" + demand + "1.7954208E9",
                            "predictive_scaler_capacity_per_replica{demand=\"requests\"," + labels
                                    + ",source=\"Learned\"} 37.2",
                            "predictive_scaler_floor_wanted_replicas{" + labels + "} 9.0",
                            "predictive_scaler_floor_replicas{" + labels + "} 7.0",
                            "predictive_scaler_ceiling_replicas{" + labels + "} 41.0",
                            "predictive_scaler_needed_replicas{" + labels + "} 12.0",
                            "predictive_scaler_budget_used_replica_hours{" + labels + "} 1.5",
                            "predictive_scaler_budget_limit_replica_hours{" + labels + "} 200.0",
                            "predictive_scaler_lead_time_seconds{" + labels + ",source=\"Learned\"} 190.0",
                            "predictive_scaler_lead_time_samples{" + labels + "} 20.0",
                            "predictive_scaler_bounds_expire_timestamp_seconds{" + labels + "} 1.7954208E9",
                            "predictive_scaler_condition{" + labels + ",status=\"True\",type=\"Ready\"} 1.0",
                            "predictive_scaler_decision_info{limited_by=\"RaiseStep\"," + labels
                                    + ",reason=\"ForecastRaise\"} 1",
                            "predictive_scaler_decisions_total{" + labels + ",reason=\"ForecastRaise\"} 1.0",
                            "predictive_scaler_errors_total{kind=\"PrometheusUnreachable\"," + labels + "} 2.0");
        }

        @Test
        void leaveOutWhatIsNoLongerKnown() {
            metrics.observed(CHECKOUT, unresolved());

            assertThat(seriesOf(CHECKOUT)).allMatch(line -> line.contains("_total{"));
        }

        @Test
        void disappearWithIt() {
            metrics.observed(SEARCH, observation());
            metrics.decided(SEARCH, Reason.ForecastKeep);
            List<String> others = seriesOf(SEARCH);

            metrics.remove(CHECKOUT);

            assertThat(seriesOf(CHECKOUT)).isEmpty();
            assertThat(seriesOf(SEARCH)).hasSize(21).isEqualTo(others);
        }

        @Test
        void areItsOwnInEachNamespace() {
            ResourceKey other = new ResourceKey("staging", "checkout");
            metrics.observed(other, observation());

            metrics.remove(other);

            assertThat(series()).noneMatch(line -> line.contains("staging"));
            assertThat(seriesOf(CHECKOUT)).hasSize(22);
        }
    }

    @Test
    void haveNoSeriesOfResourcesThatWereNeverSeen() {
        assertThat(series()).noneMatch(line -> line.contains("namespace="));
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
                        "predictive_scaler_build_info{java_version=\"" + Runtime.version() + "\",version=\"1.2.3\"} 1");
    }

    @Test
    void theShardTellsInstancesApart() {
        metrics.looksAfter(new Shard(2, 4));

        assertThat(series()).contains("predictive_scaler_shard_info{shard=\"2\",shards=\"4\"} 1");
    }
}
