package io.predictivescaler.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.predictivescaler.operator.testkit.BadResource;
import io.predictivescaler.operator.testkit.EmulatedApiServer;
import io.predictivescaler.operator.testkit.EmulatedApiServer.Refusal;
import io.predictivescaler.operator.testkit.EmulatedApiServer.Rule;
import io.predictivescaler.operator.testkit.Examples;
import io.predictivescaler.operator.testkit.ThreeWayApply;
import io.predictivescaler.operator.testkit.UnionSwitch;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The CRD's schema and rules judged by libraries: a JSON schema validator, and Google's CEL for Java with Kubernetes' own
 * extensions emulated. Not the real thing; {@link RealApiServerIT} is, where its binaries are.
 */
class SchemaIT {
    private static final EmulatedApiServer SERVER = new EmulatedApiServer(Crd.file());

    static Stream<Path> examples() {
        return Examples.all().stream();
    }

    static Stream<BadResource> badResources() {
        return BadResource.all().stream();
    }

    static Stream<UnionSwitch> unionSwitches() {
        return UnionSwitch.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void takesEveryExample(Path example) {
        assertThat(SERVER.refusals(Examples.scaler(example))).isEmpty();
    }

    /** What the file cannot say: the other branches of its unions. A source of history has the fields of every source. */
    private static final Pattern OTHER_BRANCH = Pattern.compile(
            "spec[.](leadTime[.]fixed|prometheus[.](bearerToken|tls[.]ca[.]secretKeyRef).*|demand\\[][.]history[.]prometheus[.].*)");

    @Test
    void theExampleOfEverythingHasEveryFieldButOtherBranches() {
        Set<String> said = new TreeSet<>();
        fieldsOf(Examples.scaler(Examples.named("everything.yaml")).path("spec"), "spec", said);

        Set<String> known =
                ApiSection.all(Crd.generated()
                                .getSpec()
                                .getVersions()
                                .getFirst()
                                .getSchema()
                                .getOpenAPIV3Schema())
                        .stream()
                        .filter(section -> section.path().startsWith("spec"))
                        .flatMap(section -> section.fields().stream().map(field -> section.path() + "." + field.name()))
                        .filter(field -> !OTHER_BRANCH.matcher(field).matches())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).hasSizeGreaterThan(50);
        assertThat(said).containsAll(known);
    }

    private static void fieldsOf(JsonNode value, String path, Set<String> fields) {
        value.properties().forEach(field -> {
            fields.add(path + "." + field.getKey());
            fieldsOf(field.getValue(), path + "." + field.getKey(), fields);
        });
        value.elements().forEachRemaining(element -> {
            if (value.isArray()) {
                fieldsOf(element, path + "[]", fields);
            }
        });
    }

    @Test
    void takesAllThatTheApiKnows() {
        assertThat(SERVER.refusals(Examples.wholeApi())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badResources")
    void refuses(BadResource bad) {
        assertThat(SERVER.refusals(bad.resource()))
                .extracting(Refusal::sentence)
                .anySatisfy(sentence -> assertThat(sentence).contains(bad.expect()));
    }

    @Test
    void everyRuleIsBrokenByABadResource() {
        List<Rule> broken = BadResource.all().stream()
                .flatMap(bad -> SERVER.brokenRules(bad.resource()).stream())
                .distinct()
                .toList();
        assertThat(broken).containsAll(SERVER.rules());
    }

    @ParameterizedTest
    @MethodSource("unionSwitches")
    void takesAnotherBranchOfAUnionByClientSideApply(UnionSwitch union) {
        JsonNode live = SERVER.withDefaults(union.from());
        JsonNode merged = ThreeWayApply.merged(live, ThreeWayApply.patch(union.from(), union.to()));
        assertThat(SERVER.refusals(live)).isEmpty();
        assertThat(SERVER.refusals(merged)).isEmpty();
    }

    @Test
    void fillsInTheDefaultsOfTheApi() {
        JsonNode spec = SERVER.withDefaults(Examples.smallest()).path("spec");
        assertThat(spec.path("mode").asText()).isEqualTo("Observe");
        assertThat(spec.path("timeZone").asText()).isEqualTo("UTC");
        assertThat(spec.at("/demand/0/name").asText()).isEqualTo("demand");
    }
}
