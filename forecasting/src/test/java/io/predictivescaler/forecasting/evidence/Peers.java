package io.predictivescaler.forecasting.evidence;

import io.predictivescaler.forecasting.Recipe;
import io.predictivescaler.forecasting.testkit.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The product's scores beside those that are published with the traces. */
final class Peers {
    private static final String MASE = "### MASE over 24 hours, per trace";
    private static final String WQL = "### Weighted quantile loss over 24 hours, per trace";
    private static final String HOUR_MASE = "### MASE of the first hour, per trace";
    private static final List<String> SIMPLE = List.of("naive-last", "snaive-day", "snaive-week", "weekly-mean-4");
    private static final String YESTERDAY = "snaive-day";
    private static final String BEST_OF_SIMPLE = "best of simple";
    private static final String TREES = "gbm-quantile";

    private final Bench bench;

    Peers(Bench bench) {
        this.bench = bench;
    }

    private static Path published() {
        return Traces.directory().resolve("BASELINES.md");
    }

    /** A published table of relative scores, without what is no score, and ours as its last row. */
    Table means(String heading) throws IOException {
        List<String> columns = new ArrayList<>(List.of("forecaster"));
        columns.addAll(Table.MEANS);
        Table table = new Table(columns.toArray(String[]::new));
        for (List<String> row : Table.published(published(), heading).rows()) {
            table.add(Stream.concat(row.stream(), Stream.generate(() -> ""))
                    .limit(columns.size())
                    .toArray(String[]::new));
        }
        table.add(Stream.of(Table.cells("ours", bench.means(Recipe.STANDARD)))
                .map(Peers::bold)
                .toArray(String[]::new));
        return table;
    }

    /** 24 hours, one row a trace. */
    Table day() throws IOException {
        Table mases = Table.published(published(), MASE);
        Table losses = Table.published(published(), WQL);
        Table table =
                new Table("trace", "MASE", YESTERDAY, BEST_OF_SIMPLE, TREES, "wQL", YESTERDAY, BEST_OF_SIMPLE, TREES);
        for (int t = 0; t < bench.traces().size(); t++) {
            String name = bench.traces().get(t).name();
            Result ours = bench.results(Recipe.STANDARD).get(t);
            List<String> cells = new ArrayList<>(List.of(name));
            cells.addAll(beside(name, ours.mase(), mases, 2));
            cells.addAll(beside(name, ours.wql(), losses, 3));
            table.add(cells.toArray(String[]::new));
        }
        return table;
    }

    /** The first hour, and coverage, one row a trace. */
    Table hour() throws IOException {
        Table mases = Table.published(published(), HOUR_MASE);
        Table table = new Table(
                "trace",
                "MASE, 1 h",
                YESTERDAY,
                BEST_OF_SIMPLE,
                TREES,
                "wQL, 1 h",
                YESTERDAY,
                "P90 covers",
                "P95 covers");
        for (int t = 0; t < bench.traces().size(); t++) {
            String name = bench.traces().get(t).name();
            Result ours = bench.results(Recipe.STANDARD).get(t);
            List<String> cells = new ArrayList<>(List.of(name));
            cells.addAll(beside(name, ours.hourMase(), mases, 2));
            cells.add(bold(Table.fixed(ours.hourWql(), 3)));
            cells.add(Table.fixed(bench.naive().get(t).hourWql(), 3)); // not among what is published
            cells.add(Table.fixed(ours.coverage90(), 2));
            cells.add(Table.fixed(ours.coverage95(), 2));
            table.add(cells.toArray(String[]::new));
        }
        return table;
    }

    private static List<String> beside(String trace, double ours, Table published, int digits) {
        double simple = SIMPLE.stream()
                .mapToDouble(peer -> published.number(trace, peer))
                .min()
                .orElseThrow();
        return List.of(
                bold(Table.fixed(ours, digits)),
                Table.fixed(published.number(trace, YESTERDAY), digits),
                Table.fixed(simple, digits),
                Table.fixed(published.number(trace, TREES), digits));
    }

    private static String bold(String text) {
        return "**" + text + "**";
    }
}
