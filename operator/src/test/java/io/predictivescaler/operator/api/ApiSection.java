package io.predictivescaler.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * An object of the schema.
 *
 * @param path where it stands, {@code spec.demand[].history}; where the same one stands in several places, that with the shortest path
 * @param elsewhere the other places, apart from those inside an object that has other places itself
 * @param fields in the order in which the types have them
 */
record ApiSection(String path, String description, JSONSchemaProps schema, List<String> elsewhere, List<Field> fields) {

    /**
     * A field of an object.
     *
     * @param section path of the section that describes the object that it is or has several of; empty for none
     */
    record Field(String name, JSONSchemaProps schema, String section) {}

    /** Every object, those of spec first, each before what is in it. */
    static List<ApiSection> all(JSONSchemaProps root) {
        Walk walk = new Walk();
        walk.visit("spec", root.getProperties().get("spec"), "", PredictiveScalerSpec.class);
        walk.visit("status", root.getProperties().get("status"), "", PredictiveScalerStatus.class);
        return walk.sections();
    }

    /** As GitHub makes it of the heading. */
    String anchor() {
        return path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static final class Walk {
        private final Map<Class<?>, List<Found>> places = new LinkedHashMap<>();

        private record Found(String path, String description, JSONSchemaProps schema) {}

        void visit(String path, JSONSchemaProps schema, String description, Class<?> type) {
            String own = Objects.requireNonNullElse(schema.getDescription(), description);
            places.computeIfAbsent(type, unused -> new ArrayList<>()).add(new Found(path, own, schema));
            for (String name : names(type, schema)) {
                JSONSchemaProps child = schema.getProperties().get(name);
                if ("array".equals(child.getType()) && isObject(child.getItems().getSchema())) {
                    visit(
                            path + "." + name + "[]",
                            child.getItems().getSchema(),
                            child.getDescription(),
                            typeOf(type, name));
                } else if (isObject(child)) {
                    visit(path + "." + name, child, "", typeOf(type, name));
                }
            }
        }

        List<ApiSection> sections() {
            return places.entrySet().stream()
                    .map(entry -> section(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private ApiSection section(Class<?> type, List<Found> found) {
            Found first = first(type);
            List<Field> fields = names(type, first.schema()).stream()
                    .map(name ->
                            field(type, name, first.schema().getProperties().get(name)))
                    .toList();
            List<String> elsewhere = found.stream()
                    .map(Found::path)
                    .filter(path -> !path.equals(first.path()) && !isInsideAnother(path))
                    .toList();
            return new ApiSection(first.path(), first.description(), first.schema(), elsewhere, fields);
        }

        private Field field(Class<?> type, String name, JSONSchemaProps schema) {
            JSONSchemaProps one =
                    "array".equals(schema.getType()) ? schema.getItems().getSchema() : schema;
            return new Field(
                    name, schema, isObject(one) ? first(typeOf(type, name)).path() : "");
        }

        private Found first(Class<?> type) {
            return places.get(type).stream()
                    .min(Comparator.comparingLong((Found found) ->
                            found.path().chars().filter(c -> c == '.').count()))
                    .orElseThrow();
        }

        private boolean isInsideAnother(String path) {
            return places.keySet().stream()
                    .flatMap(type -> places.get(type).stream()
                            .filter(found -> !found.equals(first(type)))
                            .map(Found::path))
                    .anyMatch(other -> path.startsWith(other + ".") || path.startsWith(other + "[]"));
        }

        private static boolean isObject(JSONSchemaProps schema) {
            return "object".equals(schema.getType());
        }

        /** Of a type that is not ours, such as a condition, in the order of the schema. */
        private static List<String> names(Class<?> type, JSONSchemaProps schema) {
            return type.isRecord()
                    ? Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList()
                    : List.copyOf(schema.getProperties().keySet());
        }

        private static Class<?> typeOf(Class<?> record, String name) {
            Type type = Arrays.stream(record.getRecordComponents())
                    .filter(component -> component.getName().equals(name))
                    .map(RecordComponent::getGenericType)
                    .findFirst()
                    .orElseThrow();
            return (Class<?>) (type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type);
        }
    }
}
