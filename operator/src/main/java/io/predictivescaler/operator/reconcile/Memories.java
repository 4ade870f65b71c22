package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.scale.StatusRecord;
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
                    ScalerMemory memory = ScalerMemory.startingAt(now, uid, holdingIn(status, uid), status);
                    return memory.withPlan(memory.plan().withSpending(ToldSpending.in(status)));
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
        return StatusRecord.in(status, uid)
                .<ScalerMemory.Holding>map(ScalerMemory.Holding.Told::new)
                .orElseGet(ScalerMemory.Holding.Nothing::new);
    }
}
