package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.cli.Restoration.Effect;
import io.predictivescaler.operator.cli.Restoration.Scope;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.telemetry.LogOutput;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code predictive-scaler restore}. */
@Command(
        name = "restore",
        description = {
            "Gives HorizontalPodAutoscalers and ScaledObjects the bounds back that their users had given them, as the annotation"
                    + " predictivescaler.io/bounds tells, and removes the annotation. Bounds that somebody has set"
                    + " since are left as they are. PredictiveScalers that hold nothing any more lose their"
                    + " finalizer, so that they can be deleted.",
            "No operator has to run. One that runs goes on raising: stop it first, or set its resources to"
                    + " mode: Observe."
        })
final class RestoreCommand implements Callable<Integer> {
    private final RootCommand root;
    private final Supplier<KubernetesClient> clients;

    @Parameters(
            paramLabel = "[NAMESPACE/]NAME",
            arity = "0..1",
            defaultValue = "",
            description = "The HorizontalPodAutoscaler or ScaledObject; without NAMESPACE/, -n says where it is.")
    private String target = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            defaultValue = "",
            description = "Every one of this namespace, or the one that is named.")
    private String namespace = "";

    @Option(names = "--all", description = "Every one of all namespaces, or of that which -n names.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only tell what would be done.")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec spec;

    RestoreCommand(RootCommand root, Supplier<KubernetesClient> clients) {
        this.root = root;
        this.clients = clients;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("a command runs only after its line was read");
        }
        Scope scope = scope(spec);
        LogOutput.ofCommand(root.detail());
        try (KubernetesClient client = clients.get()) {
            Restoration restoration = new Restoration(
                    new Targets(client),
                    new Finalizers(client),
                    dryRun ? Effect.ToldOnly : Effect.Written,
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            return switch (restoration.of(scope)) {
                case Complete -> ExitCode.OK;
                case Incomplete -> ExitCode.FAILED;
            };
        }
    }

    private Scope scope(CommandSpec command) {
        if (target.isEmpty()) {
            if (namespace.isEmpty() && !all) {
                throw usage(command, "restore what? NAMESPACE/NAME, -n NAMESPACE or --all");
            }
            return namespace.isEmpty() ? new Scope.Everywhere() : new Scope.Namespace(namespace);
        }
        if (all) {
            throw usage(command, "--all and '" + target + "' exclude each other: name one, or take all");
        }
        int slash = target.indexOf('/');
        String where = slash < 0 ? namespace : target.substring(0, slash);
        String name = target.substring(slash + 1);
        if (slash >= 0 && !namespace.isEmpty() && !namespace.equals(where)) {
            throw usage(command, "-n " + namespace + " and '" + target + "' name two namespaces");
        }
        if (where.isEmpty() || name.isEmpty() || name.indexOf('/') >= 0) {
            throw usage(command, "'" + target + "' is not NAMESPACE/NAME, nor a NAME beside -n NAMESPACE");
        }
        return new Scope.One(new ResourceKey(where, name));
    }

    private static ParameterException usage(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
