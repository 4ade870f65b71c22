package io.predictivescaler.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionNames;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The CRD as a page to read: a section for each object, in the order of the types, what is the same in several places once. */
final class ApiReference {
    private static final String HEAD = """
            # The API, field by field

            <!-- Generated from the resource definition in crds/ by ApiReferenceTest; to write it anew, run that test with -Dgolden.update=true. -->

            `%s/%s`, kind `%s`, short name `%s`, in the category `%s`, %s.
            [examples/](../../examples/) shows it in use; in a cluster `kubectl explain %s.spec --recursive` tells the same.

            **Durations** are written as PromQL writes them: `90s`, `5m`, `1h30m`, `28d`, `1w`. **Quantities** are positive: whole numbers or texts, such as `50`,
            `"1.5"` or `500m`; a bare decimal has to be quoted. **Instants** are RFC 3339 texts with a zone: `"2026-11-27T06:00:00+01:00"`. What has no default and is not
            required may be left out, and its description says what holds then. [decisions.md](../decisions.md) has the reasons that stand in status, each with what
            to do about it.

            """;
    private static final String ANNOTATIONS = """

            ## Annotations

            | annotation | on | says |
            |---|---|---|
            | `predictivescaler.io/pause-until` | PredictiveScaler | until this instant nothing is raised, and what was raised is released |
            | `predictivescaler.io/bounds` | its target | the operator's own record of the target's baseline bounds; not to be edited. `predictive-scaler restore` reads it |

            The finalizer `predictivescaler.io/baseline` stands on a PredictiveScaler from its first raise until the baseline is back.
            """;

    private final CustomResourceDefinition crd;
    private final CustomResourceDefinitionVersion version;
    private final List<ApiSection> sections;

    ApiReference(CustomResourceDefinition crd) {
        this.crd = crd;
        this.version = crd.getSpec().getVersions().getFirst();
        this.sections = ApiSection.all(version.getSchema().getOpenAPIV3Schema());
    }

    String text() {
        CustomResourceDefinitionNames names = crd.getSpec().getNames();
        StringBuilder text = new StringBuilder(HEAD.formatted(
                crd.getSpec().getGroup(),
                version.getName(),
                names.getKind(),
                names.getShortNames().getFirst(),
                names.getCategories().getFirst(),
                crd.getSpec().getScope().toLowerCase(Locale.ROOT),
                names.getShortNames().getFirst()));
        text.append("[The resource](#the-resource) · [Columns](#columns) · [Annotations](#annotations) ·\n")
                .append(contents());
        text.append("\n\n## The resource\n");
        sections.forEach(section -> append(text, section));
        return text.append(columns()).append(ANNOTATIONS).toString();
    }

    private String contents() {
        return sections.stream()
                .filter(section -> section.path().matches("(spec|status)([.][A-Za-z]+(\\[])?)?"))
                .map(section -> "[`" + section.path() + "`](#" + section.anchor() + ")")
                .collect(Collectors.joining(" ·\n"));
    }

    private void append(StringBuilder text, ApiSection section) {
        JSONSchemaProps schema = section.schema();
        text.append("\n### ").append(section.path()).append("\n\n");
        text.append(section.description()).append('\n');
        if (!section.elsewhere().isEmpty()) {
            text.append("\nThe same, and described only here: ")
                    .append(section.elsewhere().stream()
                            .map(path -> "`" + path + "`")
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        rules(schema)
                .forEach(rule -> text.append("\n- Refused otherwise: ")
                        .append(cell(rule))
                        .append('.'));
        text.append(rules(schema).isEmpty() ? "" : "\n");
        text.append(section.path().startsWith("status") ? told(section) : wanted(section));
    }

    private String wanted(ApiSection section) {
        List<String> required = Objects.requireNonNullElse(section.schema().getRequired(), List.of());
        StringBuilder text = new StringBuilder("\n| field | type | default | allowed | |\n|---|---|---|---|---|\n");
        for (ApiSection.Field field : section.fields()) {
            ApiFieldText told = new ApiFieldText(field, required);
            text.append("| `").append(field.name()).append("` | ").append(type(field));
            text.append(" | ").append(told.standard());
            text.append(" | ").append(told.allowed());
            text.append(" | ").append(told.description()).append(" |\n");
        }
        return text.toString();
    }

    /** Nobody writes these, so neither defaults nor limits matter. */
    private String told(ApiSection section) {
        StringBuilder text = new StringBuilder("\n| field | type | |\n|---|---|---|\n");
        for (ApiSection.Field field : section.fields()) {
            boolean enumerated = ApiFieldText.scalar(field.schema()).equals("one of");
            text.append("| `").append(field.name()).append("` | ").append(type(field));
            text.append(enumerated ? " " + ApiFieldText.values(field.schema()) : "");
            text.append(" | ").append(cell(field.schema().getDescription())).append(" |\n");
        }
        return text.toString();
    }

    private static List<String> rules(JSONSchemaProps schema) {
        return schema.getXKubernetesValidations().stream()
                .map(ValidationRule::getMessage)
                .toList();
    }

    private String type(ApiSection.Field field) {
        JSONSchemaProps schema = field.schema();
        boolean list = "array".equals(schema.getType());
        JSONSchemaProps one = list ? schema.getItems().getSchema() : schema;
        String name = field.section().isEmpty()
                ? ApiFieldText.scalar(one)
                : sections.stream()
                        .filter(section -> section.path().equals(field.section()))
                        .map(section -> "[object](#" + section.anchor() + ")")
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no section " + field.section()));
        return list ? "list of " + name : name;
    }

    static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private String columns() {
        StringBuilder text = new StringBuilder(
                "\n## Columns\n\nOf `kubectl get pscaler`, and of `kubectl get pscaler -o wide`.\n\n");
        text.append("| column | shown | field | |\n|---|---|---|---|\n");
        for (CustomResourceColumnDefinition column : version.getAdditionalPrinterColumns()) {
            boolean wide = column.getPriority() != null && column.getPriority() > 0;
            text.append("| ").append(column.getName()).append(" | ").append(wide ? "wide" : "always");
            text.append(" | `").append(column.getJsonPath()).append("` | ");
            text.append(cell(Objects.requireNonNullElse(column.getDescription(), "")))
                    .append(" |\n");
        }
        return text.toString();
    }
}
