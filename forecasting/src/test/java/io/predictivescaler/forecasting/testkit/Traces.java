package io.predictivescaler.forecasting.testkit;

import io.predictivescaler.forecasting.series.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** Real traces, if they lie beside the repository. */
public final class Traces {
    private Traces() {}

    public static Path directory() {
        String shared = System.getProperty("shared.directory");
        return shared != null
                ? Path.of(shared, "traces")
                : Path.of(System.getProperty("root.directory", "."), "..", "shared", "traces");
    }

    public static List<Path> files() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A trace on the protocol's grid: bins of at least 5 minutes, means of the rows in them. */
    public static Series read(Path file) {
        List<Instant> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.skip(1).forEach(line -> {
                int comma = line.indexOf(',');
                times.add(Instant.parse(line.substring(0, comma)));
                values.add(Double.valueOf(line.substring(comma + 1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long step = Long.MAX_VALUE;
        for (int i = 1; i < times.size(); i++) {
            step = Math.min(
                    step, Duration.between(times.get(i - 1), times.get(i)).toSeconds());
        }
        return binned(times, values, Math.max(step, 300));
    }

    /** A cell of a table in the published scores, by how the heading above it starts, the row's name and the column's. */
    public static String published(String heading, String row, String column) {
        try {
            List<String> lines = Files.readAllLines(directory().resolve("BASELINES.md"));
            int header = 0;
            while (!lines.get(header).startsWith(heading)) {
                header++;
            }
            while (!lines.get(header).startsWith("| trace")) {
                header++;
            }
            List<String> columns = cells(lines.get(header));
            for (String line : lines.subList(header, lines.size())) {
                if (cells(line).contains(row)) {
                    return cells(line).get(columns.indexOf(column)).replace("*", "");
                }
            }
            throw new IllegalArgumentException("no row " + row + " under " + heading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("\\|")).map(String::strip).toList();
    }

    private static Series binned(List<Instant> times, List<Double> values, long step) {
        long start = Math.floorDiv(times.getFirst().getEpochSecond(), step) * step;
        int n = (int) ((times.getLast().getEpochSecond() - start) / step) + 1;
        double[] sums = new double[n];
        int[] counts = new int[n];
        for (int i = 0; i < times.size(); i++) {
            int bin = (int) ((times.get(i).getEpochSecond() - start) / step);
            sums[bin] += values.get(i);
            counts[bin]++;
        }
        BitSet missing = new BitSet();
        for (int i = 0; i < n; i++) {
            missing.set(i, counts[i] == 0);
            sums[i] /= Math.max(1, counts[i]);
        }
        return Series.of(Instant.ofEpochSecond(start), Duration.ofSeconds(step), sums, missing);
    }
}
