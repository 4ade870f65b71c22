package io.predictivescaler.forecasting.testkit;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.series.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A history and its forecast, kept in a file with their provenance. The history is kept as numbers, so that only a change of the
 * forecaster can change the forecast.
 */
public final class Golden {
    private static final String COMMENT = "# ";
    private static final String DATE = COMMENT + "regenerated: ";
    private static final String HISTORY = "history";
    private static final String FORECAST = "forecast";
    private static final String GAP = "-";
    private static final int A_LINE = 12;

    private final List<String> lines;

    private Golden(List<String> lines) {
        this.lines = lines;
    }

    public static Golden read(String name) throws IOException {
        return new Golden(Files.readAllLines(file(name)));
    }

    /** Whether the files are to be written anew. */
    public static boolean isUpdate() {
        return Boolean.getBoolean("golden.update");
    }

    private static Path file(String name) {
        return Path.of(
                System.getProperty("root.directory", ".."),
                "forecasting",
                "src",
                "test",
                "resources",
                "golden",
                name + ".txt");
    }

    /**
     * Writes a file; leaves it alone when nothing but the date would change.
     *
     * @param provenance where the history comes from, and by what settings it is forecast
     */
    public static void write(String name, List<String> provenance, Series history, QuantileForecast forecast)
            throws IOException {
        List<String> lines = new ArrayList<>();
        provenance.forEach(line -> lines.add(COMMENT + line));
        lines.add(COMMENT + "regenerate: mvn -pl forecasting test -Dtest=GoldenForecastTest -Dgolden.update=true");
        lines.add(DATE);
        lines.add(HISTORY + " " + history.start() + " " + history.step());
        double[] values = history.toArray(Double.NaN);
        for (int t = 0; t < values.length; t += A_LINE) {
            lines.add(DoubleStream.of(Arrays.copyOfRange(values, t, Math.min(values.length, t + A_LINE)))
                    .mapToObj(value -> Double.isNaN(value) ? GAP : Float.toString((float) value))
                    .collect(Collectors.joining(" ")));
        }
        lines.add(FORECAST + " " + forecast.start() + " at " + forecast.levels());
        for (int h = 0; h < forecast.horizon(); h++) {
            int step = h;
            lines.add(forecast.levels().stream()
                    .map(level -> String.format(Locale.ROOT, "%.9g", forecast.valueAt(step, level)))
                    .collect(Collectors.joining(" ")));
        }
        Path file = file(name);
        List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
        List<String> undated =
                before.stream().map(line -> line.startsWith(DATE) ? DATE : line).toList();
        if (!undated.equals(lines)) {
            lines.set(lines.indexOf(DATE), DATE + LocalDate.now(ZoneOffset.UTC));
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        }
    }

    public Series history() {
        String[] head = lines.get(line(HISTORY)).split(" ");
        String[] cells = lines.subList(line(HISTORY) + 1, line(FORECAST)).stream()
                .flatMap(line -> Stream.of(line.split(" ")))
                .toArray(String[]::new);
        double[] values = new double[cells.length];
        BitSet missing = new BitSet();
        for (int t = 0; t < cells.length; t++) {
            missing.set(t, cells[t].equals(GAP));
            values[t] = missing.get(t) ? 0 : Double.parseDouble(cells[t]);
        }
        return Series.of(Instant.parse(head[1]), Duration.parse(head[2]), values, missing);
    }

    /** One row a step, one value a level. */
    public List<double[]> forecast() {
        return lines.subList(line(FORECAST) + 1, lines.size()).stream()
                .map(line -> Stream.of(line.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private int line(String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start + " ")) {
                return i;
            }
        }
        throw new IllegalStateException("there is no " + start);
    }
}
