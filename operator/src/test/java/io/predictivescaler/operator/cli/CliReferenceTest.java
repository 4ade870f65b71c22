package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.testkit.GoldenFile;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CliReferenceTest {
    private static final Pattern LONG_NAME = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    private static final CommandLine PROGRAM = new Program(
                    settings -> {},
                    () -> {
                        throw new KubernetesClientException("no cluster");
                    },
                    Map.of())
            .commandLine()
            .setUsageHelpAutoWidth(false)
            .setUsageHelpWidth(110);
    private static final String TEXT = new CliReference(PROGRAM).text();

    static Stream<String> commands() {
        return new CliReference(PROGRAM).commands().stream().map(CommandLine::getCommandName);
    }

    @Test
    void thePageIsWhatTheCommandsSay() {
        GoldenFile.at("docs/reference/cli.md").is(TEXT);
    }

    @Test
    void everyCommandHasItsPart() {
        assertThat(commands()).containsExactlyInAnyOrder("operator", "restore", "plan", "backtest", "simulate");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void thePageNamesTheOptionsThatHelpNames(String command) {
        ProgramRun run = ProgramRun.of(
                settings -> {},
                () -> {
                    throw new KubernetesClientException("no cluster");
                },
                Map.of(),
                command,
                "--help");

        assertThat(longNames(part(command) + part("Every command"))).isEqualTo(longNames(run.out()));
    }

    private static String part(String heading) {
        int start = TEXT.indexOf("\n## " + heading + "\n");
        int end = TEXT.indexOf("\n## ", start + 1);
        assertThat(start).as(heading).isNotNegative();
        return TEXT.substring(start, end < 0 ? TEXT.length() : end);
    }

    private static Set<String> longNames(String text) {
        return LONG_NAME
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
