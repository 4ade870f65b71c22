package io.predictivescaler.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scores on real traces, by the protocol of BASELINES.md beside them; skipped where they are not at hand. */
class BaselinesIT {
    private static final List<QuantileLevel> SCORED = List.of(QuantileLevel.P50, QuantileLevel.P90, QuantileLevel.P95);

    @BeforeEach
    void tracesAreAtHand() {
        assumeTrue(Files.isDirectory(Traces.directory()), "no real traces in " + Traces.directory());
    }

    @Test
    void theSeasonalNaiveReproducesThePublishedTable() {
        for (Path file : Traces.files()) {
            String name = file.getFileName().toString().replace(".csv", "");
            TraceScores naive = TraceScores.of(Traces.read(file), RollingOrigins.STANDARD, new SeasonalNaiveDay());
            List<String> published = List.of(
                    Traces.published("### MASE over 24 hours, per trace", name, "snaive-day"),
                    Traces.published("### Weighted quantile loss over 24 hours, per trace", name, "snaive-day"),
                    Traces.published("### MASE of the first hour, per trace", name, "snaive-day"),
                    Traces.published("### Coverage of P90 over 24 hours, per trace", name, "snaive-day"),
                    Traces.published("### Coverage of P95 over 24 hours, per trace", name, "snaive-day"),
                    Traces.published("### MASE over 24 hours, per trace", name, "origins"));
            assertThat(naive.day().mase()).as("MASE of %s", name).isEqualTo(number(published, 0), within(0.0051));
            assertThat(naive.day().wql()).as("wQL of %s", name).isEqualTo(number(published, 1), within(0.00051));
            assertThat(naive.firstHour().mase())
                    .as("1 h MASE of %s", name)
                    .isEqualTo(number(published, 2), within(0.0051));
            assertThat(naive.day().coverage90()).as("P90 of %s", name).isEqualTo(number(published, 3), within(0.0051));
            assertThat(naive.day().coverage95()).as("P95 of %s", name).isEqualTo(number(published, 4), within(0.0051));
            assertThat(naive.origins()).isEqualTo((int) number(published, 5));
        }
    }

    private static double number(List<String> published, int i) {
        return Double.parseDouble(published.get(i));
    }

    @Test
    void beatsTheSeasonalNaiveByTheMarginsAskedFor() {
        Relative mean = new Relative();
        double missed = 0;
        List<Double> besideTheBetterNaive = new ArrayList<>();
        System.out.println(
                "relative to snaive-day    24 h MASE, wQL | 1 h MASE, wQL | P90 and P95 cover | wQL beside the better naive");
        for (Path file : Traces.files()) {
            Series trace = Traces.read(file);
            TraceScores naive = TraceScores.of(trace, RollingOrigins.STANDARD, new SeasonalNaiveDay());
            TraceScores ours = TraceScores.of(trace, RollingOrigins.STANDARD, BaselinesIT::forecast);
            Relative one = new Relative();
            one.add(ours, naive);
            mean.add(ours, naive);
            String name = file.getFileName().toString().replace(".csv", "");
            double last = Double.parseDouble(
                    Traces.published("### Weighted quantile loss over 24 hours, per trace", name, "naive-last"));
            double beside = ours.day().wql() / Math.min(last, naive.day().wql());
            besideTheBetterNaive.add(beside);
            missed += Math.abs(ours.day().coverage90() - 0.9);
            System.out.printf("%s | %.3f%n", one.line(name), beside);
        }
        System.out.println(mean.line("geometric mean"));
        assertThat(mean.score(0)).as("24 h MASE").isLessThanOrEqualTo(0.61);
        assertThat(mean.score(1)).as("24 h wQL").isLessThanOrEqualTo(0.585);
        assertThat(mean.score(2)).as("1 h MASE").isLessThanOrEqualTo(0.415);
        assertThat(mean.score(3)).as("1 h wQL").isLessThanOrEqualTo(0.385);
        assertThat(besideTheBetterNaive)
                .as("wQL over the better of the last value and yesterday")
                .allMatch(ratio -> ratio <= 1.15)
                .filteredOn(ratio -> ratio > 1.05)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(missed / besideTheBetterNaive.size()).as("mean miss of P90").isLessThanOrEqualTo(0.03);
        assertThat(mean.coverage90()).isBetween(0.885, 0.915);
        assertThat(mean.coverage95()).isBetween(0.935, 0.965);
    }

    private static double[][] forecast(Series history, int horizon) {
        FitOutcome outcome = new Forecaster(new ForecastSettings(ZoneOffset.UTC, List.of())).fit(history);
        QuantileForecast forecast = ((FitOutcome.Fitted) outcome).forecaster().forecast(horizon);
        double[][] rows = new double[horizon][SCORED.size()];
        for (int h = 0; h < horizon; h++) {
            for (int l = 0; l < SCORED.size(); l++) {
                rows[h][l] = forecast.valueAt(h, SCORED.get(l));
            }
        }
        return rows;
    }

    /** Geometric means over traces of scores relative to the seasonal naive's, and mean coverage. */
    private static final class Relative {
        private final double[] logs = new double[4];
        private double covered90;
        private double covered95;
        private int traces;

        void add(TraceScores ours, TraceScores naive) {
            double[] ratios = {
                ours.day().mase() / naive.day().mase(),
                ours.day().wql() / naive.day().wql(),
                ours.firstHour().mase() / naive.firstHour().mase(),
                ours.firstHour().wql() / naive.firstHour().wql()
            };
            for (int i = 0; i < logs.length; i++) {
                logs[i] += Math.log(Math.clamp(ratios[i], 0.01, 100));
            }
            covered90 += ours.day().coverage90();
            covered95 += ours.day().coverage95();
            traces++;
        }

        double score(int i) {
            return Math.exp(logs[i] / traces);
        }

        double coverage90() {
            return covered90 / traces;
        }

        double coverage95() {
            return covered95 / traces;
        }

        String line(String name) {
            return "%-26s %.3f %.3f | %.3f %.3f | %.3f %.3f"
                    .formatted(name, score(0), score(1), score(2), score(3), coverage90(), coverage95());
        }
    }
}
