package io.predictivescaler.operator.cli;

import io.predictivescaler.forecasting.evaluation.RollingOrigins;
import io.predictivescaler.forecasting.selection.Admission;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.StepGrid;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.telemetry.LogOutput;
import io.predictivescaler.operator.trace.Trace;
import io.predictivescaler.operator.trace.UnusableTrace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code predictive-scaler backtest}. */
@Command(
        name = "backtest",
        description = {
            "Tells how well demand would have been forecast: at each of some origins in the last 30 %% of a trace, the model"
                    + " is fitted anew to what came before, and its forecast is scored by what came.",
            "",
            "A trace is a CSV file with the header timestamp,value; timestamps are RFC 3339 and rise, and a row that is not"
                    + " there is a gap. Rows closer than five minutes are averaged to that."
        },
        sortOptions = false,
        exitCodeList = {
            "0:every trace was scored",
            "1:something failed",
            "2:wrong usage, or a trace that cannot be scored; the others were"
        },
        footer = {
            "",
            "MASE: mean error, in units of that of repeating yesterday on the history. WAPE: mean error, in units of mean"
                    + " demand. sMAPE: 0 to 200. wQL: quantile loss of P50, P90 and P95, in units of mean demand. Coverage:"
                    + " how often demand stayed under the quantile. 1 h: the first hour alone. An origin without a forecast is scored as snaive-day,"
                    + " and said.",
            "Durations are written as 5m, 12h or 28d."
        })
final class BacktestCommand implements Callable<Integer> {
    private static final int MOST_ORIGINS = 10_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final RootCommand root;
    private final ProgressLine progress;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "The traces, in this order.")
    private List<Path> traces = List.of();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "blend",
            converter = BacktestModel.Converter.class,
            completionCandidates = BacktestModel.Labels.class,
            description = {
                "What is scored: blend, the product's own (default); naive-last, snaive-day, snaive-week or weekly-mean-4,"
                        + " for comparison; or a member of the blend alone.",
                "All names: ${COMPLETION-CANDIDATES}."
            })
    private BacktestModel model = BacktestModel.BLEND;

    @Option(
            names = "--origins",
            paramLabel = "N",
            defaultValue = "24",
            description = "Origins, spread evenly (default: ${DEFAULT-VALUE}).")
    private int origins;

    @Option(
            names = "--horizon",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = DurationConverter.class,
            description = "What is forecast from each (default: ${DEFAULT-VALUE}).")
    private Duration horizon = Duration.ZERO;

    @Option(
            names = "--lookback",
            paramLabel = "DURATION",
            defaultValue = "28d",
            converter = DurationConverter.class,
            description = "The most that is seen before each (default: ${DEFAULT-VALUE}).")
    private Duration lookback = Duration.ZERO;

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            defaultValue = "0s",
            showDefaultValue = Visibility.NEVER,
            converter = DurationConverter.class,
            description = "The grid that rows are averaged on, 1m to 1h (default: their own step, at least 5m).")
    private Duration step = Duration.ZERO;

    @Option(
            names = "--season",
            paramLabel = "1h|1d|1w",
            split = ",",
            converter = DurationConverter.class,
            description = "The seasons that the blend, or its member, may follow (default: those that it detects).")
    private List<Duration> seasons = List.of();

    @Option(names = "--json", description = "One JSON object with all scores, instead of the table.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    BacktestCommand(RootCommand root, ProgressLine progress) {
        this.root = root;
        this.progress = progress;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("a command runs only after its line was read");
        }
        check(spec);
        LogOutput.ofCommand(root.detail());
        BacktestRun.Plan plan = new BacktestRun.Plan(
                model,
                seasons,
                new RollingOrigins(origins, RollingOrigins.STANDARD.firstShare(), lookback, horizon),
                System::nanoTime);
        PrintWriter out = spec.commandLine().getOut();
        List<BacktestResult> results = scored(plan, out, spec.commandLine().getErr());
        if (json) {
            out.println(BacktestJson.of(results));
            out.flush();
        }
        return results.size() == traces.size() ? ExitCode.OK : ExitCode.USAGE;
    }

    /** Scores what can be scored, says what cannot, and writes the table's lines as they come. */
    private List<BacktestResult> scored(BacktestRun.Plan plan, PrintWriter out, PrintWriter err) {
        BacktestTable table =
                new BacktestTable(traces.stream().map(Trace::nameOf).toList(), model, Durations.format(horizon));
        List<BacktestResult> results = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            try {
                BacktestResult result = scored(i, plan);
                progress.wipe();
                if (!json) {
                    out.println(results.isEmpty() ? table.header() + "\n" + table.row(result) : table.row(result));
                    out.flush();
                }
                warn(result, err);
                results.add(result);
            } catch (UnusableTrace unusable) {
                progress.wipe();
                Complaint.aboutTrace(unusable, err);
            }
        }
        return results;
    }

    private BacktestResult scored(int i, BacktestRun.Plan plan) throws UnusableTrace {
        Path file = traces.get(i);
        String what = "[" + (i + 1) + "/" + traces.size() + "] " + Trace.nameOf(file) + ": ";
        progress.say(what + "reading");
        Trace trace = step.isZero() ? Trace.read(file) : Trace.read(file, step);
        return BacktestRun.of(trace, plan, done -> progress.say(what + done + " of at most " + origins + " origins"));
    }

    private static void warn(BacktestResult result, PrintWriter err) {
        if (!result.declined().isEmpty()) {
            err.println("predictive-scaler: " + result.name() + ": no forecast at "
                    + result.declined().size() + " of " + result.scores().origins()
                    + " origins, scored as snaive-day there; the last time because "
                    + result.declined().getLast());
            err.flush();
        }
    }

    private void check(CommandSpec command) {
        if (origins < 2 || origins > MOST_ORIGINS) {
            throw usage(command, "--origins takes a number from 2 to " + MOST_ORIGINS + ", not '" + origins + "'");
        }
        inRange(command, "--horizon", horizon);
        inRange(command, "--lookback", lookback);
        if (!step.isZero() && !StepGrid.supports(step)) {
            throw usage(
                    command,
                    "--step takes a duration from 1m to 1h that divides a day, such as 5m, 15m or 1h, not '"
                            + Durations.format(step) + "'");
        }
        if (!seasons.isEmpty()) {
            checkSeasons(command);
        }
    }

    private void checkSeasons(CommandSpec command) {
        Set<Season> named = EnumSet.noneOf(Season.class);
        for (Duration length : seasons) {
            named.add(Arrays.stream(Season.values())
                    .filter(known -> known.length().equals(length))
                    .findFirst()
                    .orElseThrow(() ->
                            usage(command, "--season takes 1h, 1d and 1w, not '" + Durations.format(length) + "'")));
        }
        switch (model) {
            case BacktestModel.Reference reference ->
                throw usage(
                        command, "--season is for the blend and its members; " + reference.label() + " has its own");
            case BacktestModel.Product product -> {
                for (String member : product.recipe().only()) {
                    if (!Admission.labels(named).contains(member)) {
                        throw usage(command, "--season leaves out what " + member + " follows; name that season too");
                    }
                }
            }
        }
    }

    private static void inRange(CommandSpec command, String option, Duration duration) {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw usage(
                    command,
                    option + " takes a duration from " + Durations.format(SHORTEST) + " to " + Durations.format(LONGEST)
                            + ", not '" + Durations.format(duration) + "'");
        }
    }

    private static ParameterException usage(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
