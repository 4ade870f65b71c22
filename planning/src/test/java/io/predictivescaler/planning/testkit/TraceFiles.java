package io.predictivescaler.planning.testkit;

import io.predictivescaler.forecasting.series.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Real traces, if they lie beside the repository or where {@code -Dshared.directory} says. */
public final class TraceFiles {
    private static final long LEAST_STEP = 300;

    private TraceFiles() {}

    public static Path directory() {
        String shared =
                System.getProperty("shared.directory", System.getProperty("root.directory", ".") + "/../shared");
        return Path.of(shared, "traces");
    }

    /** In the order of their names; none where there is no such directory. */
    public static List<Path> all() {
        if (!Files.isDirectory(directory())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The means of bins of at least 5 minutes. */
    public static Series read(Path file) {
        TreeMap<Long, Double> rows = new TreeMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.skip(1).forEach(line -> {
                int comma = line.indexOf(',');
                rows.put(
                        Instant.parse(line.substring(0, comma)).getEpochSecond(),
                        Double.valueOf(line.substring(comma + 1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long least = Long.MAX_VALUE;
        for (long time : rows.navigableKeySet()) {
            Long next = rows.higherKey(time);
            least = next == null ? least : Math.min(least, next - time);
        }
        long step = Math.max(LEAST_STEP, least);
        long start = Math.floorDiv(rows.firstKey(), step);
        int bins = Math.toIntExact(Math.floorDiv(rows.lastKey(), step) - start + 1);
        double[] values = new double[bins];
        BitSet missing = new BitSet();
        for (int i = 0; i < bins; i++) {
            var inside = rows.subMap((start + i) * step, (start + i + 1) * step);
            missing.set(i, inside.isEmpty());
            values[i] = inside.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
        }
        return Series.of(Instant.ofEpochSecond(start * step), Duration.ofSeconds(step), values, missing);
    }
}
