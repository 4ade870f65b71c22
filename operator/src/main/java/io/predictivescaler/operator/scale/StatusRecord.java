package io.predictivescaler.operator.scale;

import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The {@link BoundsRecord} that a status tells of: the second witness of a baseline, for a target whose annotation was lost. */
public final class StatusRecord {
    private StatusRecord() {}

    /** Empty when the resource holds nothing, or when somebody has made the status tell what cannot be. */
    public static Optional<BoundsRecord> in(PredictiveScalerStatus status, String scalerUid) {
        var target = status.target();
        if (target == null || target.uid() == null || target.baseline() == null || target.applied() == null) {
            return Optional.empty();
        }
        var baseline = target.baseline();
        var applied = target.applied();
        if (applied.expires() == null || applied.minReplicas() == null || applied.maxReplicas() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BoundsRecord(
                    target.uid(),
                    scalerUid,
                    TargetKind.of(target.kind()).baseline(baseline.minReplicas(), baseline.maxReplicas()),
                    new Bounds(applied.minReplicas(), applied.maxReplicas()),
                    Instant.parse(applied.expires())));
        } catch (IllegalArgumentException | DateTimeException edited) {
            return Optional.empty();
        }
    }
}
