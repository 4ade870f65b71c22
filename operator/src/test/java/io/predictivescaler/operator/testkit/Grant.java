package io.predictivescaler.operator.testkit;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One thing that a role allows.
 *
 * @param namespace empty: in all
 * @param names empty: of any name
 */
public record Grant(String namespace, String apiGroup, String resource, String verb, Set<String> names) {

    static Stream<Grant> of(String namespace, List<PolicyRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.getApiGroups().stream()
                        .flatMap(group -> rule.getResources().stream()
                                .flatMap(resource -> rule.getVerbs().stream()
                                        .map(verb -> new Grant(
                                                namespace,
                                                group,
                                                resource,
                                                verb,
                                                Set.copyOf(rule.getResourceNames()))))));
    }

    public boolean covers(Access access) {
        return (namespace.isEmpty() || namespace.equals(access.namespace()))
                && apiGroup.equals(access.apiGroup())
                && resource.equals(access.resource())
                && verb.equals(access.verb())
                && (names.isEmpty() || names.contains(access.name()));
    }
}
