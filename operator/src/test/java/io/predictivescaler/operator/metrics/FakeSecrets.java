package io.predictivescaler.operator.metrics;

import java.util.HashMap;
import java.util.Map;

/** Secrets and ConfigMaps in memory. */
final class FakeSecrets implements SecretReader {
    private final Map<Reference, String> values = new HashMap<>();

    FakeSecrets with(Holder holder, String object, String key, String value) {
        put(new Reference(holder, "shop", object, key), value);
        return this;
    }

    void put(Reference reference, String value) {
        values.put(reference, value);
    }

    @Override
    public Outcome read(Reference reference) {
        if (values.containsKey(reference)) {
            return new Outcome.Found(values.get(reference));
        }
        String object = reference.holder() + " " + reference.namespace() + "/" + reference.name();
        boolean exists = values.keySet().stream()
                .anyMatch(other -> other.equals(
                        new Reference(reference.holder(), reference.namespace(), reference.name(), other.key())));
        return new Outcome.Unavailable(
                exists
                        ? object + " has no key " + reference.key() + ": add it"
                        : object + " does not exist: create it with key " + reference.key());
    }
}
