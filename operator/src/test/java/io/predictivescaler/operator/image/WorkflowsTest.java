package io.predictivescaler.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.predictivescaler.operator.testkit.EmulatedApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows that verify and release, as far as they can be checked where they do not run. */
class WorkflowsTest {
    private static final Path ROOT = Path.of(System.getProperty("root.directory"));
    private static final Pattern PINNED = Pattern.compile("[a-z-]+/[a-z-]+@v\\d+\\.\\d+\\.\\d+");
    private static final Pattern PROFILE = Pattern.compile("\\s-P([a-z0-9-]+)");
    private static final Pattern SCRIPT = Pattern.compile("bash (\\S+)");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedToOneVersion(Path workflow) {
        assertThat(texts(workflow, "uses")).isNotEmpty().allMatch(PINNED.asMatchPredicate());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aTokenMayOnlyReadUnlessAJobSaysMore(Path workflow) {
        JsonNode permissions = EmulatedApiServer.yaml(workflow).path("permissions");

        assertThat(permissions.toString()).isEqualTo("{\"contents\":\"read\"}");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyJobGivesUpByItselfAndNoTwoRunsFight(Path workflow) {
        JsonNode tree = EmulatedApiServer.yaml(workflow);

        assertThat(tree.path("concurrency").path("group").asText()).isNotEmpty();
        assertThat(tree.path("jobs"))
                .isNotEmpty()
                .allSatisfy(
                        job -> assertThat(job.path("timeout-minutes").asInt()).isPositive());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyProfileAndScriptThatIsCalledExists(Path workflow) throws IOException {
        String commands = String.join("\n", texts(workflow, "run"));
        String poms = Files.readString(ROOT.resolve("pom.xml")) + Files.readString(ROOT.resolve("operator/pom.xml"));

        assertThat(PROFILE.matcher(commands).results().map(found -> found.group(1)))
                .allSatisfy(profile -> assertThat(poms).contains("<id>" + profile + "</id>"));
        assertThat(SCRIPT.matcher(commands).results().map(found -> found.group(1)))
                .allSatisfy(script -> assertThat(ROOT.resolve(script)).isRegularFile());
    }

    @Test
    void issueFormsAndUpdatesAreYaml() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(".github"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yml")))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(EmulatedApiServer.yaml(file).isObject()).isTrue());
        }
    }

    /** The values of a key, wherever it stands. */
    private static List<String> texts(Path workflow, String key) {
        return EmulatedApiServer.yaml(workflow).findValuesAsText(key);
    }
}
