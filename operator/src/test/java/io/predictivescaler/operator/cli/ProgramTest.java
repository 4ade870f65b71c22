package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.config.OperatorSettings;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {
    private final List<OperatorSettings> started = new ArrayList<>();

    private ProgramRun run(String... arguments) {
        return runWith(started::add, arguments);
    }

    private static ProgramRun runWith(OperatorStarter starter, String... arguments) {
        return ProgramRun.of(starter, ProgramTest::noCluster, Map.of(), arguments);
    }

    private static KubernetesClient noCluster() {
        throw new KubernetesClientException(
                "Operation: [list]  for kind: [HorizontalPodAutoscaler]  failed.",
                new ConnectException("Connection refused: api.example:6443"));
    }

    @Test
    void startsTheOperatorWithItsSettings() {
        ProgramRun run = run("operator", "--refresh", "5s", "--log-format", "text");

        assertThat(run.exitCode()).isZero();
        assertThat(started)
                .singleElement()
                .satisfies(
                        settings -> assertThat(settings.reconcile().refresh()).hasSeconds(5));
    }

    @Nested
    class Help {
        @Test
        void listsTheCommands() {
            ProgramRun run = run("--help");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("operator", "plan", "restore", "--version", "Exit codes:");
            assertThat(run.err()).isEmpty();
        }

        @Test
        void ofACommandListsItsOptionsAndStartsNothing() {
            ProgramRun run = run("operator", "--help");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("--prometheus-url", "--refresh", "60s", "PREDICTIVE_SCALER_FIT_THREADS");
            assertThat(started).isEmpty();
        }

        @Test
        void ofPlanSaysThatItOnlyReads() {
            ProgramRun run = run("plan", "--help");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains(
                            "nothing is written anywhere", "--file", "--prometheus-url", "--operator-namespace", "1 ");
        }

        @Test
        void saysTheVersionThatTheBuildWrote() {
            ProgramRun run = run("--version");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).matches("predictive-scaler \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
        }
    }

    @Nested
    class WrongUsage {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                        --refersh 5s                    | Unknown option
                        operator --refersh 5s           | --refresh
                        opperator                       | operator
                        operator --refresh soon         | 'soon' is not a duration such as 90s, 5m or 1h30m
                        operator --refresh 0s           | --refresh takes a duration from 1s to 1h, not '0s'
                        operator --fit-threads many     | --fit-threads
                        operator --port 70000           | --port takes a port from 0 to 65535, not '70000'
                        operator --log-format xml       | json, text
                        operator --namespaces Shop      | --namespaces takes the name of a namespace
                        operator --prometheus-url ftp:x | --prometheus-url takes an address such as
                        restore                         | restore what? NAMESPACE/NAME, -n NAMESPACE or --all
                        restore --all shop/checkout     | exclude each other
                        restore checkout                | 'checkout' is not NAMESPACE/NAME
                        restore -n web shop/checkout    | name two namespaces
                        restore a/b/c                   | 'a/b/c' is not NAMESPACE/NAME
                        plan                            | plan what? NAMESPACE/NAME, or --file FILE
                        plan checkout                   | 'checkout' is not NAMESPACE/NAME
                        plan -n web shop/checkout       | name two namespaces
                        plan --file a.yaml shop/checkout | exclude each other
                        plan a/b --refresh 0s           | --refresh takes a duration from 1s to 1h, not '0s'
                        """)
        void isAnsweredByAShortMessageAndCode2(String line, String message) {
            ProgramRun run = run(line.split(" +"));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("predictive-scaler: ").contains(message);
            assertThat(run.err().lines().count()).isLessThanOrEqualTo(3);
            assertThat(run.err()).doesNotContain("Exception", "\tat ");
            assertThat(started).isEmpty();
        }

        @Test
        void aloneAsksForACommand() {
            ProgramRun run = run();

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains(
                            "a command is missing: operator, plan, restore, backtest or simulate",
                            "predictive-scaler --help");
        }
    }

    @Nested
    class Failure {
        @Test
        void ofTheOperatorIsOneLineAndCode1() {
            ProgramRun run = runWith(ProgramTest::refuses, "operator");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).isEqualToIgnoringNewLines("predictive-scaler: cannot listen on 0.0.0.0:8080");
        }

        @Test
        void showsItsStackTraceOnlyWhenAskedTo() {
            ProgramRun run = runWith(ProgramTest::refuses, "operator", "--verbose");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("IllegalStateException", "\tat ");
        }

        @Test
        void ofTheConnectionSaysWhyInOneLine() {
            ProgramRun run = run("restore", "--all");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualToIgnoringNewLines(
                            "predictive-scaler: cannot reach the API server: Connection refused: api.example:6443");
        }
    }

    @Test
    void findsWhatTheApiServerSaysUnderneath() {
        ProgramRun run = runWith(
                settings -> {
                    throw new IllegalStateException(
                            "cannot start", new KubernetesClientException("failed", new UnresolvedAddressException()));
                },
                "operator");

        assertThat(run.err())
                .isEqualToIgnoringNewLines("predictive-scaler: cannot reach the API server: unresolved address");
    }

    private static void refuses(OperatorSettings settings) {
        throw new IllegalStateException(
                "cannot listen on 0.0.0.0:" + settings.server().port());
    }
}
