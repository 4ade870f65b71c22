package io.predictivescaler.operator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Permissions, each as VERB GROUP/RESOURCE. */
final class Permissions {
    private Permissions() {}

    /** All that are bound to somebody: to the operator's account, for the chart binds no other. */
    static List<String> of(Manifests manifests) {
        return Stream.of("ClusterRoleBinding", "RoleBinding")
                .flatMap(kind -> manifests.all(kind).stream())
                .map(binding -> role(manifests, binding))
                .flatMap(role -> role.path("rules").valueStream())
                .flatMap(rule -> of(rule).stream())
                .toList();
    }

    private static JsonNode role(Manifests manifests, JsonNode binding) {
        return manifests.all(binding.at("/roleRef/kind").asText()).stream()
                .filter(role ->
                        Manifests.name(role).equals(binding.at("/roleRef/name").asText())
                                && role.at("/metadata/namespace").equals(binding.at("/metadata/namespace")))
                .findFirst()
                .orElseThrow();
    }

    /** Those of one rule. */
    static List<String> of(JsonNode rule) {
        List<String> permissions = new ArrayList<>();
        for (String group : Manifests.texts(rule, "/apiGroups")) {
            for (String resource : Manifests.texts(rule, "/resources")) {
                Manifests.texts(rule, "/verbs").forEach(verb -> permissions.add(verb + " " + group + "/" + resource));
            }
        }
        return permissions;
    }
}
