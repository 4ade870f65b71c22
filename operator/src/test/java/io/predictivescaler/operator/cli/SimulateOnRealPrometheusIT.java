package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.testkit.prometheus.RealPrometheus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Prometheus remembers, replayed. */
class SimulateOnRealPrometheusIT {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int DAYS = 5;

    @TempDir
    private static Path directory;

    private static RealPrometheus prometheus;

    @BeforeAll
    static void start() {
        RealPrometheus.assumeInstalled();
        double[] perMinute = new double[DAYS * 1440];
        for (int i = 0; i < perMinute.length; i++) {
            double hour = i % 1440 / 60.0;
            perMinute[i] = 200 + 1400 / (1 + Math.exp(-(hour - 8.2) * 12)) - 1400 / (1 + Math.exp(-(hour - 20) * 3));
        }
        Series demand = Series.of(START, Duration.ofMinutes(1), perMinute);
        prometheus = RealPrometheus.holding(directory, Map.of("demand", demand));
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private static ProgramRun run(String query) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new Program(
                        settings -> {
                            throw new IllegalStateException("no operator here");
                        },
                        () -> {
                            throw new IllegalStateException("no cluster here");
                        },
                        Map.of(),
                        InstantSource.fixed(START.plus(Duration.ofDays(DAYS))))
                .writingTo(new PrintWriter(out), new PrintWriter(err))
                .run(
                        "simulate",
                        "--prometheus",
                        prometheus.url().toString(),
                        "--query",
                        query,
                        "--range",
                        DAYS + "d",
                        "--suggest",
                        "--percentile",
                        "90");
        return new ProgramRun(exitCode, out.toString(), err.toString());
    }

    @Test
    void tellsWhatWouldHaveComeOfItsOwnHistory() {
        ProgramRun run = run("demand");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("demand: 2 days, 2026-03-05 00:00 to 2026-03-07 00:00 (UTC)")
                .contains("HPA + operator", "query: 'demand'");
    }

    @Test
    void saysWhatToDoAboutAQueryWithoutASeries() {
        ProgramRun run = run("no_such_metric");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("gives no series").contains("check its metric name");
    }
}
