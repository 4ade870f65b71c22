package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandIT {
    private static final String SCALER = """
            apiVersion: predictivescaler.io/v1alpha1
            kind: PredictiveScaler
            metadata: {name: checkout, namespace: shop}
            spec:
              targetRef: {name: checkout}
              demand:
              - query: sum(rate(http_requests_total{app="checkout"}[5m]))
                unit: req/s
                capacityPerReplica: {fixed: 50}
              leadTime: {fixed: 3m}
            """;
    private static final String HPA = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: checkout, namespace: shop}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}
              minReplicas: 3
              maxReplicas: 60
              metrics:
              - type: Resource
                resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}
            """;

    @TempDir
    private Path directory;

    private Path trace;
    private Path scaler;

    @BeforeEach
    void aTraceOfSixDays() throws IOException {
        trace = Files.writeString(directory.resolve("shop.csv"), csv(6));
        scaler = Files.writeString(directory.resolve("scaler.yaml"), SCALER);
    }

    /** Days that climb from 200 to 1,600 within half an hour of the morning, by five minutes. */
    private static String csv(int days) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder rows = new StringBuilder("timestamp,value\n");
        Instant start = Instant.parse("2026-03-02T00:00:00Z");
        for (int i = 0; i < days * 288; i++) {
            double hour = i % 288 / 12.0;
            double up = 1400 / (1 + Math.exp(-(hour - 8.2) * 12)) - 1400 / (1 + Math.exp(-(hour - 20) * 3));
            rows.append(start.plus(Duration.ofMinutes(5L * i)))
                    .append(',')
                    .append((200 + up) * (1 + 0.02 * random.nextDouble(-1, 1)))
                    .append('\n');
        }
        return rows.toString();
    }

    private static ProgramRun run(Object... arguments) {
        return BacktestCommandIT.run(
                Stream.concat(Stream.of("simulate"), Stream.of(arguments)).toArray());
    }

    private static JsonNode json(Object... arguments) throws IOException {
        ProgramRun run =
                run(Stream.concat(Stream.of("--json"), Stream.of(arguments)).toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static double number(JsonNode findings, String strategy, String key) {
        return StreamSupport.stream(findings.get("strategies").spliterator(), false)
                .filter(node -> node.get("name").asText().equals(strategy))
                .findFirst()
                .orElseThrow()
                .get(key)
                .asDouble();
    }

    @Nested
    class Json {
        @Test
        void hasThePromisedKeysForEachStrategy() throws IOException {
            JsonNode findings = json("--trace", trace, "--scaler", scaler);

            assertThat(findings.get("strategies").findValuesAsText("name"))
                    .containsExactly("hpa", "predictive", "last-week", "static-max", "oracle");
            assertThat(findings.get("strategies"))
                    .allSatisfy(node -> assertThat(node.fieldNames())
                            .toIterable()
                            .contains(
                                    "short_minutes",
                                    "short_share",
                                    "replica_hours",
                                    "wasted_replica_minutes",
                                    "scale_ups",
                                    "elasticity"));
            assertThat(findings.get("strategies").get(0).get("elasticity").fieldNames())
                    .toIterable()
                    .containsExactly("theta_u", "theta_o", "tau_u", "tau_o", "upsilon");
            assertThat(findings.get("decisions")).isNotEmpty();
            assertThat(findings.get("frontier")).isEmpty();
            assertThat(findings.get("notes").toString()).contains("No HorizontalPodAutoscaler is given (--hpa)");
        }

        @Test
        void findsTheOperatorLessShortThanTheHpaAlone() throws IOException {
            JsonNode findings = json("--trace", trace, "--scaler", scaler);

            assertThat(number(findings, "hpa", "short_minutes")).isGreaterThan(10);
            assertThat(number(findings, "predictive", "short_minutes"))
                    .isLessThan(number(findings, "hpa", "short_minutes") / 2);
            assertThat(number(findings, "oracle", "short_minutes")).isZero();
        }

        @Test
        void followsTheHpasOwnTargetAndBounds() throws IOException {
            Path hpa = Files.writeString(directory.resolve("hpa.yaml"), HPA);
            JsonNode assumed = json("--trace", trace, "--scaler", scaler);
            JsonNode stated = json("--trace", trace, "--scaler", scaler, "--hpa", hpa);

            // As much a replica at 60 % as at 70 %: such pods carry more at most, and are short less.
            assertThat(number(stated, "hpa", "short_minutes")).isLessThan(number(assumed, "hpa", "short_minutes"));
            assertThat(stated.get("notes").toString()).doesNotContain("--hpa");
        }
    }

    @Nested
    class Text {
        @Test
        void tellsTheVerdictAndEveryStrategy() {
            ProgramRun run = run("--trace", trace, "--scaler", scaler, "--startup", "60s");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .startsWith("shop: 3 days, 2026-03-05 00:00 to 2026-03-08 00:00 (UTC), after 3 days of history\n")
                    .contains("HPA alone", "HPA + operator", "HPA + copy of last week", "static maximum", "oracle")
                    .contains("leadTime.fixed 3m, and pods are simulated to start in 1m");
            assertThat(run.out().lines())
                    .allSatisfy(line ->
                            assertThat(line.startsWith("Note") ? "" : line).hasSizeLessThanOrEqualTo(160));
        }
    }

    @Nested
    class SeveralTraces {
        @Test
        void areALineEachAndTheOthersGoOnWhenOneCannotBeRead() throws IOException {
            Path other = Files.writeString(directory.resolve("other.csv"), csv(4));
            Path empty = Files.writeString(directory.resolve("empty.csv"), "timestamp,value\n");
            ProgramRun run = run("--trace", trace, empty, other, "--suggest", "--peak-replicas", 40);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("empty.csv");
            assertThat(run.out().lines()).hasSize(4);
            assertThat(run.out().lines().toList().get(2)).startsWith("shop ").endsWith("100%");
        }
    }

    @Nested
    class Suggesting {
        @Test
        void proposesAResourceThatCanBeSimulatedAsItIs() throws IOException {
            Path yaml = directory.resolve("proposed.yaml");
            ProgramRun run = run("--trace", trace, "--suggest", "--yaml", yaml, "--window", "2d");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("What more or less caution costs", "At the cost of the HPA alone")
                    .contains("kind: PredictiveScaler")
                    .contains("What one replica carries is not known");
            ProgramRun again = run("--trace", trace, "--scaler", yaml, "--window", "2d");
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(strategies(again)).isEqualTo(strategies(run));
        }

        private static List<String> strategies(ProgramRun run) {
            return run.out()
                    .lines()
                    .filter(line -> line.startsWith("HPA") || line.startsWith("static"))
                    .toList();
        }
    }

    @Nested
    class Refuses {
        private void refuses(String message, Object... arguments) {
            ProgramRun run = run(arguments);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(message);
        }

        @Test
        void anEmptyTrace() throws IOException {
            Path empty = Files.writeString(directory.resolve("empty.csv"), "timestamp,value\n");
            refuses("empty.csv", "--trace", empty, "--scaler", scaler);
        }

        @Test
        void aTraceThatIsTooShort() throws IOException {
            Path brief = Files.writeString(directory.resolve("brief.csv"), csv(1));
            refuses("a simulation takes at least 2 days", "--trace", brief, "--scaler", scaler);
        }

        @Test
        void aSpecWithoutACapacity() throws IOException {
            Path without = Files.writeString(
                    directory.resolve("without.yaml"),
                    SCALER.replace("    capacityPerReplica: {fixed: 50}\n", "    capacityPerReplica: {learned: {}}\n"));
            refuses("--capacity", "--trace", trace, "--scaler", without);
        }

        @Test
        void anAutoscalerThatIsNotTheTarget() throws IOException {
            Path other =
                    Files.writeString(directory.resolve("other.yaml"), HPA.replace("name: checkout", "name: cart"));
            refuses(
                    "HorizontalPodAutoscaler 'cart' in namespace shop",
                    "--trace",
                    trace,
                    "--scaler",
                    scaler,
                    "--hpa",
                    other);
        }

        @Test
        void aWindowThatLeavesNoHistory() {
            refuses(
                    "--window 6d leaves less than a day of history",
                    "--trace",
                    trace,
                    "--scaler",
                    scaler,
                    "--window",
                    "6d");
        }

        @Test
        void twoSourcesOfDemandOrNone() {
            refuses("--trace takes a file, or --prometheus", "--scaler", scaler);
            refuses("one of the two", "--trace", trace, "--prometheus", "http://localhost:1", "--scaler", scaler);
        }

        @Test
        void aPrometheusWithoutAQuery() {
            refuses("--query takes PromQL", "--prometheus", "http://localhost:1", "--scaler", scaler);
        }

        @Test
        void aPrometheusThatCannotBeReached() {
            refuses("cannot be reached", "--prometheus", "http://127.0.0.1:1", "--query", "up", "--scaler", scaler);
        }

        @Test
        void numbersThatMeanNothing() {
            refuses("--capacity takes a positive load", "--trace", trace, "--scaler", scaler, "--capacity", "-1");
            refuses(
                    "--startup takes a duration from 1s to 2h",
                    "--trace",
                    trace,
                    "--scaler",
                    scaler,
                    "--startup",
                    "3h");
        }
    }
}
