package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who owns which field of an object, as an API server keeps account of it in {@code metadata.managedFields}. It is <em>not the real
 * thing</em>: fields of the spec are owned whole, and of the metadata only annotations.
 */
final class FieldAccount {
    private static final String APPLY = "Apply";
    private static final String UPDATE = "Update";
    private static final List<String> OWNED = List.of("/spec", "/metadata/annotations");

    /** @param operation {@code Apply} or {@code Update} */
    private record Owner(String manager, String operation) {}

    /** A field that another manager owns and that an apply would change. */
    record Conflict(String manager, String field) {}

    private final Map<Owner, Set<String>> fields = new LinkedHashMap<>();

    /** As the object carries it. */
    static FieldAccount of(JsonNode object) {
        FieldAccount account = new FieldAccount();
        for (JsonNode entry : object.at("/metadata/managedFields")) {
            Set<String> owned = account.fields.computeIfAbsent(
                    new Owner(
                            entry.path("manager").asText(),
                            entry.path("operation").asText()),
                    unused -> new TreeSet<>());
            entry.at("/fieldsV1/f:spec").fieldNames().forEachRemaining(name -> owned.add("/spec/" + name.substring(2)));
            entry.at("/fieldsV1/f:metadata/f:annotations")
                    .fieldNames()
                    .forEachRemaining(name -> owned.add("/metadata/annotations/" + escaped(name.substring(2))));
        }
        return account;
    }

    /** After any write but an apply: what it changed is its manager's alone. */
    void updated(String manager, JsonNode before, JsonNode after) {
        Set<String> changed = new TreeSet<>(fieldsOf(before));
        changed.addAll(fieldsOf(after));
        changed.removeIf(field -> before.at(field).equals(after.at(field)));
        fields.values().forEach(owned -> owned.removeAll(changed));
        changed.removeIf(field -> after.at(field).isMissingNode());
        fields.computeIfAbsent(new Owner(manager, UPDATE), unused -> new TreeSet<>())
                .addAll(changed);
    }

    /** What stands in the way of an apply that is not forced. */
    List<Conflict> conflicts(String manager, JsonNode live, JsonNode applied) {
        List<Conflict> conflicts = new ArrayList<>();
        for (String field : fieldsOf(applied)) {
            boolean differs = !live.at(field).equals(applied.at(field));
            fields.forEach((owner, owned) -> {
                if (differs && owned.contains(field) && !owner.equals(new Owner(manager, APPLY))) {
                    conflicts.add(new Conflict(owner.manager(), field));
                }
            });
        }
        return conflicts;
    }

    /** The object after an apply; this account is then the one after it. */
    ObjectNode applied(String manager, JsonNode live, JsonNode applied) {
        ObjectNode after = live.deepCopy();
        Set<String> stated = fieldsOf(applied);
        for (String field : stated) {
            if (!live.at(field).equals(applied.at(field))) {
                fields.values().forEach(owned -> owned.remove(field));
            }
            set(after, field, applied.at(field));
        }
        Owner owner = new Owner(manager, APPLY);
        Set<String> before = Optional.ofNullable(fields.put(owner, stated)).orElse(Set.of());
        before.stream()
                .filter(field -> fields.values().stream().noneMatch(owned -> owned.contains(field)))
                .forEach(field -> remove(after, field));
        return after;
    }

    void writeTo(ObjectNode object) {
        var entries = object.withObject("/metadata").putArray("managedFields");
        fields.forEach((owner, owned) -> {
            if (!owned.isEmpty()) {
                ObjectNode entry = entries.addObject()
                        .put("manager", owner.manager())
                        .put("operation", owner.operation())
                        .put("apiVersion", object.path("apiVersion").asText())
                        .put("fieldsType", "FieldsV1");
                ObjectNode tree = entry.putObject("fieldsV1");
                for (String field : owned) {
                    String name = "f:" + unescaped(field.substring(field.lastIndexOf('/') + 1));
                    (field.startsWith("/spec/")
                                    ? tree.withObject("/f:spec")
                                    : tree.withObject("/f:metadata/f:annotations"))
                            .putObject(name);
                }
            }
        });
    }

    private static Set<String> fieldsOf(JsonNode object) {
        return OWNED.stream()
                .flatMap(place -> object.at(place).properties().stream()
                        .filter(field -> !field.getValue().isNull())
                        .map(field -> place + "/" + escaped(field.getKey())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void set(ObjectNode object, String field, JsonNode value) {
        int last = field.lastIndexOf('/');
        object.withObject(field.substring(0, last)).set(unescaped(field.substring(last + 1)), value);
    }

    private static void remove(ObjectNode object, String field) {
        int last = field.lastIndexOf('/');
        object.withObject(field.substring(0, last)).remove(unescaped(field.substring(last + 1)));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String unescaped(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }
}
