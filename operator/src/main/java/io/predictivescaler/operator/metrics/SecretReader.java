package io.predictivescaler.operator.metrics;

/** Where the values are that resources refer to. */
@FunctionalInterface
public interface SecretReader {
    /** What stands under the key; one look, by name. */
    Outcome read(Reference reference);

    /** A key of an object: of a Secret or a ConfigMap. */
    record Reference(Holder holder, String namespace, String name, String key) {
        /** {@code key token of Secret shop/prom}, as messages name it. */
        String named() {
            return "key " + key + " of " + holder + " " + namespace + "/" + name;
        }
    }

    /** Kinds of objects that hold values. */
    enum Holder {
        Secret,
        ConfigMap
    }

    /** What came of a look. */
    sealed interface Outcome {
        /** The value. Its text is hidden. */
        record Found(String value) implements Outcome {
            @Override
            public String toString() {
                return "Found[***]";
            }
        }

        /** None, and why: a sentence that names namespace, object and key, and the remedy. */
        record Unavailable(String message) implements Outcome {}
    }
}
