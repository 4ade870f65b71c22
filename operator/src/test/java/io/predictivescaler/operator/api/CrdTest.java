package io.predictivescaler.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class CrdTest {
    private final CustomResourceDefinition crd = Crd.generated();
    private final CustomResourceDefinitionVersion version =
            crd.getSpec().getVersions().get(0);
    private final JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();

    @Test
    void theFileIsWhatTheTypesSay() throws IOException {
        String generated = Crd.yaml(crd);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(Crd.file().getParent());
            Files.writeString(Crd.file(), generated);
        }
        assertThat(Crd.file()).content().isEqualTo(generated);
    }

    @Test
    void itsNamesAreThoseOfTheApi() {
        assertThat(crd.getMetadata().getName()).isEqualTo("predictivescalers.predictivescaler.io");
        assertThat(crd.getSpec().getScope()).isEqualTo("Namespaced");
        assertThat(crd.getSpec().getNames().getKind()).isEqualTo("PredictiveScaler");
        assertThat(crd.getSpec().getNames().getShortNames()).containsExactly("pscaler");
        assertThat(crd.getSpec().getNames().getCategories()).containsExactly("autoscaling");
        assertThat(version.getName()).isEqualTo("v1alpha1");
        assertThat(version.getSubresources().getStatus()).isNotNull();
    }

    @Test
    void itsColumnsStandInTheOrderOfTheApi() {
        assertThat(version.getAdditionalPrinterColumns())
                .filteredOn(column -> column.getPriority() == null || column.getPriority() == 0)
                .extracting(CustomResourceColumnDefinition::getName)
                .containsExactly(
                        "TARGET", "MODE", "MIN", "MAX", "NEXT-PEAK", "PEAK-REPLICAS", "TRUSTED", "READY", "AGE");
        assertThat(version.getAdditionalPrinterColumns())
                .filteredOn(column -> column.getPriority() != null && column.getPriority() == 1)
                .extracting(CustomResourceColumnDefinition::getName)
                .containsExactly("MODEL", "SKILL", "COVERAGE", "REASON");
    }

    @Test
    void everyFieldIsExplained() {
        List<String> silent = new ArrayList<>();
        walk("", root, (path, schema) -> {
            if (!path.endsWith("[]") && schema.getDescription() == null) {
                silent.add(path);
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void everyTextAndListIsBounded() {
        List<String> unbounded = new ArrayList<>();
        walk("", root, (path, schema) -> {
            boolean enumerated = schema.getEnum() != null && !schema.getEnum().isEmpty();
            if ("string".equals(schema.getType()) && schema.getMaxLength() == null && !enumerated) {
                unbounded.add(path);
            }
            if ("array".equals(schema.getType()) && schema.getMaxItems() == null) {
                unbounded.add(path);
            }
            if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString()) && schema.getMaxLength() == null) {
                unbounded.add(path);
            }
        });
        assertThat(unbounded).isEmpty();
    }

    @Test
    void itIsStructural() {
        List<String> loose = new ArrayList<>();
        walk("", root, (path, schema) -> {
            boolean typed = schema.getType() != null || Boolean.TRUE.equals(schema.getXKubernetesIntOrString());
            if (!typed || schema.getXKubernetesPreserveUnknownFields() != null) {
                loose.add(path);
            }
        });
        assertThat(loose).isEmpty();
    }

    @Test
    void noRuleStandsTwice() {
        walk(
                "",
                root,
                (path, schema) ->
                        assertThat(schema.getXKubernetesValidations()).as(path).doesNotHaveDuplicates());
    }

    @Test
    void everyRuleHasAMessage() {
        walk(
                "",
                root,
                (path, schema) -> assertThat(schema.getXKubernetesValidations())
                        .as(path)
                        .allSatisfy(rule -> assertThat(rule.getMessage()).isNotBlank()));
    }

    /** A stored default makes a later apply of the other branch fail. */
    @Test
    void noDefaultStandsInsideAUnionOrOnItsParent() {
        List<String> unions = List.of(
                "spec.targetRef",
                "spec.demand[].capacityPerReplica",
                "spec.demand[].history.prometheus",
                "spec.prometheus",
                "spec.calendar[]",
                "spec.leadTime",
                "spec.trust");
        List<String> wrong = new ArrayList<>();
        walk("", root, (path, schema) -> {
            if (schema.getDefault() != null && unions.stream().anyMatch(path::startsWith)) {
                wrong.add(path);
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static void walk(String path, JSONSchemaProps schema, BiConsumer<String, JSONSchemaProps> visitor) {
        if (!path.isEmpty()) {
            visitor.accept(path, schema);
        }
        if (schema.getItems() != null) {
            walk(path + "[]", schema.getItems().getSchema(), visitor);
        }
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .forEach((name, child) -> walk(path.isEmpty() ? name : path + "." + name, child, visitor));
        }
    }
}
