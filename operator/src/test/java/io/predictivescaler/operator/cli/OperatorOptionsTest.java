package io.predictivescaler.operator.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.config.Benefits;
import io.predictivescaler.operator.config.KillSwitchSettings;
import io.predictivescaler.operator.config.LeaderElectionSettings;
import io.predictivescaler.operator.config.LeaderElectionSettings.LeaseNamespace;
import io.predictivescaler.operator.config.LogFormat;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.PrometheusSettings.Credentials;
import io.predictivescaler.operator.config.PrometheusSettings.HeadersFile;
import io.predictivescaler.operator.config.PrometheusSettings.OwnSource;
import io.predictivescaler.operator.config.PrometheusSettings.Trust;
import io.predictivescaler.operator.config.ReconcileSettings;
import io.predictivescaler.operator.config.ServerSettings;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.config.WatchSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorOptionsTest {
    private static final OperatorStarter NO_OPERATOR = settings -> {};

    /** Option, variable, default: what users have in their charts and scripts. A change here is a breaking change. */
    private static final String CONTRACT = """
            --benefits PREDICTIVE_SCALER_BENEFITS Daily
            --bind PREDICTIVE_SCALER_BIND 0.0.0.0
            --fit-threads PREDICTIVE_SCALER_FIT_THREADS 2
            --kill-switch-configmap PREDICTIVE_SCALER_KILL_SWITCH_CONFIGMAP predictive-scaler-kill-switch
            --leader-election PREDICTIVE_SCALER_LEADER_ELECTION true
            --lease-name PREDICTIVE_SCALER_LEASE_NAME -
            --lease-namespace PREDICTIVE_SCALER_LEASE_NAMESPACE -
            --log-format PREDICTIVE_SCALER_LOG_FORMAT json
            --max-mode PREDICTIVE_SCALER_MAX_MODE Enforce
            --namespaces PREDICTIVE_SCALER_NAMESPACES -
            --port PREDICTIVE_SCALER_PORT 8080
            --prometheus-allowed-hosts PREDICTIVE_SCALER_PROMETHEUS_ALLOWED_HOSTS -
            --prometheus-basic-auth-file PREDICTIVE_SCALER_PROMETHEUS_BASIC_AUTH_FILE -
            --prometheus-bearer-token-file PREDICTIVE_SCALER_PROMETHEUS_BEARER_TOKEN_FILE -
            --prometheus-ca-file PREDICTIVE_SCALER_PROMETHEUS_CA_FILE -
            --prometheus-concurrency PREDICTIVE_SCALER_PROMETHEUS_CONCURRENCY 8
            --prometheus-headers-file PREDICTIVE_SCALER_PROMETHEUS_HEADERS_FILE -
            --prometheus-response-limit PREDICTIVE_SCALER_PROMETHEUS_RESPONSE_LIMIT 32Mi
            --prometheus-timeout PREDICTIVE_SCALER_PROMETHEUS_TIMEOUT 30s
            --prometheus-url PREDICTIVE_SCALER_PROMETHEUS_URL -
            --reconcile-threads PREDICTIVE_SCALER_RECONCILE_THREADS 8
            --refresh PREDICTIVE_SCALER_REFRESH 60s
            --shard PREDICTIVE_SCALER_SHARD -
            --shard-count PREDICTIVE_SCALER_SHARD_COUNT 1
            --verbose PREDICTIVE_SCALER_VERBOSE -
            """;

    private static OperatorSettings settings(Map<String, String> environment, String... options) {
        List<OperatorSettings> started = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of("operator"));
        arguments.addAll(List.of(options));
        ProgramRun run = run(started::add, environment, arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(started).hasSize(1);
        return started.getFirst();
    }

    private static ProgramRun run(OperatorStarter starter, Map<String, String> environment, String... arguments) {
        return ProgramRun.of(
                starter,
                () -> {
                    throw new AssertionError("the operator's options need no cluster");
                },
                environment,
                arguments);
    }

    private static OperatorSettings settings(String... options) {
        return settings(Map.of(), options);
    }

    @Test
    void keepsEveryOptionVariableAndDefault() {
        Program program = new Program(
                NO_OPERATOR,
                () -> {
                    throw new AssertionError();
                },
                Map.of());

        String options = program.commandLine().getSubcommands().get("operator").getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .sorted(Comparator.comparing(option -> option.longestName()))
                .map(option -> option.longestName() + " " + EnvironmentDefaults.variable(option.longestName()) + " "
                        + (option.defaultValue() == null
                                        || option.defaultValue().isEmpty()
                                ? "-"
                                : option.defaultValue())
                        + "\n")
                .collect(joining());

        assertThat(options).isEqualTo(CONTRACT);
    }

    @Test
    void saysWhoReadsThroughItsPrometheusAndWhoseTimeoutItIs() {
        String help = run(NO_OPERATOR, Map.of(), "operator", "--help").out().replaceAll("\\s+", " ");

        assertThat(help)
                .contains("Whoever may create PredictiveScalers can read numbers of everything behind it")
                .contains("Of one request to --prometheus-url (default: 30s); a resource with a url of its own has its"
                        + " own timeout, 30s by default.");
    }

    @Test
    void needsNothingToBeSaid() {
        assertThat(settings())
                .isEqualTo(new OperatorSettings(
                        new PrometheusSettings(
                                new OwnSource.None(), List.of(), Duration.ofSeconds(30), 8, 32L * 1024 * 1024),
                        new ReconcileSettings(Duration.ofSeconds(60), 2, 8, Benefits.Daily),
                        new WatchSettings.AllNamespaces(),
                        new LeaderElectionSettings.On("predictive-scaler", new LeaseNamespace.Own()),
                        new ServerSettings(8080, "0.0.0.0"),
                        MaxMode.Enforce,
                        new KillSwitchSettings("predictive-scaler-kill-switch"),
                        LogFormat.json));
    }

    @Nested
    class Environment {
        @Test
        void standsInForOptionsThatAreLeftOut() {
            OperatorSettings settings = settings(Map.of(
                    "PREDICTIVE_SCALER_REFRESH", "15s",
                    "PREDICTIVE_SCALER_NAMESPACES", "web,shop",
                    "PREDICTIVE_SCALER_LEADER_ELECTION", "false",
                    "PREDICTIVE_SCALER_PROMETHEUS_URL", "https://prometheus.example:9090/prom"));

            assertThat(settings.reconcile().refresh()).hasSeconds(15);
            assertThat(settings.watch()).isEqualTo(new WatchSettings.OnlyNamespaces(Set.of("shop", "web")));
            assertThat(settings.leaderElection()).isEqualTo(new LeaderElectionSettings.Off());
            assertThat(settings.prometheus().ownSource())
                    .isEqualTo(new OwnSource.At(
                            URI.create("https://prometheus.example:9090/prom"),
                            new Credentials.None(),
                            new HeadersFile.None(),
                            new Trust.Default()));
        }

        @Test
        void givesWayToTheCommandLine() {
            assertThat(settings(Map.of("PREDICTIVE_SCALER_PORT", "9000"), "--port", "9001")
                            .server()
                            .port())
                    .isEqualTo(9001);
        }

        @Test
        void isNotThereWhenItIsEmpty() {
            assertThat(settings(Map.of("PREDICTIVE_SCALER_REFRESH", ""))
                            .reconcile()
                            .refresh())
                    .hasSeconds(60);
        }

        @Test
        void asksForNoHelp() {
            assertThat(settings(Map.of("PREDICTIVE_SCALER_VERSION", "0.1.0", "PREDICTIVE_SCALER_HELP", "true")))
                    .isEqualTo(settings());
        }

        @Test
        void isCheckedAsOptionsAre() {
            ProgramRun run = run(NO_OPERATOR, Map.of("PREDICTIVE_SCALER_FIT_THREADS", "0"), "operator");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--fit-threads takes a number from 1 to 64, not '0'");
        }
    }

    @Nested
    class OwnPrometheus {
        @TempDir
        private Path directory;

        @Test
        void isReachedWithTheCredentialsOfFiles() throws IOException {
            Path token = Files.writeString(directory.resolve("token"), "secret");
            Path headers = Files.writeString(directory.resolve("headers"), "X-Scope-OrgID: shop");
            Path ca = Files.writeString(directory.resolve("ca.crt"), "");

            OwnSource source = settings(
                            "--prometheus-url",
                            "http://prometheus:9090",
                            "--prometheus-bearer-token-file",
                            token.toString(),
                            "--prometheus-headers-file",
                            headers.toString(),
                            "--prometheus-ca-file",
                            ca.toString())
                    .prometheus()
                    .ownSource();

            assertThat(source)
                    .isEqualTo(new OwnSource.At(
                            URI.create("http://prometheus:9090"),
                            new Credentials.BearerTokenFile(token),
                            new HeadersFile.At(headers),
                            new Trust.CaFile(ca)));
        }

        @Test
        void mayTakeUserAndPasswordOfAFile() throws IOException {
            Path file = Files.writeString(directory.resolve("basic"), "user:password");

            assertThat(settings("--prometheus-url=http://prometheus:9090", "--prometheus-basic-auth-file=" + file)
                            .prometheus()
                            .ownSource())
                    .isInstanceOfSatisfying(
                            OwnSource.At.class,
                            at -> assertThat(at.credentials()).isEqualTo(new Credentials.BasicAuthFile(file)));
        }

        @Test
        void refusesAFileThatIsNotThere() {
            ProgramRun run = run(
                    NO_OPERATOR,
                    Map.of(),
                    "operator",
                    "--prometheus-url=http://prometheus:9090",
                    "--prometheus-bearer-token-file=" + directory.resolve("absent"));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("--prometheus-bearer-token-file takes a file that can be read, not '", "absent");
        }

        @Test
        void refusesCredentialsWithoutAnAddress() throws IOException {
            Path token = Files.writeString(directory.resolve("token"), "secret");

            ProgramRun run = run(NO_OPERATOR, Map.of(), "operator", "--prometheus-bearer-token-file=" + token);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--prometheus-url takes an address, since " + token);
        }

        @Test
        void neverRepeatsAPasswordThatWasPutIntoTheAddress() {
            ProgramRun run =
                    run(NO_OPERATOR, Map.of(), "operator", "--prometheus-url=http://user:secret@prometheus:9090");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--prometheus-basic-auth-file").doesNotContain("secret");
        }
    }

    @Nested
    class Shards {
        @Test
        void areOneUnlessThereAreMore() {
            assertThat(settings().shard()).isEqualTo(Shard.whole());
            assertThat(settings("--shard=0").shard()).isEqualTo(Shard.whole());
        }

        @Test
        void areToldApartByNumberAndLease() {
            OperatorSettings settings =
                    settings(Map.of("PREDICTIVE_SCALER_SHARD", "2", "PREDICTIVE_SCALER_SHARD_COUNT", "4"));

            assertThat(settings.shard()).isEqualTo(new Shard(2, 4));
            assertThat(settings.leaderElection())
                    .isEqualTo(new LeaderElectionSettings.On("predictive-scaler-2", new LeaseNamespace.Own()));
        }

        @Test
        void holdTheLeaseThatIsNamed() {
            assertThat(settings("--shard-count=4", "--shard=2", "--lease-name=shop-2")
                            .leaderElection())
                    .isEqualTo(new LeaderElectionSettings.On("shop-2", new LeaseNamespace.Own()));
            assertThat(settings("--lease-name=shop").leaderElection())
                    .isEqualTo(new LeaderElectionSettings.On("shop", new LeaseNamespace.Own()));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "--shard-count=4 | --shard takes the number of this instance's shard, where --shard-count is 4, not ''",
                    "--shard-count=4 --shard=4 | --shard takes a number from 0 to 3, where --shard-count is 4, not '4'",
                    "--shard=1 | --shard takes 0, or is left out, where --shard-count is 1, not '1'",
                    "--shard-count=65 --shard=1 | --shard-count takes a number from 1 to 64, not '65'"
                })
        void areRefusedWhereNoInstanceWouldOrTwoCould(String options, String message) {
            List<String> arguments = new ArrayList<>(List.of("operator"));
            arguments.addAll(List.of(options.split(" ")));

            ProgramRun run = run(NO_OPERATOR, Map.of(), arguments.toArray(String[]::new));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"thanos.example:65536", "[::1]:65536"})
    void refusesAnAllowedHostWhosePortIsNone(String host) {
        ProgramRun run = run(NO_OPERATOR, Map.of(), "operator", "--prometheus-allowed-hosts=" + host);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--prometheus-allowed-hosts takes ", "1 to 65535, not '" + host + "'");
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "5m, 300", "1h30m, 5400", "1d, 86400"})
    void readsDurationsAsPromqlWritesThem(String text, long seconds) {
        assertThat(new DurationConverter().convert(text)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource({"65536, 65536", "64Ki, 65536", "32Mi, 33554432", "1Gi, 1073741824"})
    void readsSizes(String text, long bytes) {
        assertThat(new ByteSize.Converter().convert(text).bytes()).isEqualTo(bytes);
    }
}
