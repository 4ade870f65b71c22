package io.predictivescaler.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.predictivescaler.operator.testkit.GoldenFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiReferenceTest {
    private final CustomResourceDefinition crd = Crd.generated();
    private final JSONSchemaProps root =
            crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    private final String text = new ApiReference(crd).text();

    @Test
    void thePageIsWhatTheDefinitionSays() {
        GoldenFile.at("docs/reference/api.md").is(text);
    }

    @Test
    void everyFieldOfTheSchemaHasItsRow() {
        for (ApiSection section : ApiSection.all(root)) {
            assertThat(section.fields())
                    .as(section.path())
                    .extracting(ApiSection.Field::name)
                    .containsExactlyInAnyOrderElementsOf(
                            section.schema().getProperties().keySet());
        }
    }

    /** What stands in several places is told once, so it has to be the same in all of them. */
    @Test
    void whatIsToldOnceIsTheSameEverywhere() {
        for (ApiSection section : ApiSection.all(root)) {
            for (String path : section.elsewhere()) {
                assertThat(at(path).getProperties())
                        .as(path)
                        .isEqualTo(section.schema().getProperties());
                assertThat(at(path).getXKubernetesValidations())
                        .as(path)
                        .isEqualTo(section.schema().getXKubernetesValidations());
            }
        }
    }

    @Test
    void everyRuleIsTold() {
        Set<String> messages = new TreeSet<>();
        collect(root, messages);
        assertThat(messages)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(text)
                        .satisfiesAnyOf(
                                page -> assertThat(page).contains(message),
                                page -> assertThat(page)
                                        .contains(message.replaceFirst(
                                                "\\w+ lies between (\\S+) and (\\S+)", "$1 to $2"))));
    }

    @Test
    void everyLinkOnThePageLeadsToAHeading() {
        List<String> anchors = text.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9 ]", "")
                        .replace(' ', '-'))
                .toList();
        assertThat(anchors).doesNotHaveDuplicates();
        assertThat(Pattern.compile("\\(#([^)]*)\\)")
                        .matcher(text)
                        .results()
                        .map(link -> link.group(1))
                        .collect(Collectors.toSet()))
                .isNotEmpty()
                .isSubsetOf(anchors);
    }

    private JSONSchemaProps at(String path) {
        JSONSchemaProps schema = root;
        for (String name : path.split("[.]")) {
            schema = schema.getProperties().get(name.replace("[]", ""));
            schema = name.endsWith("[]") ? schema.getItems().getSchema() : schema;
        }
        return schema;
    }

    private static void collect(JSONSchemaProps schema, Set<String> messages) {
        schema.getXKubernetesValidations().forEach(rule -> messages.add(rule.getMessage()));
        if (schema.getItems() != null) {
            collect(schema.getItems().getSchema(), messages);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(child -> collect(child, messages));
        }
    }
}
