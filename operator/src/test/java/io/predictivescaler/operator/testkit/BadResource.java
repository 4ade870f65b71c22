package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A resource that the schema must refuse.
 *
 * @param expect part of the refusal: a rule's message, or the path of the field
 */
public record BadResource(String name, ObjectNode resource, String expect) {

    /** All of them, in the order of the table. */
    public static List<BadResource> all() {
        JsonNode table = EmulatedApiServer.yaml(
                Path.of(System.getProperty("root.directory"), "operator/src/test/resources/bad-resources.yaml"));
        return StreamSupport.stream(table.spliterator(), false)
                .map(BadResource::of)
                .toList();
    }

    private static BadResource of(JsonNode row) {
        return new BadResource(
                row.get("name").asText(),
                changed(row.get("at").asText(), row.path("value")),
                row.get("expect").asText());
    }

    /** The smallest example with another value at a JSON pointer; with nothing there where the value is missing. */
    static ObjectNode changed(String pointer, JsonNode value) {
        ObjectNode resource = (ObjectNode) Examples.smallest();
        change(resource, List.of(pointer.substring(1).split("/")), value);
        return resource;
    }

    private static void change(JsonNode node, List<String> path, JsonNode value) {
        String name = path.getFirst();
        if (node instanceof ArrayNode array) {
            int index = Integer.parseInt(name);
            if (path.size() > 1) {
                change(array.get(index), path.subList(1, path.size()), value);
            } else {
                array.insert(index, value.deepCopy());
            }
            return;
        }
        ObjectNode object = (ObjectNode) node;
        if (path.size() > 1) {
            JsonNode child = object.has(name) ? object.get(name) : object.putObject(name);
            change(child, path.subList(1, path.size()), value);
        } else if (value.isMissingNode()) {
            object.remove(name);
        } else {
            object.set(name, value.deepCopy());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
