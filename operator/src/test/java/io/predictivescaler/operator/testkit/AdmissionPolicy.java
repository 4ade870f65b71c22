package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Evaluates a MutatingAdmissionPolicy on an autoscaler with Google's CEL library for Java. It is <em>not the real thing</em>: the
 * objects are without types, an API server estimates costs besides, and what a mutation makes is compiled here and not made.
 */
public final class AdmissionPolicy {
    private static final StructType SPEC = StructType.create(
            "Object.spec",
            ImmutableSet.of("minReplicas", "maxReplicas"),
            name -> name.endsWith("Replicas") ? Optional.of(SimpleType.INT) : Optional.empty());
    private static final StructType OBJECT = StructType.create(
            "Object", ImmutableSet.of("spec"), name -> name.equals("spec") ? Optional.of(SPEC) : Optional.empty());
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .addLibraries(CelExtensions.strings())
            .addFunctionBindings(
                    CelFunctionBinding.from("string_find_string", String.class, String.class, AdmissionPolicy::found))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings())
            .setTypeProvider(new Made())
            .addVar("object", SimpleType.DYN)
            .addVar("oldObject", SimpleType.DYN)
            .addVar("variables", SimpleType.DYN)
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "find",
                    CelOverloadDecl.newMemberOverload(
                            "string_find_string", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING)))
            .build();
    private final JsonNode spec;

    public AdmissionPolicy(JsonNode policy) {
        this.spec = policy.path("spec");
    }

    /** Whether every condition holds for an update from one object to another. */
    public boolean matches(JsonNode before, JsonNode after) {
        return StreamSupport.stream(spec.path("matchConditions").spliterator(), false)
                .allMatch(condition ->
                        Boolean.TRUE.equals(evaluated(condition.path("expression"), before, after, Map.of())));
    }

    /** The value of a variable of the policy's. */
    public Object variable(String name, JsonNode before, JsonNode after) {
        Map<String, Object> variables = new LinkedHashMap<>();
        spec.path("variables")
                .forEach(variable -> variables.put(
                        variable.path("name").asText(),
                        evaluated(variable.path("expression"), before, after, Map.copyOf(variables))));
        return variables.get(name);
    }

    /** The mutations that do not compile, each with the reason. */
    public List<String> uncompilable() {
        return StreamSupport.stream(spec.path("mutations").spliterator(), false)
                .map(mutation -> mutation.at("/applyConfiguration/expression").asText())
                .flatMap(expression -> {
                    try {
                        compiler.compile(expression).getAst();
                        return List.<String>of().stream();
                    } catch (CelValidationException e) {
                        return List.of(String.valueOf(e.getMessage())).stream();
                    }
                })
                .toList();
    }

    private Object evaluated(JsonNode expression, JsonNode before, JsonNode after, Map<String, Object> variables) {
        try {
            return RUNTIME.createProgram(compiler.compile(expression.asText()).getAst())
                    .eval(Map.of("oldObject", plain(before), "object", plain(after), "variables", variables));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(expression.asText() + "\n" + e.getMessage(), e);
        }
    }

    /** Whole numbers as CEL has them. */
    private static Object plain(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<Map<String, Object>>() {});
    }

    /** Kubernetes' own {@code find}: the first match, or an empty text. */
    private static String found(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static final class Made implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.of(OBJECT, SPEC);
        }

        @Override
        public Optional<CelType> findType(String name) {
            return types().stream().filter(type -> type.name().equals(name)).findFirst();
        }
    }
}
