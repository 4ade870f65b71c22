package io.predictivescaler.operator.config;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Whose resources the operator looks after. */
public sealed interface WatchSettings {
    /** Those of every namespace. */
    record AllNamespaces() implements WatchSettings {}

    /**
     * Those of some namespaces.
     *
     * @param namespaces at least one
     */
    record OnlyNamespaces(Set<String> namespaces) implements WatchSettings {
        public OnlyNamespaces {
            if (namespaces.isEmpty()) {
                throw new InvalidSetting("--namespaces", "", "at least one namespace, or is left out for all of them");
            }
            namespaces.forEach(each -> KubernetesName.namespace("--namespaces", each));
            namespaces = Collections.unmodifiableSet(new TreeSet<>(namespaces));
        }
    }
}
