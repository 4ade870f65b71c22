package io.predictivescaler.planning;

import io.predictivescaler.planning.TargetBounds.Writer;
import java.util.ArrayList;
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
        record Reverted(Field field, int applied, int baseline, Writer by) implements Finding {}

        /** A value of the user's own: the new baseline. */
        record Edited(Field field, int from, int to, Writer by) implements Finding {}

        /** The record was written on another object: a clone or a restored back-up. */
        record Copied(String fromUid) implements Finding {}
    }

    /** A bound. */
    public enum Field {
        minReplicas,
        maxReplicas
    }

    /**
     * Judges each bound apart. What stands on the target is the operator's when it is what it applied and no other manager owns
     * it; a revert when it is the recorded baseline again; else the user's new baseline. A bound that was never moved and stands
     * where it stood is nobody's doing. A missing bound that had been stated is an edit, whatever the API assumes for it. A floor
     * that had to go back for a maximum lowered below it is no revert.
     *
     * <p>On another object than the recorded one, a bound that stands as applied came with the copy, so the recorded baseline is
     * the user's; any other is the user's own.
     *
     * <p>A minimum that the user sets above the recorded maximum, possible only under a maximum that the operator raised, makes
     * what stands on the target the baseline altogether: the user chose it with that maximum in view.
     */
    public static BoundsReading of(Optional<BoundsRecord> record, TargetBounds target) {
        return record.map(written -> of(written, target))
                .orElseGet(() -> new BoundsReading(standing(target), target.bounds(), false, List.of()));
    }

    private static BoundsReading of(BoundsRecord record, TargetBounds target) {
        List<Finding> findings = new ArrayList<>();
        Claim min = minClaim(record, target);
        Claim max = maxClaim(record, target);
        boolean minIsRecorded;
        boolean maxIsRecorded;
        if (record.targetUid().equals(target.targetUid())) {
            min.finding(Field.minReplicas)
                    .filter(finding -> !isForced(finding, max, record))
                    .ifPresent(findings::add);
            max.finding(Field.maxReplicas).ifPresent(findings::add);
            minIsRecorded = !min.isEdited();
            maxIsRecorded = !max.isEdited();
        } else {
            findings.add(new Finding.Copied(record.targetUid()));
            minIsRecorded = min.standsAsRecorded();
            maxIsRecorded = max.standsAsRecorded();
        }
        MinReplicas floor = minIsRecorded ? record.baseline().minReplicas() : target.minReplicas();
        MaxReplicas maximum = maxIsRecorded ? record.baseline().maximum() : target.maximum();
        Baseline baseline = floor.effective() <= maximum.effective() ? new Baseline(floor, maximum) : standing(target);
        return new BoundsReading(baseline, target.bounds(), true, findings);
    }

    /** The API server takes no maximum below the raised floor: whoever lowers it that far has to put the floor back with it. */
    private static boolean isForced(Finding finding, Claim max, BoundsRecord record) {
        return finding instanceof Finding.Reverted
                && max.isEdited()
                && max.value() < record.applied().minReplicas();
    }

    private static Baseline standing(TargetBounds target) {
        Bounds bounds = target.bounds();
        MinReplicas floor = target.minReplicas().effective() == bounds.minReplicas()
                ? target.minReplicas()
                : new MinReplicas.Stated(bounds.minReplicas());
        return new Baseline(floor, target.maximum());
    }

    private static Claim minClaim(BoundsRecord record, TargetBounds target) {
        // A stated value that equals the assumed one is what the API server makes of a missing one: no edit.
        boolean removed = target.minReplicas() instanceof MinReplicas.Absent
                && record.baseline().minReplicas() instanceof MinReplicas.Stated;
        return new Claim(
                target.minReplicas().effective(),
                record.applied().minReplicas(),
                record.baseline().floor(),
                target.minWriter(),
                removed);
    }

    private static Claim maxClaim(BoundsRecord record, TargetBounds target) {
        boolean removed = target.maximum() instanceof MaxReplicas.Absent
                && record.baseline().maximum() instanceof MaxReplicas.Stated;
        return new Claim(
                target.maxReplicas(),
                record.applied().maxReplicas(),
                record.baseline().maxReplicas(),
                target.maxWriter(),
                removed);
    }

    /** One bound: what stands, beside what is recorded of it. */
    private record Claim(int value, int applied, int baseline, Writer writer, boolean removed) {
        boolean standsAsRecorded() {
            return !removed && (value == applied || value == baseline);
        }

        boolean isEdited() {
            return !standsAsRecorded() || (value != baseline && writer instanceof Writer.Other);
        }

        Optional<Finding> finding(Field field) {
            if (isEdited()) {
                return Optional.of(new Finding.Edited(field, applied, value, writer));
            }
            return value == applied
                    ? Optional.empty()
                    : Optional.of(new Finding.Reverted(field, applied, baseline, writer));
        }
    }
}
