package io.predictivescaler.operator.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes an option that the command line leaves out from the environment: {@code --fit-threads} is PREDICTIVE_SCALER_FIT_THREADS. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final String PREFIX = "PREDICTIVE_SCALER_";

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The variable that stands for an option. */
    static String variable(String option) {
        return PREFIX + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        // A variable PREDICTIVE_SCALER_VERSION tells a script which image to take; it does not ask for --version.
        if (argument instanceof OptionSpec option
                && option.command().userObject() instanceof EnvironmentConfigured
                && !option.usageHelp()
                && !option.versionHelp()) {
            String value = environment.getOrDefault(variable(option.longestName()), "");
            // A chart writes an empty value where its user gave none.
            return value.isBlank() ? null : value;
        }
        return null;
    }

    /** A command whose options the environment may give. */
    interface EnvironmentConfigured {}
}
