package io.predictivescaler.operator.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Judges objects by the schemas of their kinds where no API server is at hand. The models of Kubernetes' own client, generated from the
 * API's OpenAPI, know which fields there are and which have to be there; Fabric8's models, read strictly and written again, tell a
 * number from a text. <em>Not the real thing</em>: enumerations and rules of admission are the server's alone.
 */
final class StrictSchema {
    private static final String MONITORING = "monitoring.coreos.com/v1";
    /** Kubernetes' client has no models of the Prometheus Operator's kinds. */
    private static final Map<String, List<String>> REQUIRED_OF_MONITORING = Map.of(
            "ServiceMonitor", List.of("/spec/selector", "/spec/endpoints"),
            "PodMonitor", List.of("/spec/selector"),
            "PrometheusRule", List.of("/spec/groups/0/name", "/spec/groups/0/rules/0/expr"));

    /** One for all: it learns each of the many classes once. */
    private static final ObjectMapper STRICT = new ObjectMapper().setAnnotationIntrospector(new NoCatchAll());

    /** What is wrong with an object; nothing where it is as it should be. */
    List<String> problems(JsonNode object) {
        List<String> problems = new ArrayList<>();
        nulls(object, "", problems);
        if (object.path("apiVersion").asText().equals(MONITORING)) {
            REQUIRED_OF_MONITORING.get(object.path("kind").asText()).stream()
                    .filter(place -> object.at(place).isMissingNode())
                    .forEach(place -> problems.add(place + " is missing"));
        } else {
            byOpenApi(object, problems);
        }
        byTypes(object, problems);
        return problems;
    }

    private static void nulls(JsonNode node, String path, List<String> problems) {
        if (node.isNull()) {
            problems.add(path + " is null");
        }
        node.properties().forEach(field -> nulls(field.getValue(), path + "/" + field.getKey(), problems));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            nulls(node.get(i), path + "/" + i, problems);
        }
    }

    private static void byOpenApi(JsonNode object, List<String> problems) {
        String version = object.path("apiVersion").asText().replaceFirst("^.*/", "");
        String model = "io.kubernetes.client.openapi.models." + Character.toUpperCase(version.charAt(0))
                + version.substring(1) + object.path("kind").asText();
        try {
            Class.forName(model)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(object.toString()));
        } catch (InvocationTargetException invalid) {
            problems.add(String.valueOf(invalid.getCause().getMessage()));
        } catch (ReflectiveOperationException unknown) {
            problems.add("Kubernetes has no " + model);
        }
    }

    private static void byTypes(JsonNode object, List<String> problems) {
        Class<?> model = Serialization.unmarshal(object.toString(), KubernetesResource.class)
                .getClass();
        try {
            JsonNode read = STRICT.valueToTree(STRICT.treeToValue(object, model));
            if (!withoutEmpties(object).equals(StrictSchema::compare, withoutEmpties(read))) {
                problems.add("read as " + model.getSimpleName() + " it is another: " + read);
            }
        } catch (JsonProcessingException invalid) {
            problems.add(String.valueOf(invalid.getOriginalMessage()));
        }
    }

    /** A number is the same however it is held. */
    private static int compare(JsonNode one, JsonNode other) {
        boolean same = one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
        return same ? 0 : 1;
    }

    /** Models leave out empty lists and maps. */
    private static JsonNode withoutEmpties(JsonNode tree) {
        JsonNode copy = tree.deepCopy();
        prune(copy);
        return copy;
    }

    private static void prune(JsonNode node) {
        node.forEach(StrictSchema::prune);
        if (node instanceof ObjectNode object) {
            List<String> empty = object.properties().stream()
                    .filter(field -> field.getValue().isContainerNode()
                            && field.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            object.remove(empty);
        }
    }

    /** Fabric8's models keep what they do not know; here that is an error. */
    private static final class NoCatchAll extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }

        @Override
        public Boolean hasAnyGetter(Annotated annotated) {
            return false;
        }
    }
}
