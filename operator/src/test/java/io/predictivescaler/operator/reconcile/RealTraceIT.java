package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.prometheus.RealPrometheus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded workload, as far as it lies beside the repository: requests per minute to NASA's web server in August 1995. */
@DisplayName("With the real Prometheus and three weeks of a real web server's traffic")
@EnableKubernetesMockClient(crud = true, https = false)
class RealTraceIT {
    private static final Path TRACE = Path.of(
                    System.getProperty("shared.directory", System.getProperty("root.directory", ".") + "/../shared"))
            .resolve("traces/nasa-web.csv");

    /** A Wednesday. Demand grows threefold between 10 and 15 o'clock UTC, the morning at the server's place. */
    private static final Instant DAY = Instant.parse("1995-08-30T00:00:00Z");

    private static final Duration LOOKBACK = Duration.ofDays(21);
    private static final Duration LOOK = Duration.ofMinutes(5);
    private static final int CAPACITY = 5;

    @TempDir
    Path directory;

    KubernetesClient client;

    @Test
    void hasTheFloorOfMostMinutesInForceFiveMinutesBefore() throws IOException {
        Assumptions.assumeTrue(Files.exists(TRACE), "skipped: there is no trace at " + TRACE);
        RealPrometheus.assumeInstalled();
        Map<Instant, Double> trace = trace(DAY.minus(LOOKBACK), DAY.plus(Duration.ofHours(17)));
        try (RealPrometheus prometheus = RealPrometheus.holding(directory, openMetrics(trace));
                OperatorFixture operator = OperatorFixture.on(client, prometheus.url(), DAY.plus(Duration.ofHours(10)))
                        .withHpa(2, 60)
                        .withEnforcing(NAME, """
                                demand:
                                - query: sum(avg_over_time(http_requests_per_minute[5m]))
                                  capacityPerReplica: {fixed: %d}
                                  history: {lookback: 21d}
                                """.formatted(CAPACITY))
                        .start()) {
            operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
            int atFirst = operator.floor();
            int looks = 0;
            int covered = 0;
            for (; operator.now().isBefore(DAY.plus(Duration.ofHours(16))); looks++) {
                int floor = operator.floor();
                operator.pass(LOOK);
                covered += floor >= needAt(trace, operator.now()) ? 1 : 0;
            }

            assertThat((double) covered / looks).isGreaterThanOrEqualTo(0.8);
            assertThat(operator.floor()).isBetween(2 * atFirst, 6 * atFirst);
        }
    }

    private static int needAt(Map<Instant, Double> trace, Instant time) {
        double mean = trace.entrySet().stream()
                .filter(sample -> sample.getKey().isAfter(time.minus(LOOK))
                        && !sample.getKey().isAfter(time))
                .mapToDouble(Map.Entry::getValue)
                .average()
                .orElseThrow();
        return (int) Math.ceil(mean / CAPACITY);
    }

    private static Map<Instant, Double> trace(Instant from, Instant to) throws IOException {
        Map<Instant, Double> trace = new TreeMap<>();
        try (Stream<String> lines = Files.lines(TRACE)) {
            lines.skip(1).map(line -> line.split(",")).forEach(sample -> {
                Instant time = Instant.parse(sample[0]);
                if (!time.isBefore(from) && time.isBefore(to)) {
                    trace.put(time, Double.valueOf(sample[1]));
                }
            });
        }
        return trace;
    }

    private static String openMetrics(Map<Instant, Double> trace) {
        StringBuilder text = new StringBuilder("# TYPE http_requests_per_minute gauge\n");
        trace.forEach((time, value) -> text.append("http_requests_per_minute{server=\"www\"} ")
                .append(value)
                .append(' ')
                .append(BigDecimal.valueOf(time.toEpochMilli(), 3))
                .append('\n'));
        return text.append("# EOF\n").toString();
    }
}
