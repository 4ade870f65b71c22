package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What {@code kubectl apply} sends for a custom resource, whose lists it cannot merge: a JSON merge patch. */
public final class ThreeWayApply {
    private ThreeWayApply() {}

    /** The patch: all that is applied now, and null for what was applied last time and is no longer. */
    public static ObjectNode patch(JsonNode lastApplied, JsonNode applied) {
        ObjectNode patch = applied.deepCopy();
        lastApplied.properties().forEach(field -> {
            JsonNode now = applied.path(field.getKey());
            if (now.isMissingNode()) {
                patch.putNull(field.getKey());
            } else if (now.isObject() && field.getValue().isObject()) {
                patch.set(field.getKey(), patch(field.getValue(), now));
            }
        });
        return patch;
    }

    /** What the server makes of it, by RFC 7386. */
    public static JsonNode merged(JsonNode live, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = live.isObject() ? live.deepCopy() : ((ObjectNode) patch).objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merged(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
