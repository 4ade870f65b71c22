package io.predictivescaler.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.predictivescaler.forecasting.FitOutcome;
import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Traces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores on real traces, by the protocol of BASELINES.md beside them; skipped where they are not at hand. */
class BaselinesIT {
    private final List<Long> nanos = new ArrayList<>();

    @Test
    void beatsTheSeasonalNaiveByTheMarginsAskedFor() {
        assumeThat(Files.isDirectory(Traces.directory()))
                .as("real traces in %s", Traces.directory())
                .isTrue();
        double[] logs = new double[4];
        double[] coverage = new double[3];
        List<Path> files = Traces.files();
        System.out.printf(
                "%-22s %5s | %-15s %-15s | %-15s %-15s | %s%n",
                "trace", "step", "MASE 24h", "wQL 24h", "MASE 1h", "wQL 1h", "P90 P95, fit+forecast ms");
        for (Path file : files) {
            Series trace = Traces.read(file);
            TraceScores naive = TraceScores.of(trace, RollingOrigins.STANDARD, new SeasonalNaiveDay());
            nanos.clear();
            TraceScores ours = TraceScores.of(trace, RollingOrigins.STANDARD, this::forecast);
            double[] relative = {
                ours.day().mase() / naive.day().mase(),
                        ours.day().wql() / naive.day().wql(),
                ours.firstHour().mase() / naive.firstHour().mase(),
                        ours.firstHour().wql() / naive.firstHour().wql()
            };
            for (int i = 0; i < logs.length; i++) {
                logs[i] += Math.log(Math.clamp(relative[i], 0.01, 100)) / files.size();
            }
            coverage[0] += ours.day().coverage90() / files.size();
            coverage[1] += ours.day().coverage95() / files.size();
            coverage[2] += Math.abs(ours.day().coverage90() - 0.9) / files.size();
            System.out.printf(
                    "%-22s %5d | %.3f/%.2f=%.3f %.3f/%.3f=%.3f | %.3f/%.2f=%.3f %.3f/%.3f=%.3f | %.3f %.3f %.1f%n",
                    file.getFileName(),
                    trace.step().toSeconds(),
                    ours.day().mase(),
                    naive.day().mase(),
                    relative[0],
                    ours.day().wql(),
                    naive.day().wql(),
                    relative[1],
                    ours.firstHour().mase(),
                    naive.firstHour().mase(),
                    relative[2],
                    ours.firstHour().wql(),
                    naive.firstHour().wql(),
                    relative[3],
                    ours.day().coverage90(),
                    ours.day().coverage95(),
                    nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e6);
        }
        double[] means = Arrays.stream(logs).map(Math::exp).toArray();
        System.out.printf(
                "geometric means: 24 h MASE %.3f wQL %.3f, 1 h MASE %.3f wQL %.3f; P90 covers %.3f, P95 %.3f, mean miss of P90 %.3f%n",
                means[0], means[1], means[2], means[3], coverage[0], coverage[1], coverage[2]);
        assertThat(means[0]).as("24 h MASE").isLessThanOrEqualTo(0.66);
        assertThat(means[1]).as("24 h wQL").isLessThanOrEqualTo(0.64);
        assertThat(means[2]).as("1 h MASE").isLessThanOrEqualTo(0.50);
        assertThat(means[3]).as("1 h wQL").isLessThanOrEqualTo(0.47);
        assertThat(coverage[0]).as("coverage of P90").isBetween(0.87, 0.93);
    }

    private double[][] forecast(Series history, int horizon) {
        long start = System.nanoTime();
        FitOutcome outcome = new Forecaster(new ForecastSettings(ZoneOffset.UTC, List.of())).fit(history);
        QuantileForecast forecast = ((FitOutcome.Fitted) outcome).forecaster().forecast(horizon);
        nanos.add(System.nanoTime() - start);
        double[][] rows = new double[horizon][];
        for (int h = 0; h < horizon; h++) {
            rows[h] = new double[] {
                forecast.valueAt(h, QuantileLevel.P50),
                forecast.valueAt(h, QuantileLevel.P90),
                forecast.valueAt(h, QuantileLevel.P95)
            };
        }
        return rows;
    }
}
