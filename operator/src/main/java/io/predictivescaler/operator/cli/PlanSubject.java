package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.preview.Question;
import io.predictivescaler.operator.simulate.ScalerFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a line of {@code plan} asks about.
 *
 * @param name {@code [NAMESPACE/]NAME}; empty beside a file
 * @param namespace empty where {@code -n} was not given
 */
record PlanSubject(String name, String namespace, @Nullable Path file) {
    /** What came of reading it. */
    sealed interface Asked {
        record About(Question.Subject subject) implements Asked {}

        /** A file that cannot be used. */
        record Refused(String why) implements Asked {}
    }

    /** @throws ParameterException where the line contradicts itself, or names nothing */
    Asked asked(CommandSpec command) {
        if (file == null) {
            return new Asked.About(new Question.Subject.Existing(named(command)));
        }
        if (!name.isEmpty()) {
            throw usage(command, "--file and '" + name + "' exclude each other: the file names its resource");
        }
        return switch (ScalerFile.at(file, "--file")) {
            case ScalerFile.Refused refused -> new Asked.Refused(refused.message());
            case ScalerFile.Read read -> new Asked.About(proposed(command, file, read.resource()));
        };
    }

    private Question.Subject proposed(CommandSpec command, Path from, PredictiveScaler resource) {
        String own = Optional.ofNullable(resource.getMetadata().getNamespace()).orElse(namespace);
        if (own.isEmpty()) {
            throw usage(command, from + " names no namespace: add -n NAMESPACE");
        }
        if (!namespace.isEmpty() && !namespace.equals(own)) {
            throw usage(command, "-n " + namespace + " and " + from + " name two namespaces");
        }
        return new Question.Subject.Proposed(
                new ResourceKey(own, resource.getMetadata().getName()), resource);
    }

    private ResourceKey named(CommandSpec command) {
        if (name.isEmpty()) {
            throw usage(command, "plan what? NAMESPACE/NAME, or --file FILE");
        }
        int slash = name.indexOf('/');
        String where = slash < 0 ? namespace : name.substring(0, slash);
        String which = name.substring(slash + 1);
        if (slash >= 0 && !namespace.isEmpty() && !namespace.equals(where)) {
            throw usage(command, "-n " + namespace + " and '" + name + "' name two namespaces");
        }
        if (where.isEmpty() || which.isEmpty() || which.indexOf('/') >= 0) {
            throw usage(command, "'" + name + "' is not NAMESPACE/NAME, nor a NAME beside -n NAMESPACE");
        }
        return new ResourceKey(where, which);
    }

    private static ParameterException usage(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
