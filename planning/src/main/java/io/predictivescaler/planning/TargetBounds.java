package io.predictivescaler.planning;

/**
 * The bounds as they are read on a target, with who wrote each last.
 *
 * @param targetUid the object's UID
 */
public record TargetBounds(
        String targetUid, MinReplicas minReplicas, int maxReplicas, Writer minWriter, Writer maxWriter) {
    public TargetBounds {
        new Bounds(minReplicas.effective(), maxReplicas);
    }

    /** Who owns a field, as far as its managed fields tell. */
    public sealed interface Writer {
        /** The operator's own field manager, alone. */
        record Operator() implements Writer {}

        /** Another field manager, alone or beside the operator's. */
        record Other(String manager) implements Writer {}

        /** The API server keeps no record. */
        record Unknown() implements Writer {}
    }

    public Bounds bounds() {
        return new Bounds(minReplicas.effective(), maxReplicas);
    }
}
