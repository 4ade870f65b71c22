package io.predictivescaler.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Traces to score: made-up ones by seed, and the real ones, where they lie beside the repository. */
final class BacktestTraces {
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    private BacktestTraces() {}

    /** Some weeks of hourly demand with days, weekends and noise. */
    static Path hourly(Path file, int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("timestamp,value\n");
            for (int hour = 0; hour < 24 * days; hour++) {
                double day = 1 + StrictMath.sin(2 * Math.PI * (hour % 24 - 8) / 24);
                double level = hour / 24 % 7 < 5 ? 1000 : 500;
                double value = level * (0.2 + day) * (1 + 0.1 * random.nextGaussian());
                out.write(MONDAY.plus(Duration.ofHours(hour)) + "," + Math.max(0, value) + "\n");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same trace under another name, {@code days} later, its values multiplied. */
    static Path moved(Path trace, Path to, int days, double factor) {
        try (Stream<String> rows = Files.lines(trace).skip(1)) {
            List<String> moved = Stream.concat(Stream.of("timestamp,value"), rows.map(row -> {
                        String[] cells = row.split(",");
                        return Instant.parse(cells[0]).plus(Duration.ofDays(days)) + ","
                                + factor * Double.parseDouble(cells[1]);
                    }))
                    .toList();
            return Files.write(to, moved);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path directoryOfReal() {
        return Path.of(System.getProperty("shared.directory", System.getProperty("root.directory", ".") + "/../shared"))
                .resolve("traces");
    }

    static List<Path> real() {
        try (Stream<Path> files = Files.list(directoryOfReal())) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
