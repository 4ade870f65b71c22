package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol is that of the published scores beside the real traces; skipped where they are not at hand. */
@DisplayName("On the real traces")
class BacktestOnRealTracesIT {
    /** The tables to reproduce: how the heading starts, where the score stands in the output, and the digits that are printed. */
    private enum Published {
        Origins("### MASE over 24 hours, per trace", "/origins", 0),
        Mase("### MASE over 24 hours, per trace", "/mase", 2),
        Wql("### Weighted quantile loss over 24 hours, per trace", "/wql", 3),
        MaseOfFirstHour("### MASE of the first hour, per trace", "/first_hour/mase", 2),
        Wape("### WAPE over 24 hours, per trace", "/wape", 3),
        Smape("### sMAPE over 24 hours", "/smape", 1),
        CoverageOfP90("### Coverage of P90 over 24 hours, per trace", "/coverage/0.9", 2),
        CoverageOfP95("### Coverage of P95 over 24 hours, per trace", "/coverage/0.95", 2);

        private final String heading;
        private final String pointer;
        private final int digits;

        Published(String heading, String pointer, int digits) {
            this.heading = heading;
            this.pointer = pointer;
            this.digits = digits;
        }

        /** Half of the last printed digit, and what binary fractions take. */
        double rounding() {
            return 0.5 * Math.pow(10, -digits) + 1e-9;
        }
    }

    @TempDir
    private Path directory;

    @BeforeEach
    void theyAreAtHand() {
        assumeTrue(
                Files.isRegularFile(BacktestTraces.directoryOfReal().resolve("BASELINES.md")),
                () -> "skipped: there are no real traces in " + BacktestTraces.directoryOfReal());
    }

    private static JsonNode scored(String model, List<Path> traces) {
        ProgramRun run = BacktestCommandIT.run(
                Stream.concat(Stream.of("backtest", "--json", "--model", model, "--trace"), traces.stream())
                        .toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return BacktestCommandIT.traces(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"naive-last", "snaive-day", "snaive-week", "weekly-mean-4"})
    void aReferenceScoresToTheDigitAsPublished(String model) throws IOException {
        List<String> document =
                Files.readAllLines(BacktestTraces.directoryOfReal().resolve("BASELINES.md"));
        List<Path> files = BacktestTraces.real();

        JsonNode traces = scored(model, files);

        assertThat(traces).hasSameSizeAs(files);
        SoftAssertions.assertSoftly(softly -> {
            for (JsonNode trace : traces) {
                for (Published table : Published.values()) {
                    String column = table == Published.Origins ? "origins" : model;
                    String name = trace.get("name").asText();
                    softly.assertThat(trace.at(table.pointer).asDouble())
                            .as("%s of %s on %s", table, model, name)
                            .isCloseTo(cell(document, table.heading, name, column), within(table.rounding()));
                }
            }
        });
    }

    @Test
    void theForecasterScoresTheSameUnderAnotherNameClockAndUnit() {
        List<Path> plain = Stream.of(
                        "nyc-taxi", "bikeshare-dc", "isp-transatlantic", "ms-purchases-high", "llm-large-total")
                .map(name -> BacktestTraces.directoryOfReal().resolve(name + ".csv"))
                .toList();
        List<Path> moved = plain.stream()
                .map(file -> BacktestTraces.moved(file, directory.resolve("moved-" + file.getFileName()), 35, 3.7))
                .toList();

        JsonNode before = scored("blend", plain);
        JsonNode after = scored("blend", moved);

        for (int i = 0; i < plain.size(); i++) {
            BacktestCommandIT.assertSameScores(before.get(i), after.get(i));
        }
    }

    /** A number in one of the document's tables. */
    private static double cell(List<String> document, String heading, String row, String column) {
        List<String> table = document.stream()
                .dropWhile(line -> !line.startsWith(heading))
                .dropWhile(line -> !line.startsWith("| trace"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        int at = cells(table.getFirst()).indexOf(column);
        return table.stream()
                .map(BacktestOnRealTracesIT::cells)
                .filter(cells -> cells.get(1).equals(row))
                .mapToDouble(cells -> Double.parseDouble(cells.get(at).replace("*", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row " + row + " under " + heading));
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("\\|")).map(String::strip).toList();
    }
}
