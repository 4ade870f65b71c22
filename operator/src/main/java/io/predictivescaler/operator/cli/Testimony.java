package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.scale.StatusRecord;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.TargetBounds;
import io.predictivescaler.planning.TargetBounds.Writer;
import java.util.Optional;

/** What a status tells of a baseline: the second witness, for a target whose annotation was stripped or mangled. */
record Testimony(ResourceKey scaler, BoundsRecord record) {

    /** Of a resource that holds bounds, as its status says. */
    static Optional<Testimony> of(PredictiveScaler scaler) {
        var meta = scaler.getMetadata();
        return Optional.ofNullable(scaler.getStatus())
                .flatMap(status -> StatusRecord.in(status, meta.getUid()))
                .map(record -> new Testimony(new ResourceKey(meta.getNamespace(), meta.getName()), record));
    }

    /** Whether this is the target, and carries nothing that tells more. */
    boolean isOf(Target target) {
        return record.targetUid().equals(target.bounds().targetUid())
                && !(target.note() instanceof Target.Note.Written);
    }

    /** Whether this is the target and bounds of the operator's stand on it. */
    boolean isHeldOn(Target target) {
        return isOf(target)
                && !BoundsReading.of(Optional.of(on(target)), target.bounds())
                        .baseline()
                        .bounds()
                        .equals(target.bounds().bounds());
    }

    /** The record that was lost. A status can be older than the operator's last write, so what the operator set counts as applied. */
    BoundsRecord on(Target target) {
        TargetBounds standing = target.bounds();
        int min = standing.minWriter() instanceof Writer.Operator
                ? standing.minReplicas().effective()
                : record.applied().minReplicas();
        int max = standing.maxWriter() instanceof Writer.Operator
                ? standing.maxReplicas()
                : record.applied().maxReplicas();
        return new BoundsRecord(
                record.targetUid(),
                record.scalerUid(),
                record.baseline(),
                new Bounds(min, Math.max(min, max)),
                record.expires());
    }
}
