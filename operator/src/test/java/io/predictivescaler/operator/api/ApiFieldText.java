package io.predictivescaler.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the cells of a field's row say. */
final class ApiFieldText {
    /** As the descriptions put it, for kubectl explain; a longer explanation stays there. */
    private static final Pattern STANDARD = Pattern.compile(" ?Default: ([^;,]{1,40})[.](?= |$)");

    private static final Pattern MARKED = Pattern.compile("([A-Za-z0-9/.]+) [(]default[)]");

    private static final Pattern RANGE = Pattern.compile("\\w+ lies between (\\S+) and (\\S+)");

    private final ApiSection.Field field;
    private final List<String> required;

    ApiFieldText(ApiSection.Field field, List<String> required) {
        this.field = field;
        this.required = required;
    }

    /** Of a value that is no object. */
    static String scalar(JSONSchemaProps schema) {
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            return "quantity";
        }
        return switch (Objects.requireNonNullElse(schema.getFormat(), "")) {
            case "duration" -> "duration";
            case "date-time" -> "instant";
            default -> schema.getEnum() == null || schema.getEnum().isEmpty() ? schema.getType() : "one of";
        };
    }

    /** What holds where it is left out, or that it may not be. */
    String standard() {
        JsonNode standard = field.schema().getDefault();
        Matcher said = STANDARD.matcher(said());
        if (standard != null) {
            return "`" + standard.asText() + "`";
        }
        if (required.contains(field.name())) {
            return "**required**";
        }
        Matcher marked = MARKED.matcher(said());
        return said.find() ? ApiReference.cell(said.group(1)) : marked.find() ? "`" + marked.group(1) + "`" : "";
    }

    String description() {
        return ApiReference.cell(
                field.schema().getDefault() == null ? STANDARD.matcher(said()).replaceFirst("") : said());
    }

    private String said() {
        return Objects.requireNonNullElse(field.schema().getDescription(), "");
    }

    String allowed() {
        JSONSchemaProps schema = field.schema();
        List<String> allowed = new ArrayList<>();
        boolean list = "array".equals(schema.getType());
        JSONSchemaProps one = list ? schema.getItems().getSchema() : schema;
        if (list) {
            allowed.add("at most " + schema.getMaxItems());
            if ("map".equals(schema.getXKubernetesListType())) {
                allowed.add("each `" + schema.getXKubernetesListMapKeys().getFirst() + "` once");
            } else if ("set".equals(schema.getXKubernetesListType())) {
                allowed.add("each once");
            }
        }
        if (scalar(one).equals("one of")) {
            allowed.add(values(one));
        } else if ("integer".equals(one.getType()) && one.getMaximum() != null) {
            allowed.add("%.0f to %.0f".formatted(one.getMinimum(), one.getMaximum()));
        } else if (scalar(one).equals("string")) {
            allowed.addAll(text(one));
        }
        if (!"object".equals(schema.getType())) {
            schema.getXKubernetesValidations().stream()
                    .map(ValidationRule::getMessage)
                    .map(message -> RANGE.matcher(message).replaceFirst("$1 to $2"))
                    .forEach(allowed::add);
        }
        return ApiReference.cell(String.join("; ", allowed));
    }

    /** Of an enumeration. */
    static String values(JSONSchemaProps schema) {
        return schema.getEnum().stream()
                .map(value -> "`" + value.asText() + "`")
                .collect(Collectors.joining(", "));
    }

    private static List<String> text(JSONSchemaProps schema) {
        List<String> allowed = new ArrayList<>();
        if (schema.getMaxLength() != null) {
            long least = Objects.requireNonNullElse(schema.getMinLength(), 0L);
            allowed.add((least == 0 ? "at most " : least == schema.getMaxLength() ? "" : least + " to ")
                    + schema.getMaxLength() + " characters");
        }
        if (schema.getPattern() != null) {
            allowed.add("`` " + schema.getPattern() + " ``");
        }
        return allowed;
    }
}
