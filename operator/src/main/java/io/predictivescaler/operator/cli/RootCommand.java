package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.telemetry.LogOutput.Detail;
import io.predictivescaler.operator.telemetry.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What holds for every command; alone it only asks for one. */
@Command(
        name = "predictive-scaler",
        description = "Gives Kubernetes workloads their capacity before the traffic comes.",
        versionProvider = RootCommand.VersionLine.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:something failed", "2:wrong usage"})
final class RootCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Say more; show the stack trace of a failure.")
    private boolean verbose;

    Detail detail() {
        return verbose ? Detail.Verbose : Detail.Normal;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "a command is missing: operator, plan, restore, backtest or simulate");
        }
    }

    static final class VersionLine implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"predictive-scaler " + Version.ofThisBuild().text()};
        }
    }
}
