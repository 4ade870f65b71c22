package io.predictivescaler.operator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Objects of Kubernetes, in the order in which they are applied. */
record Manifests(List<JsonNode> objects) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Manifests {
        objects = List.copyOf(objects);
    }

    /** Those of a text of YAML documents. */
    static Manifests in(String yaml) {
        List<JsonNode> objects = new ArrayList<>();
        for (Object document :
                new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadAllFromString(yaml)) {
            if (document != null) {
                objects.add(JSON.valueToTree(document));
            }
        }
        return new Manifests(objects);
    }

    /** One tree of a text that holds one YAML document. */
    static JsonNode tree(String yaml) {
        return in(yaml).objects().getFirst();
    }

    List<String> kinds() {
        return objects.stream().map(object -> object.path("kind").asText()).toList();
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** The only one of this kind. */
    JsonNode only(String kind) {
        List<JsonNode> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of kind " + kind + " among " + kinds());
        }
        return found.getFirst();
    }

    /** The only one of this kind and name. */
    JsonNode named(String kind, String name) {
        List<JsonNode> found =
                all(kind).stream().filter(object -> name(object).equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of kind " + kind + " and name " + name + " among "
                    + all(kind).stream().map(Manifests::name).toList());
        }
        return found.getFirst();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** A list of texts at a place. */
    static List<String> texts(JsonNode object, String pointer) {
        List<String> texts = new ArrayList<>();
        object.at(pointer).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** A map of texts at a place. */
    static Map<String, String> labels(JsonNode object, String pointer) {
        Map<String, String> labels = new LinkedHashMap<>();
        object.at(pointer)
                .properties()
                .forEach(field -> labels.put(field.getKey(), field.getValue().asText()));
        return labels;
    }

    /** Whether a selector (the map of labels) matches the pods of a Deployment or Job. */
    static boolean selects(JsonNode selector, JsonNode workload) {
        Map<String, String> wanted = labels(selector, "");
        return !wanted.isEmpty()
                && labels(workload, "/spec/template/metadata/labels").entrySet().containsAll(wanted.entrySet());
    }
}
