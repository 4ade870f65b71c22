package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.cli.EnvironmentDefaults.EnvironmentConfigured;
import io.predictivescaler.operator.config.Benefits;
import io.predictivescaler.operator.config.InvalidSetting;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.ReconcileSettings;
import io.predictivescaler.operator.demand.DemandListener;
import io.predictivescaler.operator.preview.Answer;
import io.predictivescaler.operator.preview.LiveCluster;
import io.predictivescaler.operator.preview.PreviewJson;
import io.predictivescaler.operator.preview.PreviewPage;
import io.predictivescaler.operator.preview.PreviewText;
import io.predictivescaler.operator.preview.Question;
import io.predictivescaler.operator.telemetry.LogOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code predictive-scaler plan}. */
@Command(
        name = "plan",
        description = {
            "Tells what the operator would do with a PredictiveScaler now, why, and what it would do over its forecast"
                    + " horizon. The cluster and Prometheus are only read: nothing is written anywhere, also not a status"
                    + " or an event. No operator has to run.",
            "In mode Observe, it tells what Enforce would do. With --file, what a resource would do that is not applied."
        },
        sortOptions = false,
        exitCodeList = {
            "0:the plan rests on all that it should",
            "1:something is missing, and is named; what is known is told all the same",
            "2:wrong usage"
        },
        footer = {
            "",
            "It needs 'get' and 'list' of predictivescalers, 'get' of the target, of the kill switch's ConfigMap and of what"
                    + " the resource names for Prometheus, and an address at which Prometheus answers from here.",
            "Each option can be given by the environment, as for the operator: in its pod,"
                    + " 'predictive-scaler plan NAMESPACE/NAME' asks with its own settings.",
            "Durations are written as 90s, 5m or 1h30m."
        })
final class PlanCommand implements Callable<Integer>, EnvironmentConfigured {
    private final RootCommand root;
    private final Supplier<KubernetesClient> clients;
    private final ProgressLine progress;
    private final InstantSource clock;

    @Parameters(
            paramLabel = "[NAMESPACE/]NAME",
            arity = "0..1",
            defaultValue = "",
            description = "The PredictiveScaler; without NAMESPACE/, -n says where it is.")
    private String name = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            defaultValue = "",
            description = "Of the one that is named, or of a --file that names none.")
    private String namespace = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A PredictiveScaler in YAML, asked about as if it was applied.")
    private @Nullable Path file;

    @Option(names = "--json", description = "One JSON object, as docs/plan.md describes it, instead of text.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page here, too: one file, with a chart.")
    private @Nullable Path html;

    @Mixin
    private final PrometheusOptions prometheus = new PrometheusOptions();

    @Option(
            names = "--refresh",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "How often the operator looks at a resource (default: ${DEFAULT-VALUE}).")
    private Duration refresh = Duration.ZERO;

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "predictive-scaler",
            description = "Where the operator runs, and its kill switch lies (default: ${DEFAULT-VALUE}).")
    private String operatorNamespace = "";

    @Option(
            names = "--kill-switch-configmap",
            paramLabel = "NAME",
            defaultValue = "predictive-scaler-kill-switch",
            description = "The ConfigMap that is its kill switch (default: ${DEFAULT-VALUE}).")
    private String killSwitch = "";

    @Spec
    private @Nullable CommandSpec spec;

    PlanCommand(RootCommand root, Supplier<KubernetesClient> clients, ProgressLine progress, InstantSource clock) {
        this.root = root;
        this.clients = clients;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("a command runs only after its line was read");
        }
        PrintWriter err = spec.commandLine().getErr();
        return switch (new PlanSubject(name, namespace, file).asked(spec)) {
            case PlanSubject.Asked.Refused refused -> {
                Complaint.about(List.of(refused.why()), err);
                yield ExitCode.USAGE;
            }
            case PlanSubject.Asked.About about ->
                ask(question(spec, about.subject()), spec.commandLine().getOut(), err);
        };
    }

    private int ask(Question question, PrintWriter out, PrintWriter err) throws IOException {
        LogOutput.ofCommand(root.detail());
        progress.say(question.subject().key() + ": reading demand");
        try (KubernetesClient client = clients.get()) {
            Answer answer = new LiveCluster(
                            client, new Told(progress, question.subject().key()))
                    .answer(question);
            progress.wipe();
            return told(answer, out, err);
        } finally {
            progress.wipe();
        }
    }

    private int told(Answer answer, PrintWriter out, PrintWriter err) throws IOException {
        return switch (answer) {
            case Answer.Planned planned -> {
                print(json ? PreviewJson.of(planned) : PreviewText.of(planned), out);
                if (html != null) {
                    Files.writeString(html, PreviewPage.of(planned));
                }
                Complaint.about(planned.missing(), err);
                yield planned.missing().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
            }
            case Answer.WithoutTarget without -> {
                print(json ? PreviewJson.of(without) : PreviewText.of(without), out);
                Complaint.about(List.of(without.problem()), err);
                yield ExitCode.FAILED;
            }
            case Answer.Refused refused -> {
                Complaint.about(refused.problems(), err);
                yield ExitCode.FAILED;
            }
        };
    }

    private static void print(String text, PrintWriter out) {
        out.println(text.stripTrailing());
        out.flush();
    }

    private Question question(CommandSpec command, Question.Subject subject) {
        PrometheusSettings settings;
        try {
            settings = prometheus.settings();
            // The operator takes the same range.
            var unused = new ReconcileSettings(refresh, 1, 1, Benefits.Off);
        } catch (InvalidSetting wrong) {
            throw new ParameterException(command.commandLine(), wrong.getMessage(), wrong);
        }
        return new Question(
                subject,
                settings,
                refresh,
                new ResourceKey(operatorNamespace, killSwitch),
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** How far it is: reading takes seconds for weeks of history, and so does judging past forecasts. */
    private record Told(ProgressLine progress, ResourceKey key) implements DemandListener {
        @Override
        public void queried(Duration took) {
            progress.say(key + ": fitting");
        }

        @Override
        public void fitted(Duration took) {
            progress.say(key + ": judging what past forecasts were worth");
        }
    }
}
