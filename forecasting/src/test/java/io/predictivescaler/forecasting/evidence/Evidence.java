package io.predictivescaler.forecasting.evidence;

import io.predictivescaler.forecasting.Recipe;
import io.predictivescaler.forecasting.evaluation.RollingOrigins;
import io.predictivescaler.forecasting.evaluation.TraceScores;
import io.predictivescaler.forecasting.testkit.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the measured tables of docs/forecasting.md, each between its markers. Takes the names of the tables to measure, or none for
 * all: {@code scores}, {@code treatments}, {@code members}, {@code left-out}, {@code challenger}. The traces lie beside the repository, or where the system property
 * {@code shared.directory} says.
 */
public final class Evidence {
    private static final List<String> ALL = List.of("scores", "treatments", "members", "left-out", "challenger");

    private final Path document = Path.of(System.getProperty("root.directory", "."), "docs", "forecasting.md");
    private final List<RealTrace> traces;
    private final Bench bench;

    private Evidence(List<RealTrace> traces, Bench bench) {
        this.traces = traces;
        this.bench = bench;
    }

    public static void main(String[] tables) throws IOException {
        if (!Files.isDirectory(Traces.directory())) {
            System.err.println("There are no traces in " + Traces.directory()
                    + "; name the directory above with -Dshared.directory.");
            System.exit(2);
        }
        List<String> wanted = tables.length == 0 ? ALL : Arrays.asList(tables);
        List<RealTrace> traces = RealTrace.all();
        try (Bench bench = new Bench(traces, RollingOrigins.STANDARD)) {
            Evidence evidence = new Evidence(traces, bench);
            for (String table : wanted) {
                long start = System.nanoTime();
                switch (table) {
                    case "scores" -> evidence.scores();
                    case "treatments" -> evidence.write("treatments", evidence.means("recipe", Ablation.treatments()));
                    case "members" -> evidence.members();
                    case "left-out" -> evidence.leftOut();
                    case "challenger" -> evidence.challenger();
                    default -> throw new IllegalArgumentException("there is no table " + table);
                }
                System.err.println(table + ": "
                        + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
            }
        }
    }

    private void scores() throws IOException {
        Peers peers = new Peers(bench);
        write("peers", peers.means("### All 20 traces, 24 origins").markdown());
        RollingOrigins eight =
                new RollingOrigins(8, RollingOrigins.STANDARD.firstShare(), RollingOrigins.STANDARD.history());
        try (Bench slow = new Bench(traces, eight)) {
            write(
                    "slow-peers",
                    new Peers(slow).means("### The slow peers, 8 origins").markdown());
        }
        write("day", peers.day().markdown());
        write("hour", peers.hour().markdown());
    }

    private void members() throws IOException {
        write("members", means("recipe", Ablation.members()));
        write("alone", means("member alone", Ablation.alone()));
    }

    private String means(String what, Map<String, Recipe> recipes) {
        bench.start(List.copyOf(recipes.values()));
        Table table =
                new Table(Stream.concat(Stream.of(what), Table.MEANS.stream()).toArray(String[]::new));
        table.add(Table.cells("**the product's**", bench.means(Recipe.STANDARD)));
        recipes.forEach((name, recipe) -> table.add(Table.cells(name, bench.means(recipe))));
        return table.markdown();
    }

    private void leftOut() throws IOException {
        LeftOut guard = new LeftOut(bench);
        List<Integer> everything = IntStream.range(0, traces.size()).boxed().toList();
        List<Result> plain = bench.results(Recipe.STANDARD);
        Table table = new Table(
                Stream.concat(Stream.of("chosen"), Table.MEANS.stream()).toArray(String[]::new));
        table.add(Table.cells("nothing: the product's", bench.means(Recipe.STANDARD)));
        Map<LeftOut.Scope, List<Result>> unseen = new EnumMap<>(LeftOut.Scope.class);
        for (LeftOut.Scope scope : LeftOut.Scope.values()) {
            unseen.put(scope, unseen(guard, scope, everything));
            table.add(
                    Table.cells(inWords(scope) + ", on the other sources", Means.of(unseen.get(scope), bench.naive())));
        }
        for (LeftOut.Scope scope : LeftOut.Scope.values()) {
            Recipe inSample = guard.chosenOn(everything, scope).recipe();
            table.add(Table.cells(inWords(scope) + ", on all traces (in sample)", bench.means(inSample)));
        }
        write("left-out", table.markdown());
        Table sources =
                new Table("left out", "traces", "plain", "constants", "and members", "what would have been chosen");
        for (Map.Entry<String, List<Integer>> source : guard.sources().entrySet()) {
            List<String> names = chosenWithout(guard, source.getValue(), LeftOut.Scope.ConstantsAndMembers, everything)
                    .names();
            List<String> cells = new ArrayList<>(
                    List.of(source.getKey(), Integer.toString(source.getValue().size())));
            for (List<Result> results : List.of(
                    plain,
                    unseen.getOrDefault(LeftOut.Scope.Constants, plain),
                    unseen.getOrDefault(LeftOut.Scope.ConstantsAndMembers, plain))) {
                cells.add(Table.fixed(guard.means(results, source.getValue()).overall(), 3));
            }
            cells.add(names.isEmpty() ? "nothing" : String.join(", ", names));
            sources.add(cells.toArray(String[]::new));
        }
        write("left-out-sources", sources.markdown());
    }

    private static String inWords(LeftOut.Scope scope) {
        return switch (scope) {
            case Constants -> "constants";
            case ConstantsAndMembers -> "constants and members";
        };
    }

    /** Each source's traces, by what was chosen without them. */
    private List<Result> unseen(LeftOut guard, LeftOut.Scope scope, List<Integer> everything) {
        Result[] unseen = new Result[traces.size()];
        for (List<Integer> source : guard.sources().values()) {
            List<Result> results = bench.results(
                    chosenWithout(guard, source, scope, everything).recipe());
            source.forEach(t -> unseen[t] = results.get(t));
        }
        return List.of(unseen);
    }

    private static LeftOut.Choice chosenWithout(
            LeftOut guard, List<Integer> source, LeftOut.Scope scope, List<Integer> everything) {
        return guard.chosenOn(
                everything.stream().filter(t -> !source.contains(t)).toList(), scope);
    }

    private void challenger() throws IOException {
        List<Issued> issued = bench.inParallel(traces.stream()
                .<Callable<Issued>>map(trace -> () -> new Issued(trace))
                .toList());
        Table table = new Table(
                Stream.concat(Stream.of("forecaster"), Table.MEANS.stream()).toArray(String[]::new));
        table.add(Table.cells("**the product's**", bench.means(Recipe.STANDARD)));
        for (Challenger.Use use : Challenger.Use.values()) {
            List<Result> results = IntStream.range(0, traces.size())
                    .mapToObj(t -> Result.of(TraceScores.of(
                            traces.get(t).series(), RollingOrigins.STANDARD, new Challenger(issued.get(t), use))))
                    .toList();
            String name = switch (use) {
                case Always -> "corrected by the challenger, always";
                case Admitted -> "corrected where that paid before";
            };
            table.add(Table.cells(name, Means.of(results, bench.naive())));
        }
        write("challenger", table.markdown());
    }

    /** Puts a table between its markers in the document. */
    private void write(String name, String text) throws IOException {
        String start = "<!-- evidence: " + name + " -->\n";
        String end = "\n<!-- end of " + name + " -->";
        String before = Files.readString(document);
        int from = before.indexOf(start);
        int to = before.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(document + " has no markers for " + name);
        }
        Files.writeString(document, before.substring(0, from + start.length()) + text + before.substring(to));
        System.out.println("\n" + name + "\n" + text);
    }
}
