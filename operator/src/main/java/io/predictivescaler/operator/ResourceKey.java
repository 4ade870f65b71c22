package io.predictivescaler.operator;

import java.util.List;

/** Names a resource in the cluster. */
public record ResourceKey(String namespace, String name) {
    public ResourceKey {
        if (namespace.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "a resource has a namespace and a name, not '" + namespace + "' and '" + name + "'");
        }
    }

    /** Namespace and name, as label values. */
    public List<String> labels() {
        return List.of(namespace, name);
    }

    /** {@code namespace/name}. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
