package io.predictivescaler.planning;

/**
 * The bounds as they are read on a target, with who wrote each last. The floor may stand above the maximum: not every API server
 * compares the two on a ScaledObject.
 *
 * @param targetUid the object's UID
 */
public record TargetBounds(
        String targetUid, MinReplicas minReplicas, MaxReplicas maximum, Writer minWriter, Writer maxWriter) {

    /** Of a target whose maximum is written on it. */
    public TargetBounds(
            String targetUid, MinReplicas minReplicas, int maxReplicas, Writer minWriter, Writer maxWriter) {
        this(targetUid, minReplicas, new MaxReplicas.Stated(maxReplicas), minWriter, maxWriter);
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

    public int maxReplicas() {
        return maximum.effective();
    }

    /** The bounds that hold: a floor above the maximum counts as the maximum. */
    public Bounds bounds() {
        return new Bounds(Math.min(minReplicas.effective(), maxReplicas()), maxReplicas());
    }
}
