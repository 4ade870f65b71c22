package io.predictivescaler.operator.cli;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.config.InvalidSetting;
import io.predictivescaler.operator.report.Page;
import io.predictivescaler.operator.report.Report;
import io.predictivescaler.operator.report.ReportContext;
import io.predictivescaler.operator.simulate.Experiment;
import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.FindingsJson;
import io.predictivescaler.operator.simulate.FindingsText;
import io.predictivescaler.operator.simulate.Frontier;
import io.predictivescaler.operator.simulate.Simulation;
import io.predictivescaler.operator.simulate.Strategy;
import io.predictivescaler.operator.telemetry.LogOutput;
import io.predictivescaler.operator.time.Timekeeping;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code predictive-scaler simulate}. */
@Command(
        name = "simulate",
        description = {
            "Tells what the operator would have done with demand as it was, and what would have come of it: the same"
                    + " forecasts and plans beside a model of the HorizontalPodAutoscaler, next to that autoscaler alone, a"
                    + " copy of last week, a static maximum and perfect foresight.",
            "",
            "Nothing is read from a cluster and nothing is changed."
        },
        sortOptions = false,
        exitCodeList = {"0:done", "1:something failed", "2:wrong usage, or something that cannot be simulated"},
        footer = {
            "",
            "Short: demand is above nine tenths of what the ready replicas carry at most. Replica-hours count every pod from"
                    + " its creation. See docs/simulation.md.",
            "Durations are written as 30s, 5m or 28d."
        })
final class SimulateCommand implements Callable<Integer> {
    /** The share of the shortage that caution can remove which a suggestion is content with. */
    private static final double MOST_OF_IT = 0.8;

    private final RootCommand root;
    private final ProgressLine progress;
    private final Supplier<Timekeeping> clocks;

    @Mixin
    private SimulateOptions options = new SimulateOptions();

    @Spec
    private @Nullable CommandSpec spec;

    SimulateCommand(RootCommand root, ProgressLine progress, Supplier<Timekeeping> clocks) {
        this.root = root;
        this.progress = progress;
        this.clocks = clocks;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("a command runs only after its line was read");
        }
        LogOutput.ofCommand(root.detail());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Timekeeping time = clocks.get()) {
            List<DemandOptions.Source> sources = options.sources();
            return sources.size() == 1 ? one(sources.getFirst(), time, out, err) : many(sources, time, out, err);
        } catch (InvalidSetting wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        } finally {
            progress.wipe();
            out.flush();
        }
    }

    private int one(DemandOptions.Source source, Timekeeping time, PrintWriter out, PrintWriter err)
            throws IOException {
        try {
            progress.say("reading");
            SimulateSetup setup = SimulateSetup.of(source, options, time);
            tell(setup, found(setup), out);
            return ExitCode.OK;
        } catch (SimulateSetup.Refused refused) {
            progress.wipe();
            Complaint.about(refused, err);
            return ExitCode.USAGE;
        }
    }

    /** A line for each; what cannot be simulated is said, and the others are. */
    private int many(List<DemandOptions.Source> sources, Timekeeping time, PrintWriter out, PrintWriter err) {
        SimulateTable table = new SimulateTable();
        int refusals = 0;
        for (int i = 0; i < sources.size(); i++) {
            try {
                progress.say("[" + (i + 1) + "/" + sources.size() + "] reading");
                SimulateSetup setup = SimulateSetup.of(sources.get(i), options, time);
                Findings findings = simulated(setup.experiment(), "[" + (i + 1) + "/" + sources.size() + "] ");
                progress.wipe();
                table.add(setup.name(), findings);
                if (!options.json()) {
                    table.newLines().forEach(out::println);
                    out.flush();
                }
            } catch (SimulateSetup.Refused refused) {
                progress.wipe();
                Complaint.about(refused, err);
                refusals++;
            }
        }
        if (options.json()) {
            out.println(table.json());
        }
        return refusals == 0 ? ExitCode.OK : ExitCode.USAGE;
    }

    /** A suggestion's percentile follows from the frontier unless it is stated, so that it takes one. */
    private Findings found(SimulateSetup setup) {
        Experiment experiment = setup.experiment();
        if (setup.suggestion().isEmpty() || options.percentile().isPresent()) {
            Findings findings = simulated(experiment, "");
            return options.frontier()
                    ? findings.withFrontier(frontier(experiment).points())
                    : findings;
        }
        Frontier frontier = frontier(experiment);
        double alone = Simulation.alone(experiment).scores().shortMinutes();
        QuantileLevel percentile = frontier.leastThatRemoves(MOST_OF_IT, experiment, alone)
                .map(Findings.Point::percentile)
                .orElse(QuantileLevel.ofPercentile(SimulateSetup.USUAL_PERCENTILE));
        return simulated(experiment.at(percentile), "").withFrontier(frontier.points());
    }

    private Findings simulated(Experiment experiment, String which) {
        Duration length = Duration.between(experiment.from(), experiment.to());
        AtomicInteger said = new AtomicInteger(-1);
        return Simulation.of(experiment, (strategy, at) -> {
            int percent = (int) (100 * Duration.between(experiment.from(), at).toMillis() / length.toMillis());
            if (strategy == Strategy.PREDICTIVE && said.getAndSet(percent) != percent) {
                progress.say(which + "simulating: " + percent + " %");
            }
        });
    }

    private Frontier frontier(Experiment experiment) {
        int runs = Frontier.runs(experiment);
        AtomicInteger done = new AtomicInteger();
        progress.say("trying " + runs + " settings");
        return Frontier.of(
                experiment, () -> progress.say("tried " + done.incrementAndGet() + " of " + runs + " settings"));
    }

    private void tell(SimulateSetup setup, Findings findings, PrintWriter out) throws IOException {
        progress.wipe();
        List<String> notes = new ArrayList<>(setup.notes());
        int percentile =
                (int) Math.round(100 * findings.experiment().spec().percentile().probability());
        String yaml =
                setup.suggestion().map(proposed -> proposed.yaml(percentile)).orElse("");
        if (options.json()) {
            out.println(FindingsJson.of(setup.name(), findings, notes));
        } else {
            out.println(FindingsText.of(setup.name(), findings, notes));
            if (!yaml.isEmpty()) {
                out.println("\n" + yaml);
            }
        }
        if (options.yaml().isPresent()) {
            Files.writeString(options.yaml().orElseThrow(), yaml);
        }
        if (options.html().isPresent()) {
            Files.writeString(
                    options.html().orElseThrow(),
                    report(setup, findings, notes, yaml).markup());
        }
    }

    private static Page report(SimulateSetup setup, Findings findings, List<String> notes, String yaml) {
        return Report.of(
                findings,
                new ReportContext(
                        setup.name(),
                        setup.source(),
                        findings.experiment().entry().unit(),
                        notes,
                        yaml.isEmpty() ? setup.yaml() : yaml));
    }
}
