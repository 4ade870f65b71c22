package io.predictivescaler.demo;

import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.telemetry.Version;
import io.predictivescaler.operator.trace.UnusableTrace;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The demo's command line. */
@Command(
        name = "demo.sh",
        description = {
            "Runs the operator through some days of traffic in about a minute.",
            "",
            "The operator is the real one. Its cluster is not: an API server in memory, a model of the HorizontalPodAutoscaler "
                    + "and its pods, and an endpoint that answers Prometheus queries about the traffic so far."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
    private static final int MOST_DAYS = 60;
    private static final Duration LONGEST_START_UP = Duration.ofMinutes(30);
    private static final int NARROWEST = 40;
    private static final int USUAL_WIDTH = 80;

    private final OperatorUnderTest.Starter operator;
    private final PrintStream out;
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the traffic (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Days to live, 1 to " + MOST_DAYS + " (default: ${DEFAULT-VALUE}).")
    private int days = 5;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Live the last days of this CSV file (timestamp,value) instead. Its peak is scaled to "
                    + Checkout.PEAK_REPLICAS + " replicas.")
    private @Nullable Path trace;

    @Option(
            names = "--startup",
            paramLabel = "TIME",
            converter = StartUpConverter.class,
            defaultValue = "180s",
            description = "Time from the creation of a pod to Ready (default: ${DEFAULT-VALUE}).")
    private Duration startUp = Duration.ofMinutes(3);

    @Option(
            names = "--keep-running",
            description = "Leave the servers up at the end, until Ctrl-C, and say where they are.")
    private boolean keepRunning;

    /**
     * What standard output is.
     *
     * @param width in columns; 0 when it is no terminal
     */
    record Terminal(int width, Palette palette) {
        /** As the starting script found it: it can ask, and Java 21 cannot. */
        static Terminal found() {
            boolean live = Boolean.getBoolean("demo.terminal") && !"dumb".equals(System.getenv("TERM"));
            boolean colour =
                    Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty();
            int width = Math.max(NARROWEST, Integer.getInteger("demo.columns", USUAL_WIDTH));
            return new Terminal(live ? width : 0, colour ? Palette.Coloured : Palette.Plain);
        }
    }

    static final class StartUpConverter implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text)
                    .filter(duration -> duration.isPositive() && duration.compareTo(LONGEST_START_UP) <= 0)
                    .orElseThrow(() -> new TypeConversionException("'" + text
                            + "' is not a start-up time; write a duration from 1s to 30m, such as 180s or 3m"));
        }
    }

    private Demo(OperatorUnderTest.Starter operator, PrintStream out, Terminal terminal) {
        this.operator = operator;
        this.out = out;
        this.terminal = terminal;
    }

    /** Runs the demo and returns what to answer to the shell. */
    static int run(OperatorUnderTest.Starter operator, PrintStream out, Terminal terminal, String... arguments) {
        return run(operator, out, System.err, terminal, arguments);
    }

    static int run(
            OperatorUnderTest.Starter operator,
            PrintStream out,
            PrintStream err,
            Terminal terminal,
            String... arguments) {
        CommandLine command = new CommandLine(new Demo(operator, out, terminal));
        command.getCommandSpec().version(Version.ofThisBuild().text());
        return command.setOut(new PrintWriter(out, true, out.charset()))
                .setErr(new PrintWriter(err, true, err.charset()))
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Scenario scenario = scenario();
        Thread player = Thread.currentThread();
        CountDownLatch left = new CountDownLatch(1);
        Thread hook = new Thread(() -> leave(player, left), "demo-ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            play(scenario);
            Runtime.getRuntime().removeShutdownHook(hook);
            return CommandLine.ExitCode.OK;
        } finally {
            left.countDown();
        }
    }

    private void play(Scenario scenario) throws IOException, InterruptedException {
        Quiet.logs();
        out.println("Playing " + (days == 1 ? "1 day" : days + " days") + " of " + scenario.title() + "; pods start in "
                + Durations.format(startUp) + ".\n");
        try (Stage stage = new Stage(new Stage.Settings(scenario, scenario.curve(), startUp), operator)) {
            Outcome outcome = played(stage, scenario);
            out.println("\n$ kubectl get predictivescalers -n " + Checkout.NAMESPACE + "\n"
                    + stage.report().row(scenario.length()) + "\n\n" + outcome.table());
            if (keepRunning) {
                stage.urls().forEach((name, url) -> out.printf("%-12s %s%n", name, url));
                out.println("Still running; Ctrl-C ends it.\n");
            }
            out.println(outcome.result());
            out.flush();
            if (keepRunning) {
                new CountDownLatch(1).await();
            }
        }
    }

    private Outcome played(Stage stage, Scenario scenario) throws InterruptedException {
        try (View view = view(scenario)) {
            return stage.play(view);
        }
    }

    /** On Ctrl-C the JVM halts when its hooks are done: wait until what was started has been closed. */
    private static void leave(Thread player, CountDownLatch left) {
        player.interrupt();
        try {
            boolean closed = left.await(5, java.util.concurrent.TimeUnit.SECONDS);
            if (!closed) {
                System.err.println("The demo did not close in 5 s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private View view(Scenario scenario) {
        return terminal.width() == 0
                ? new PlainView(out)
                : new TerminalView(out, terminal.width(), terminal.palette(), scenario, System::nanoTime);
    }

    private Scenario scenario() {
        if (days < 1 || days > MOST_DAYS) {
            throw mistake("--days " + days + " is out of range; live 1 to " + MOST_DAYS + " days");
        }
        if (trace == null) {
            return Traffic.scenario(seed, days);
        }
        try {
            return TraceFile.scenario(trace, days, Checkout.PEAK_REPLICAS * Checkout.CAPACITY_PER_REPLICA);
        } catch (UnusableTrace e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException mistake(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli has not filled in the command's specification");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
