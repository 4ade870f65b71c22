package io.predictivescaler.forecasting.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A table in Markdown: its rows of cells, the heading first. */
final class Table {
    /** The headings of what {@link #cells(String, Means)} gives after the name. */
    static final List<String> MEANS =
            List.of("MASE, 24 h", "wQL, 24 h", "MASE, 1 h", "wQL, 1 h", "P90 covers", "P95 covers", "mean miss of P90");

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heading) {
        rows.add(List.of(heading));
    }

    /** The first table under the line that starts with {@code heading}, in the published scores at {@code file}. */
    static Table published(Path file, String heading) throws IOException {
        List<String> lines = Files.readAllLines(file).stream()
                .dropWhile(line -> !line.startsWith(heading))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        if (lines.isEmpty()) {
            throw new IOException("no table under '" + heading + "' in " + file);
        }
        Table table = new Table(cells(lines.getFirst()));
        lines.stream().skip(2).forEach(line -> table.add(cells(line)));
        return table;
    }

    private static String[] cells(String line) {
        return Stream.of(line.strip().substring(1).split("\\|"))
                .map(cell -> cell.replace("*", "").strip())
                .toArray(String[]::new);
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** The rows below the heading. */
    List<List<String>> rows() {
        return rows.subList(1, rows.size());
    }

    /** The number in the row of a name and the column of a heading. */
    double number(String row, String column) {
        int at = rows.getFirst().indexOf(column);
        return rows().stream()
                .filter(cells -> cells.getFirst().equals(row))
                .mapToDouble(cells -> Double.parseDouble(cells.get(at)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row " + row));
    }

    String markdown() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add("| " + String.join(" | ", row) + " |");
        }
        int columns = rows.getFirst().size();
        lines.add(1, "|---" + String.join("", Collections.nCopies(columns - 1, "|---")) + "|");
        return String.join("\n", lines);
    }

    static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** The cells of a line of means: its name, the four scores and the coverage. */
    static String[] cells(String name, Means means) {
        List<String> cells = new ArrayList<>(List.of(name));
        means.relative().forEach(score -> cells.add(fixed(score, 3)));
        cells.add(fixed(means.coverage90(), 3));
        cells.add(fixed(means.coverage95(), 3));
        cells.add(fixed(means.missed(), 3));
        return cells.toArray(String[]::new);
    }
}
