package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges a resource by its CRD as an API server does, as far as libraries go: schema defaults, the schema itself with unknown
 * fields refused, keys of list-maps, and the CEL rules. It is <em>not the real thing</em>; {@link RealApiServer} is.
 */
public final class EmulatedApiServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesCel cel = new KubernetesCel();
    private final JsonNode root;
    private final JsonSchema schema;

    /** One that has this CRD and its first version. */
    public EmulatedApiServer(Path crd) {
        this.root = yaml(crd).at("/spec/versions/0/schema/openAPIV3Schema");
        ObjectNode closed = root.deepCopy();
        close(closed);
        ObjectNode properties = (ObjectNode) closed.get("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(closed);
    }

    /** A rule of the CRD, at a place of the schema such as {@code spec.demand[].history}. */
    public record Rule(String place, String expression, String message) {}

    /** One reason to refuse a resource. */
    public record Refusal(String path, String message) {
        /** As an API server prints it, path first. */
        public String sentence() {
            return path + ": " + message;
        }
    }

    /** Every rule that the CRD has. */
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        collect("", root, rules);
        return rules;
    }

    /** Why the resource would be refused; empty where it would be taken. */
    public List<Refusal> refusals(JsonNode resource) {
        List<Refusal> refusals = new ArrayList<>(refusedBySchema(withDefaults(resource)));
        brokenRules(resource).forEach(broken -> refusals.add(new Refusal(broken.place(), broken.message())));
        return refusals;
    }

    /**
     * The rules that the resource breaks, each with its place; none where the schema refuses it already. An API server goes
     * on to the rules after some of the schema's errors, but a value that fits no type cannot be judged here.
     */
    public List<Rule> brokenRules(JsonNode resource) {
        JsonNode stored = withDefaults(resource);
        List<Rule> broken = new ArrayList<>();
        if (refusedBySchema(stored).isEmpty()) {
            evaluate("", root, stored, broken);
        }
        return broken;
    }

    private List<Refusal> refusedBySchema(JsonNode stored) {
        List<Refusal> refusals = new ArrayList<>();
        for (ValidationMessage message : schema.validate(stored)) {
            refusals.add(refusal(message));
        }
        duplicates("", root, stored, refusals);
        return refusals;
    }

    /** The resource as it would be stored. */
    public JsonNode withDefaults(JsonNode resource) {
        JsonNode stored = resource.deepCopy();
        fill(root, stored);
        return stored;
    }

    /** One YAML document as a tree. */
    public static JsonNode yaml(Path file) {
        return tree(text(file));
    }

    /** The documents of a file, each as a tree. */
    public static List<JsonNode> documents(Path file) {
        return Pattern.compile("^---$", Pattern.MULTILINE)
                .splitAsStream(text(file))
                .filter(document -> !document.isBlank())
                .map(EmulatedApiServer::tree)
                .toList();
    }

    private static JsonNode tree(String yaml) {
        return JSON.valueToTree(Serialization.unmarshal(yaml, Object.class));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal refusal(ValidationMessage message) {
        String path = message.getInstanceLocation().toString().replaceFirst("^\\$[.]?", "");
        String property = message.getProperty();
        String full = property == null ? path : path.isEmpty() ? property : path + "." + property;
        return new Refusal(full, message.getMessage());
    }

    /** Unknown fields are refused, as kubectl has it; what only Kubernetes understands is left out. */
    private static void close(ObjectNode schema) {
        schema.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith("x-kubernetes-"))
                .toList()
                .forEach(schema::remove);
        if (schema.path("format").asText().equals("duration")) {
            schema.remove("format"); // ISO 8601 to JSON schema
        }
        if (schema.path("properties").isObject()) {
            schema.put("additionalProperties", false);
            schema.get("properties").forEach(child -> close((ObjectNode) child));
        }
        if (schema.path("items").isObject()) {
            close((ObjectNode) schema.get("items"));
        }
    }

    private static void fill(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                JsonNode standard = property.getValue().get("default");
                if (standard != null && !object.has(property.getKey())) {
                    object.set(property.getKey(), standard.deepCopy());
                }
                if (object.has(property.getKey())) {
                    fill(property.getValue(), object.get(property.getKey()));
                }
            });
        } else if (value instanceof ArrayNode array) {
            array.forEach(item -> fill(schema.path("items"), item));
        }
    }

    private static void duplicates(String path, JsonNode schema, JsonNode value, List<Refusal> refusals) {
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> duplicates(
                            join(path, field.getKey()),
                            schema.path("properties").path(field.getKey()),
                            field.getValue(),
                            refusals));
        } else if (value.isArray()) {
            boolean map = schema.path("x-kubernetes-list-type").asText().equals("map");
            boolean set = schema.path("x-kubernetes-list-type").asText().equals("set");
            String key = schema.at("/x-kubernetes-list-map-keys/0").asText();
            Set<JsonNode> seen = new HashSet<>();
            for (int i = 0; i < value.size(); i++) {
                JsonNode identity = map ? value.get(i).path(key) : value.get(i);
                if ((map || set) && !seen.add(identity)) {
                    refusals.add(new Refusal(path + "[" + i + "]", "Duplicate value"));
                }
                duplicates(path + "[" + i + "]", schema.path("items"), value.get(i), refusals);
            }
        }
    }

    private void evaluate(String place, JsonNode schema, JsonNode value, List<Rule> broken) {
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            if (!cel.holds(rule, schema, value)) {
                broken.add(new Rule(
                        place, rule.path("rule").asText(), rule.path("message").asText()));
            }
        }
        if (value.isObject()) {
            value.properties().forEach(field -> {
                JsonNode child = schema.path("properties").path(field.getKey());
                evaluate(join(place, field.getKey()), child, field.getValue(), broken);
            });
        } else if (value.isArray()) {
            value.forEach(item -> evaluate(place + "[]", schema.path("items"), item, broken));
        }
    }

    private static void collect(String place, JsonNode schema, List<Rule> rules) {
        schema.path("x-kubernetes-validations")
                .forEach(rule -> rules.add(new Rule(
                        place, rule.path("rule").asText(), rule.path("message").asText())));
        schema.path("properties")
                .properties()
                .forEach(property -> collect(join(place, property.getKey()), property.getValue(), rules));
        if (schema.has("items")) {
            collect(place + "[]", schema.get("items"), rules);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
