package io.predictivescaler.operator.scale;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.predictivescaler.planning.TargetBounds.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who wrote a field of a spec, as the managed fields tell. */
final class FieldOwners {
    private FieldOwners() {}

    /** Shared ownership counts as the other's: an apply that states our value makes it the user's own. */
    static Writer of(ObjectMeta meta, String field) {
        List<String> managers = new ArrayList<>();
        for (ManagedFieldsEntry entry : meta.getManagedFields()) {
            if (entry.getSubresource() == null && owns(entry, field)) {
                managers.add(entry.getManager());
            }
        }
        return managers.stream()
                .filter(manager -> !manager.equals(Targets.FIELD_MANAGER))
                .reduce((older, newer) -> newer)
                .<Writer>map(Writer.Other::new)
                .orElseGet(() -> managers.isEmpty() ? new Writer.Unknown() : new Writer.Operator());
    }

    private static boolean owns(ManagedFieldsEntry entry, String field) {
        return entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
                && spec.containsKey("f:" + field);
    }
}
