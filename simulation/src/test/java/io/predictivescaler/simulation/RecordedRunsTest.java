package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.predictivescaler.planning.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The model against recorded runs of the controller of Kubernetes 1.36: 60 % of a request and limit of 500m, CPU of a ready pod
 * 20m + 10m per request/s, Ready 60 s after creation, rows every 5 s. What the recordings leave open is one set of phases for all
 * three, searched for on these same recordings, so the agreement is that of a fit: the controller syncs 14 s after a row at a multiple of 15 s, and samples' windows end 9 s after it.
 */
class RecordedRunsTest {
    private static final int SYNC_PHASE = 14;
    private static final MetricsPipeline METRICS = new MetricsPipeline(
            Duration.ofSeconds(15), Duration.ofSeconds(3), Duration.ofSeconds(9), MetricsPipeline.Starting.Missing);
    private static final WorldSettings SETTINGS = new WorldSettings(
            HpaSettings.targeting(60),
            new Workload(500, 500, 20, 10, StartUp.fixed(Duration.ofSeconds(60))),
            METRICS,
            Duration.ofSeconds(1));

    private final Path recordings = Path.of(System.getProperty(
                    "shared.directory",
                    Path.of(System.getProperty("root.directory", "."), "..", "shared")
                            .toString()))
            .resolve("recordings");

    private record Row(int second, double rate, Bounds bounds, int desired, int pods, int ready) {
        static Row of(String line) {
            String[] cells = line.split(",", -1);
            return new Row(
                    (int) Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    new Bounds(Integer.parseInt(cells[3]), Integer.parseInt(cells[4])),
                    Integer.parseInt(cells[5]),
                    Integer.parseInt(cells[8]),
                    Integer.parseInt(cells[9]));
        }
    }

    @BeforeEach
    void recordingsAreThere() {
        assumeThat(recordings)
                .as("recorded runs are not part of the repository; set -Dshared.directory to compare with them")
                .isDirectory();
    }

    @ParameterizedTest
    @CsvSource({"ramp-cpu, 0.99", "decline-cpu, 1", "min-cpu, 1"})
    void desiresWhatTheControllerDesired(String name, double share) throws IOException {
        assertThat(agreement(name, Row::desired, Moment::desired)).isGreaterThanOrEqualTo(share);
    }

    @ParameterizedTest
    @CsvSource({"ramp-cpu, 0.99", "decline-cpu, 0.99", "min-cpu, 0.99"})
    void hasAsManyReadyPodsAsTheRealOneHad(String name, double share) throws IOException {
        assertThat(agreement(name, Row::ready, Moment::ready)).isGreaterThanOrEqualTo(share);
    }

    /** The share of rows at which the model, let run from the first sync to the end, says what was recorded. */
    private double agreement(String name, ToIntFunction<Row> recorded, ToIntFunction<Moment> modelled)
            throws IOException {
        List<Row> rows = rows(name);
        World world =
                World.at(Instant.EPOCH.plusSeconds(SYNC_PHASE), rows.getFirst().pods(), SETTINGS);
        int compared = 0;
        int equal = 0;
        for (int second = SYNC_PHASE; second <= rows.getLast().second(); second++) {
            Row row = rows.get(second / 5);
            World.Stepped stepped = world.step(rate(rows, second), row.bounds());
            if (second == row.second()) {
                compared++;
                equal += modelled.applyAsInt(stepped.moment()) == recorded.applyAsInt(row) ? 1 : 0;
            }
            world = stepped.next();
        }
        return (double) equal / compared;
    }

    private List<Row> rows(String name) throws IOException {
        try (var lines = Files.lines(recordings.resolve(name + ".csv"))) {
            return lines.skip(1).map(Row::of).toList();
        }
    }

    /** Straight lines between rows. */
    private static double rate(List<Row> rows, int second) {
        Row before = rows.get(second / 5);
        Row after = rows.get(Math.min(second / 5 + 1, rows.size() - 1));
        return before.rate() + (after.rate() - before.rate()) * (second % 5) / 5.0;
    }
}
