package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.config.InvalidSetting;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.telemetry.LogOutput;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code predictive-scaler operator}. */
@Command(
        name = "operator",
        description = "Looks after the PredictiveScalers of the cluster that it runs in, or that the kubeconfig names.",
        sortOptions = false,
        footer = {
            "",
            "Each option can be given by the environment, too: --fit-threads is PREDICTIVE_SCALER_FIT_THREADS.",
            "Durations are written as 90s, 5m or 1h30m."
        })
final class OperatorCommand implements Callable<Integer>, EnvironmentDefaults.EnvironmentConfigured {
    private final RootCommand root;
    private final OperatorStarter starter;

    @Mixin
    private final OperatorOptions options = new OperatorOptions();

    @Spec
    private @Nullable CommandSpec spec;

    OperatorCommand(RootCommand root, OperatorStarter starter) {
        this.root = root;
        this.starter = starter;
    }

    @Override
    public Integer call() throws InterruptedException {
        OperatorSettings settings = settings();
        LogOutput.ofOperator(settings.logFormat(), root.detail());
        starter.run(settings);
        return ExitCode.OK;
    }

    private OperatorSettings settings() {
        try {
            return options.settings();
        } catch (InvalidSetting wrong) {
            throw spec == null ? wrong : new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
