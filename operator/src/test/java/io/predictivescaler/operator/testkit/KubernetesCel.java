package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.fabric8.kubernetes.api.model.Quantity;
import io.predictivescaler.operator.spec.Durations;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates the rules of a CRD with Google's CEL library for Java and an emulation of Kubernetes' own extensions. It is
 * <em>not the real thing</em>: an API server compiles with cel-go and its own libraries, and estimates costs. It does know
 * the schema's types: a rule that names a field which does not exist, or compares a duration with a number, does not compile.
 *
 * <p>Emulated: objects as structs of their declared fields, texts of format duration and date-time as durations and
 * timestamps, int-or-string as a dynamic value, {@code quantity()}, {@code isQuantity()}, {@code isGreaterThan},
 * {@code isLessThan}, {@code compareTo}, and the string functions.
 */
final class KubernetesCel {
    private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
    private static final CelOptions OPTIONS = CelOptions.current().build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings())
            .addFunctionBindings(
                    CelFunctionBinding.from("string_to_quantity", String.class, KubernetesCel::quantity),
                    CelFunctionBinding.from("is_quantity_string", String.class, KubernetesCel::isQuantity),
                    CelFunctionBinding.from(
                            "quantity_is_greater_than",
                            BigDecimal.class,
                            BigDecimal.class,
                            (one, other) -> one.compareTo(other) > 0),
                    CelFunctionBinding.from(
                            "quantity_is_less_than",
                            BigDecimal.class,
                            BigDecimal.class,
                            (one, other) -> one.compareTo(other) < 0),
                    CelFunctionBinding.from("quantity_compare_to", BigDecimal.class, BigDecimal.class, (one, other) ->
                            (long) one.compareTo(other)))
            .build();

    private final Map<JsonNode, CelRuntime.Program> programs = new IdentityHashMap<>();

    /** Whether the value keeps the rule. A rule that does not compile is an error of the CRD; one that cannot be evaluated is broken. */
    boolean holds(JsonNode rule, JsonNode schema, JsonNode value) {
        try {
            Object result = programs.computeIfAbsent(
                            rule, node -> program(node.path("rule").asText(), schema))
                    .eval(Map.of("self", value(schema, value)));
            return Boolean.TRUE.equals(result);
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    private static CelRuntime.Program program(String rule, JsonNode schema) {
        Types types = new Types();
        CelType self = types.of("schema", schema);
        try {
            return RUNTIME.createProgram(compiler(types, self).compile(rule).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException("does not compile: " + rule + "\n" + e.getMessage(), e);
        }
    }

    private static CelCompiler compiler(CelTypeProvider types, CelType self) {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings())
                .setTypeProvider(types)
                .addVar("self", self)
                .setResultType(SimpleType.BOOL)
                .addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration(
                                "quantity",
                                CelOverloadDecl.newGlobalOverload("string_to_quantity", QUANTITY, SimpleType.STRING)),
                        CelFunctionDecl.newFunctionDeclaration(
                                "isQuantity",
                                CelOverloadDecl.newGlobalOverload(
                                        "is_quantity_string", SimpleType.BOOL, SimpleType.STRING)),
                        member("isGreaterThan", "quantity_is_greater_than", SimpleType.BOOL),
                        member("isLessThan", "quantity_is_less_than", SimpleType.BOOL),
                        member("compareTo", "quantity_compare_to", SimpleType.INT))
                .build();
    }

    private static CelFunctionDecl member(String name, String overload, CelType result) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newMemberOverload(overload, result, QUANTITY, QUANTITY));
    }

    private static BigDecimal quantity(String text) {
        return Quantity.parse(text).getNumericalAmount();
    }

    private static boolean isQuantity(String text) {
        try {
            quantity(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Object value(JsonNode schema, JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                value.properties()
                        .forEach(field -> fields.put(
                                field.getKey(),
                                value(schema.path("properties").path(field.getKey()), field.getValue())));
                yield fields;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                value.forEach(item -> items.add(value(schema.path("items"), item)));
                yield items;
            }
            case STRING -> text(schema.path("format").asText(), value.asText());
            case NUMBER -> value.isIntegralNumber() ? (Object) value.longValue() : (Object) value.doubleValue();
            case BOOLEAN -> value.booleanValue();
            case NULL, MISSING, BINARY, POJO -> throw new IllegalArgumentException("no value for CEL: " + value);
        };
    }

    private static Object text(String format, String text) {
        return switch (format) {
            case "duration" ->
                Durations.parse(text).orElseThrow(() -> new IllegalArgumentException("not a duration: " + text));
            case "date-time" -> OffsetDateTime.parse(text).toInstant();
            default -> text;
        };
    }

    /** The schema's objects as CEL structs, named by their paths; not from {@code self}, or {@code self.name} would mean the type. */
    private static final class Types implements CelTypeProvider {
        private final Map<String, CelType> structs = new LinkedHashMap<>();

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(structs.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(structs.get(name));
        }

        CelType of(String path, JsonNode schema) {
            if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
                return SimpleType.DYN;
            }
            return switch (schema.path("type").asText()) {
                case "object" -> struct(path, schema.path("properties"));
                case "array" -> ListType.create(of(path + ".item", schema.path("items")));
                case "integer" -> SimpleType.INT;
                case "number" -> SimpleType.DOUBLE;
                case "boolean" -> SimpleType.BOOL;
                case "string" ->
                    switch (schema.path("format").asText()) {
                        case "duration" -> SimpleType.DURATION;
                        case "date-time" -> SimpleType.TIMESTAMP;
                        default -> SimpleType.STRING;
                    };
                default -> throw new IllegalArgumentException("no CEL type for " + path + ": " + schema);
            };
        }

        private CelType struct(String path, JsonNode properties) {
            Map<String, CelType> fields = new LinkedHashMap<>();
            properties
                    .properties()
                    .forEach(property ->
                            fields.put(property.getKey(), of(path + "." + property.getKey(), property.getValue())));
            CelType struct = StructType.create(
                    path, ImmutableSet.copyOf(fields.keySet()), name -> Optional.ofNullable(fields.get(name)));
            structs.put(path, struct);
            return struct;
        }
    }
}
