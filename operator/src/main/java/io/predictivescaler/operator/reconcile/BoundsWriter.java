package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.scale.WriteOutcome;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.Plan;
import java.time.Duration;
import java.time.Instant;

/**
 * Carries a plan out on its target. The finalizer goes on before the first write and comes off after the baseline is back, so that a
 * resource which is only observed, or whose baseline is in force, can be deleted without the operator.
 */
final class BoundsWriter {
    /** How long bounds are stood behind that no forecast backs: they are on their way back, and the next look is due long before. */
    private static final Duration ON_THE_WAY_BACK = Duration.ofMinutes(15);

    /** What came of it. */
    sealed interface Outcome {
        /** The target already stands as planned. */
        record Unchanged() implements Outcome {}

        /** The planned bounds now stand, with their record. */
        record Applied(Target target, BoundsRecord record) implements Outcome {}

        /** The baseline now stands, without a record. */
        record Restored(Target target) implements Outcome {}

        /** Others are left alone for now: see {@link io.predictivescaler.planning.Contention}. */
        record Silent() implements Outcome {}

        record Refused(String message) implements Outcome {}

        /** The target changed or went since it was read. */
        record Overtaken() implements Outcome {}
    }

    private final KubernetesClient client;
    private final Targets targets;

    BoundsWriter(KubernetesClient client, Targets targets) {
        this.client = client;
        this.targets = targets;
    }

    /** What a plan asks to be done to its target. */
    sealed interface Wish {
        /** Nothing: it stands as planned. */
        record Nothing() implements Wish {}

        /** The baseline back, and the record gone. */
        record GiveBack() implements Wish {}

        /** The bounds of this record, and itself. */
        record Set(BoundsRecord record) implements Wish {}
    }

    static Wish wish(String scalerUid, Target target, BoundsReading reading, Plan plan, Instant now) {
        if (plan.to().equals(reading.baseline().bounds())) {
            return reading.held() ? new Wish.GiveBack() : new Wish.Nothing();
        }
        BoundsRecord record = new BoundsRecord(
                target.bounds().targetUid(), scalerUid, reading.baseline(), plan.to(), expiry(plan, now));
        return stands(target, record, plan, now) ? new Wish.Nothing() : new Wish.Set(record);
    }

    Outcome carryOut(
            PredictiveScaler scaler,
            Target target,
            BoundsReading reading,
            Plan plan,
            ScalerMemory memory,
            Instant now) {
        return switch (wish(scaler.getMetadata().getUid(), target, reading, plan, now)) {
            case Wish.Nothing nothing -> {
                if (reading.held() && !scaler.hasFinalizer(PredictiveScaler.BASELINE_FINALIZER)) {
                    // Somebody took it off, and a deletion would leave the raised bounds behind.
                    isHeld(scaler);
                }
                yield new Outcome.Unchanged();
            }
            case Wish.GiveBack back -> restore(target, reading.baseline());
            case Wish.Set set ->
                memory.contention().silentAt(now) && raises(target, set.record())
                        ? new Outcome.Silent()
                        : apply(scaler, target, set.record());
        };
    }

    /** Gives back what a target's record says; what its user has changed since stays. */
    Outcome restore(Target target, Baseline baseline) {
        return switch (targets.restore(target, baseline)) {
            case WriteOutcome.Written written -> new Outcome.Restored(written.target());
            case WriteOutcome.Conflict conflict -> new Outcome.Overtaken();
            case WriteOutcome.Gone gone -> new Outcome.Overtaken();
            case WriteOutcome.Refused refused -> new Outcome.Refused(refused.message());
        };
    }

    private Outcome apply(PredictiveScaler scaler, Target target, BoundsRecord record) {
        if (!isHeld(scaler)) {
            return new Outcome.Unchanged();
        }
        return switch (targets.apply(target, record)) {
            case WriteOutcome.Written written -> new Outcome.Applied(written.target(), record);
            case WriteOutcome.Conflict conflict -> new Outcome.Overtaken();
            case WriteOutcome.Gone gone -> new Outcome.Overtaken();
            case WriteOutcome.Refused refused -> new Outcome.Refused(refused.message());
        };
    }

    /**
     * Whether the resource now has the finalizer; false when it is on its way out. Read afresh, for a cached copy may still show a
     * finalizer that the last look took off, and nothing may be raised without one.
     */
    private boolean isHeld(PredictiveScaler scaler) {
        PredictiveScaler standing = client.resources(PredictiveScaler.class)
                .inNamespace(scaler.getMetadata().getNamespace())
                .withName(scaler.getMetadata().getName())
                .get();
        if (standing == null
                || standing.isMarkedForDeletion()
                || !standing.getMetadata().getUid().equals(scaler.getMetadata().getUid())) {
            return false;
        }
        PrimaryUpdateAndCacheUtils.addFinalizer(client, standing, PredictiveScaler.BASELINE_FINALIZER);
        return true;
    }

    void releaseResource(PredictiveScaler scaler) {
        PrimaryUpdateAndCacheUtils.removeFinalizer(client, scaler, PredictiveScaler.BASELINE_FINALIZER);
    }

    private static Instant expiry(Plan plan, Instant now) {
        Instant least = now.plus(ON_THE_WAY_BACK);
        return plan.expires().isAfter(least) ? plan.expires() : least;
    }

    /** Giving back is nobody's contention. */
    private static boolean raises(Target target, BoundsRecord wanted) {
        Bounds standing = target.bounds().bounds();
        return wanted.applied().minReplicas() > standing.minReplicas()
                || wanted.applied().maxReplicas() > standing.maxReplicas();
    }

    /**
     * The record is renewed when half of its time is over, not at every look: an autoscaler's every change wakes its watchers. A plan
     * without an opinion renews none, or a restart would take its own patience for a forecast.
     */
    private static boolean stands(Target target, BoundsRecord wanted, Plan plan, Instant now) {
        return target.note() instanceof Target.Note.Written written
                && target.bounds().bounds().equals(wanted.applied())
                && written.record().applied().equals(wanted.applied())
                && written.record().baseline().equals(wanted.baseline())
                && written.record().targetUid().equals(wanted.targetUid())
                && written.record().scalerUid().equals(wanted.scalerUid())
                && !isDueForRenewal(written.record().expires(), plan.expires(), now);
    }

    private static boolean isDueForRenewal(Instant written, Instant planned, Instant now) {
        return planned.isAfter(written)
                && Duration.between(now, written).multipliedBy(2).compareTo(Duration.between(now, planned)) < 0;
    }
}
