package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MinReplicas;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is remembered of each resource. */
final class Memories {
    private final Map<ResourceKey, ScalerMemory> memories = new ConcurrentHashMap<>();

    /** What is remembered of a resource; of one seen for the first time, what its status tells. */
    ScalerMemory of(ResourceKey key, PredictiveScaler scaler, Instant now) {
        String uid = scaler.getMetadata().getUid();
        return Optional.ofNullable(memories.get(key))
                .filter(memory -> memory.uid().equals(uid))
                .orElseGet(() -> {
                    PredictiveScalerStatus status =
                            Optional.ofNullable(scaler.getStatus()).orElseGet(PredictiveScalerStatus::empty);
                    return ScalerMemory.startingAt(now, uid, holdingIn(status, uid), status);
                });
    }

    void put(ResourceKey key, ScalerMemory memory) {
        memories.put(key, memory);
    }

    void forget(ResourceKey key) {
        memories.remove(key);
    }

    /** The second witness of a baseline, for a target whose annotation was stripped while the operator was away. */
    private static ScalerMemory.Holding holdingIn(PredictiveScalerStatus status, String uid) {
        var target = status.target();
        if (target == null || target.uid() == null || target.baseline() == null || target.applied() == null) {
            return new ScalerMemory.Holding.Nothing();
        }
        var baseline = target.baseline();
        var applied = target.applied();
        if (applied.expires() == null
                || applied.minReplicas() == null
                || applied.maxReplicas() == null
                || baseline.maxReplicas() == null) {
            return new ScalerMemory.Holding.Nothing();
        }
        MinReplicas floor = baseline.minReplicas() == null
                ? new MinReplicas.Absent(1)
                : new MinReplicas.Stated(baseline.minReplicas());
        return new ScalerMemory.Holding.Told(new BoundsRecord(
                target.uid(),
                uid,
                new Baseline(floor, baseline.maxReplicas()),
                new Bounds(applied.minReplicas(), applied.maxReplicas()),
                Instant.parse(applied.expires())));
    }
}
