package io.predictivescaler.operator.api;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Says in the CRD what the generator's annotations cannot: formats, list types, bounds on quantities, the order of columns.
 *
 * <p>The API server estimates what each rule costs at worst and refuses the whole CRD above 10 million for one rule or 100
 * million for all. The estimate is (cost of one evaluation) × (largest number of places it is evaluated at); the second is
 * the product of {@code maxItems} on the way, at most 10 demand entries × 10 headers = 100, or 50 calendar entries. Comparing
 * durations, instants and numbers costs about 5; a text costs a tenth of its largest size in bytes, four times
 * {@code maxLength}. Only quantities are dear: API servers that do not look at {@code maxLength} of an int-or-string count
 * it as 3 MiB, so that {@code quantity(self)} costs 315,000. Inside the ten demand entries that is 3.2 million, a third of
 * what is allowed; the same on 50 calendar entries, or twice for a comparison through {@code string(self)}, would be too much.
 * So the other quantities are kept positive by a pattern (texts) and a minimum (whole numbers), and {@code lowest ≤ highest}
 * is compared by rule for whole numbers, otherwise by the operator. All rules together stay under 4 million.
 */
final class CrdFinish {
    private static final List<String> COLUMNS = List.of(
            "TARGET",
            "MODE",
            "MIN",
            "MAX",
            "NEXT-PEAK",
            "PEAK-REPLICAS",
            "TRUSTED",
            "READY",
            "AGE",
            "MODEL",
            "SKILL",
            "COVERAGE",
            "REASON");
    private static final Map<String, String> MAP_KEYS = Map.of(
            "spec.demand", "name",
            "spec.calendar", "name",
            "status.conditions", "type",
            "status.demand", "name");
    private static final int LONGEST_DURATION = 27;
    private static final int LONGEST_INSTANT = 35;
    private static final int LONGEST_QUANTITY = 32;

    private CrdFinish() {}

    static void finish(CustomResourceDefinition crd) {
        for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
            version.getAdditionalPrinterColumns()
                    .sort(Comparator.comparingInt(
                            (CustomResourceColumnDefinition column) -> COLUMNS.indexOf(column.getName())));
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            root.setDescription("Gives an autoscaled workload its capacity before the load comes.");
            root.setRequired(List.of("spec"));
            root.getProperties().get("spec").setDescription("What you want.");
            root.getProperties().get("status").setDescription("What the operator saw and decided.");
            visit("", root);
            conditions(root.getProperties().get("status").getProperties().get("conditions"));
            at(root, "spec", "targetRef", "apiVersion")
                    .setEnum(List.of(new TextNode("autoscaling/v2"), new TextNode("keda.sh/v1alpha1")));
        }
    }

    private static void visit(String path, JSONSchemaProps schema) {
        // A record's annotations are on its field and on its accessor; the generator takes the rules of both.
        schema.setXKubernetesValidations(
                schema.getXKubernetesValidations().stream().distinct().toList());
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            quantity(schema);
        } else if ("string".equals(schema.getType())) {
            text(schema);
        } else if ("array".equals(schema.getType())) {
            list(path, schema);
            visit(path, schema.getItems().getSchema());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, child) -> visit(path.isEmpty() ? name : path + "." + name, child));
        }
    }

    private static void quantity(JSONSchemaProps schema) {
        schema.setMaxLength((long) LONGEST_QUANTITY);
        if (schema.getXKubernetesValidations().isEmpty()) {
            schema.setMinimum(1.0);
            schema.setPattern(Formats.POSITIVE_QUANTITY);
        } else {
            schema.setPattern(Formats.QUANTITY); // a rule says the rest, in better words
        }
    }

    private static void text(JSONSchemaProps schema) {
        if (Formats.DURATION.equals(schema.getPattern())) {
            schema.setFormat("duration");
            schema.setMinLength(2L);
            schema.setMaxLength((long) LONGEST_DURATION);
        } else if (Formats.INSTANT.equals(schema.getPattern())) {
            schema.setFormat("date-time");
            schema.setMaxLength((long) LONGEST_INSTANT);
        }
    }

    private static void list(String path, JSONSchemaProps schema) {
        String key = MAP_KEYS.getOrDefault(path, path.endsWith("prometheus.headers") ? "name" : "");
        if (!key.isEmpty()) {
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of(key));
        } else {
            schema.setXKubernetesListType(path.equals("spec.forecast.seasons") ? "set" : "atomic");
        }
    }

    private static void conditions(JSONSchemaProps conditions) {
        JSONSchemaProps condition = conditions.getItems().getSchema();
        condition.setRequired(List.of("type", "status"));
        Map<String, JSONSchemaProps> fields = condition.getProperties();
        limit(fields.get("type"), "What this is about.", 32);
        limit(fields.get("status"), "True, False or Unknown.", 7);
        fields.get("status").setEnum(List.of(new TextNode("True"), new TextNode("False"), new TextNode("Unknown")));
        limit(fields.get("reason"), "Why, in one word.", 64);
        limit(fields.get("message"), "Why, and what to do about it.", PredictiveScalerStatus.LONGEST_CONDITION_MESSAGE);
        limit(fields.get("lastTransitionTime"), "When the status last changed.", LONGEST_INSTANT);
        fields.get("observedGeneration").setDescription("The generation of the spec that this speaks of.");
    }

    private static void limit(JSONSchemaProps text, String description, int longest) {
        text.setDescription(description);
        text.setMaxLength((long) longest);
    }

    private static JSONSchemaProps at(JSONSchemaProps root, String... path) {
        JSONSchemaProps schema = root;
        for (String name : path) {
            schema = schema.getProperties().get(name);
        }
        return schema;
    }
}
