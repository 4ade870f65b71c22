package io.predictivescaler.planning;

import java.util.List;
import java.util.Optional;

/**
 * Whose the bounds on a target are.
 *
 * @param baseline the user's bounds, from which to plan
 * @param inForce what stands on the target
 * @param held true while something is to be given back: a record stands on the target
 * @param findings what others did since the operator last wrote
 */
public record BoundsReading(Baseline baseline, Bounds inForce, boolean held, List<Finding> findings) {
    public BoundsReading {
        findings = List.copyOf(findings);
    }

    /** What somebody else did to a bound. */
    public sealed interface Finding {
        /** The baseline was put back over what the operator had applied. */
        record Reverted(Field field, int applied, int baseline, TargetBounds.Writer by) implements Finding {}

        /** A value of the user's own: the new baseline. */
        record Edited(Field field, int from, int to, TargetBounds.Writer by) implements Finding {}

        /** The record was written on another object: a clone or a restored back-up. */
        record Copied(String fromUid) implements Finding {}
    }

    /** A bound. */
    public enum Field {
        minReplicas,
        maxReplicas
    }

    /** Judges each bound apart, by the table "Whose bounds are these?". */
    public static BoundsReading of(Optional<BoundsRecord> record, TargetBounds target) {
        throw new UnsupportedOperationException("to be written");
    }
}
