package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.telemetry.AlertRules.Alert;
import io.predictivescaler.operator.telemetry.Dashboard.Query;
import io.predictivescaler.operator.testkit.prometheus.RealPrometheus;
import io.predictivescaler.planning.SwitchOrder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two pods, of which the second has just taken over: for some minutes Prometheus shows the resources of both. One resource is as it
 * should be, one has every trouble at once, and one is not looked at any more.
 */
@DisplayName("What dashboard and alerts ask the real Prometheus for")
class QueriesOnRealPrometheusIT {
    private static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");
    private static final Duration SCRAPE = Duration.ofMinutes(1);
    private static final Instant TAKEN_OVER = NOW.minus(Duration.ofMinutes(2));

    /** Nothing of the kind can be wrong here at once with the rest. */
    private static final Set<String> SILENT =
            Set.of("PredictiveScalerDown", "PredictiveScalerNobodyActs", "PredictiveScalerShardDown");

    @TempDir
    private static Path directory;

    private static RealPrometheus prometheus;

    @BeforeAll
    static void scrape() {
        RealPrometheus.assumeInstalled();
        PrometheusRegistry first = new PrometheusRegistry();
        PrometheusRegistry second = new PrometheusRegistry();
        ScalerMetrics gone = metrics(first, SwitchOrder.Unread);
        ScalerMetrics taking = metrics(second, SwitchOrder.Freeze);
        Scrapes scrapes = new Scrapes();
        gone.leads();
        Instant lastWeek = NOW.minus(Duration.ofDays(6));
        gone.observed(new ResourceKey("shop", "cart"), neglected(NOW.minus(Duration.ofHours(2))));
        for (Instant time = lastWeek.minus(SCRAPE.multipliedBy(5)); time.isBefore(lastWeek); time = time.plus(SCRAPE)) {
            Fleet.look(gone, time);
            scrapes.scrape("a", first, time);
        }
        for (Instant time = NOW.minus(Duration.ofHours(2)); !time.isAfter(NOW); time = time.plus(SCRAPE)) {
            if (time.isBefore(TAKEN_OVER)) {
                Fleet.look(gone, time);
                scrapes.scrape("a", first, time);
            } else {
                taking.leads();
                Fleet.look(taking, time);
            }
            scrapes.scrape("b", second, time);
        }
        prometheus = RealPrometheus.holding(directory, scrapes.openMetrics());
    }

    private static ScalerMetrics metrics(PrometheusRegistry registry, SwitchOrder order) {
        ScalerMetrics metrics = new ScalerMetrics(registry, new Version("1.2.3"), Shard.whole(), Duration.ofMinutes(1));
        metrics.killSwitchOrders(order);
        return metrics;
    }

    private static Observation neglected(Instant at) {
        Observation well = Fleet.well(at);
        return new Observation(
                at,
                well.entries(),
                well.planned(),
                new Observation.Holding.Nothing(),
                well.benefit(),
                List.of(Fleet.condition(ConditionType.Limited, ConditionStatus.True, ConditionReason.Budget)));
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    static List<Query> panels() {
        return Dashboard.ofTheChart().queries();
    }

    static List<Alert> alerts() {
        return AlertRules.all();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void showSomethingOfEveryKind(Query query) {
        JsonNode result = query.instant() ? now(query.asSent()) : lastDay(query.asSent());

        assertThat(result)
                .as(query.asSent())
                .isNotEmpty()
                .allSatisfy(QueriesOnRealPrometheusIT::assertToldOfOncePerResource);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void findWhatIsWrong(Alert alert) {
        JsonNode result = now(alert.expression());

        assertThat(result.isEmpty()).as(alert.expression()).isEqualTo(SILENT.contains(alert.name()));
        assertThat(result).allSatisfy(QueriesOnRealPrometheusIT::assertToldOfOncePerResource);
    }

    /** A series of a pod would stand there twice after a change of leader. */
    private static void assertToldOfOncePerResource(JsonNode series) {
        assertThat(series.path("metric").fieldNames()).toIterable().doesNotContain("pod", "instance", "__name__");
    }

    @Test
    void countEveryResourceOnceThoughTwoPodsTellOfThem() {
        assertThat(value("Resources")).isEqualTo(3);
        assertThat(value("Replicas of the operator")).isEqualTo(2);
        assertThat(value("Not Ready")).isEqualTo(1);
        assertThat(value("Longest without a look"))
                .isEqualTo(Duration.ofHours(2).toSeconds());
    }

    @Test
    void addTheCostOfBothLeaders() {
        assertThat(now("sum(increase(predictive_scaler_added_replica_hours_total{name=\"checkout\"}[2h]))"))
                .singleElement()
                .satisfies(sum -> assertThat(sum.path("value").path(1).asDouble())
                        .as("5 replicas for two hours, but for the minutes between the two")
                        .isBetween(9.5, 10.5));
    }

    private static double value(String panel) {
        Query query = panels().stream()
                .filter(each -> each.panel().equals(panel))
                .findFirst()
                .orElseThrow();
        return now(query.asSent()).path(0).path("value").path(1).asDouble();
    }

    private static JsonNode now(String query) {
        return ask("/api/v1/query?time=" + NOW.getEpochSecond(), query);
    }

    private static JsonNode lastDay(String query) {
        return ask(
                "/api/v1/query_range?step=300&start="
                        + NOW.minus(Duration.ofDays(1)).getEpochSecond() + "&end=" + NOW.getEpochSecond(),
                query);
    }

    private static JsonNode ask(String path, String query) {
        URI uri = prometheus.url().resolve(path + "&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode answer = new ObjectMapper()
                    .readTree(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .body());
            assertThat(answer.path("status").asText())
                    .as("%s: %s", query, answer)
                    .isEqualTo("success");
            return answer.path("data").path("result");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
