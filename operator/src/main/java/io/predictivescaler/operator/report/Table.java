package io.predictivescaler.operator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table that scrolls within itself where it is wider than the page.
 *
 * @param caption what it shows
 * @param columns the first names the rows
 */
public record Table(String caption, List<Column> columns, List<Row> rows) {
    /** A column: numbers stand to the right. */
    public record Column(String heading, Kind kind) {
        /** What stands in a column. */
        public enum Kind {
            TEXT,
            NUMBER,
            TIME,
            MESSAGE
        }

        public static Column text(String heading) {
            return new Column(heading, Kind.TEXT);
        }

        public static Column number(String heading) {
            return new Column(heading, Kind.NUMBER);
        }

        public static Column time(String heading) {
            return new Column(heading, Kind.TIME);
        }

        public static Column message(String heading) {
            return new Column(heading, Kind.MESSAGE);
        }

        private String styled() {
            return switch (kind) {
                case TEXT -> "text";
                case NUMBER -> "number";
                case TIME -> "time";
                case MESSAGE -> "message";
            };
        }
    }

    /**
     * A row.
     *
     * @param name of the row, in its first column
     * @param cells of the columns after the first
     * @param style a name of the style sheet's, or none when empty
     */
    public record Row(Html name, List<Html> cells, String style) {
        public Row(Html name, List<Html> cells) {
            this(name, cells, "");
        }

        /** One that holds nothing but text. */
        public static Row of(String name, String... cells) {
            return new Row(Html.text(name), Stream.of(cells).map(Html::text).toList());
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public Html html() {
        List<Html> headings = new ArrayList<>();
        for (Column column : columns) {
            headings.add(Html.of("th", column.heading()).with("scope", "col").with("class", column.styled()));
        }
        List<Html> body = rows.stream().map(this::row).toList();
        // A region that scrolls is reached by key.
        return Html.of(
                        "div",
                        Html.of(
                                "table",
                                Html.of("caption", caption),
                                Html.of("thead", Html.of("tr", headings)),
                                Html.of("tbody", body)))
                .with("class", "scroll")
                .with("role", "region")
                .with("aria-label", caption)
                .with("tabindex", "0");
    }

    private Html row(Row row) {
        List<Html> cells = new ArrayList<>();
        cells.add(Html.of("th", row.name())
                .with("scope", "row")
                .with("class", columns.getFirst().styled()));
        for (int i = 0; i < row.cells().size(); i++) {
            cells.add(Html.of("td", row.cells().get(i))
                    .with("class", columns.get(i + 1).styled()));
        }
        Html.Element element = Html.of("tr", cells);
        return row.style().isEmpty() ? element : element.with("class", row.style());
    }
}
