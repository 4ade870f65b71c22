package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.time.SystemTimekeeping;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The program {@code predictive-scaler}. */
public final class Program {
    private final CommandLine commandLine;

    /**
     * @param starter runs the operator
     * @param clients connects to the cluster that the kubeconfig or the pod's service account names
     * @param environment gives options that the command line leaves out
     */
    public Program(OperatorStarter starter, Supplier<KubernetesClient> clients, Map<String, String> environment) {
        this(starter, clients, environment, InstantSource.system());
    }

    /** @param clock for commands that ask what happens now */
    Program(
            OperatorStarter starter,
            Supplier<KubernetesClient> clients,
            Map<String, String> environment,
            InstantSource clock) {
        RootCommand root = new RootCommand();
        commandLine = new CommandLine(root)
                .addSubcommand(new OperatorCommand(root, starter))
                .addSubcommand(new RestoreCommand(root, clients))
                .addSubcommand(new PlanCommand(root, clients, ProgressLine.ofProcess(), clock))
                .addSubcommand(new BacktestCommand(root, ProgressLine.ofProcess()))
                .addSubcommand(new SimulateCommand(root, ProgressLine.ofProcess(), () -> new SystemTimekeeping(clock)))
                .addSubcommand(new CommandLine.HelpCommand())
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .setExitCodeExceptionMapper(failure -> ExitCode.FAILED)
                .setParameterExceptionHandler((failure, arguments) -> {
                    Complaint.aboutUsage(failure);
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Complaint.aboutFailure(failure, command.getErr(), root.detail());
                    return ExitCode.FAILED;
                });
    }

    /** Writes to these instead of the standard streams. */
    public Program writingTo(PrintWriter out, PrintWriter err) {
        commandLine.setOut(out).setErr(err);
        return this;
    }

    /** Runs one command: 0 when it did what it should, 1 when something failed, 2 when it was asked wrongly. */
    public int run(String... arguments) {
        return commandLine.execute(arguments);
    }

    CommandLine commandLine() {
        return commandLine;
    }
}
