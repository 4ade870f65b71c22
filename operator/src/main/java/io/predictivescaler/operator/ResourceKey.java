package io.predictivescaler.operator;

/** The namespace and the name of an object; its kind follows from where the key is used. */
public record ResourceKey(String namespace, String name) {
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
