package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.Contention;
import io.predictivescaler.planning.PlanMemory;
import java.time.Instant;

/**
 * What the operator remembers of a resource between two looks. All of it can be lost: what must survive stands on the target and in
 * the status.
 *
 * @param uid of the resource; a recreated one is remembered anew
 * @param inherited how long what an earlier process, or an earlier spec, planned is honoured
 * @param reverter the field manager that last put the baseline back; empty when unknown
 * @param holding what was last written on the target
 * @param shadow what the bounds would be, had they been moved, while observing
 * @param expectsApplied true from a write of ours until a revert of it was counted
 * @param tidiedGeneration the generation for which targets of earlier specs were put back
 * @param status as it was last written
 */
record ScalerMemory(
        String uid,
        Inherited inherited,
        PlanMemory plan,
        Contention contention,
        String reverter,
        Holding holding,
        Shadow shadow,
        boolean expectsApplied,
        long tidiedGeneration,
        Written status) {

    /** What the operator has written on the target. */
    sealed interface Holding {
        /** Nothing, as far as is known. */
        record Nothing() implements Holding {}

        record Held(TargetKind kind, BoundsRecord record) implements Holding {}

        /** What the status of an earlier process tells. It may be older than the giving back of which no status tells any more. */
        record Told(BoundsRecord record) implements Holding {}
    }

    /** The bounds that observing plays through. */
    sealed interface Shadow {
        record None() implements Shadow {}

        record At(Baseline baseline, Bounds bounds) implements Shadow {}
    }

    /** @param at when it was written; the epoch when an earlier process did */
    record Written(PredictiveScalerStatus status, Instant at) {}

    /** The plan that an earlier process left on the target. */
    sealed interface Inherited {
        /** The target was not read yet. */
        record Unread() implements Inherited {}

        record Until(Instant expires) implements Inherited {}
    }

    static ScalerMemory startingAt(Instant now, String uid, Holding holding, PredictiveScalerStatus status) {
        return new ScalerMemory(
                uid,
                new Inherited.Unread(),
                PlanMemory.startingAt(now),
                Contention.none(),
                "",
                holding,
                new Shadow.None(),
                true,
                0,
                new Written(status, Instant.EPOCH));
    }

    ScalerMemory inheriting(Instant expires) {
        return new ScalerMemory(
                uid,
                new Inherited.Until(expires),
                plan,
                contention,
                reverter,
                holding,
                shadow,
                expectsApplied,
                tidiedGeneration,
                status);
    }

    ScalerMemory withPlan(PlanMemory newer) {
        return new ScalerMemory(
                uid, inherited, newer, contention, reverter, holding, shadow, expectsApplied, tidiedGeneration, status);
    }

    ScalerMemory withContention(Contention newer) {
        return new ScalerMemory(
                uid, inherited, plan, newer, reverter, holding, shadow, expectsApplied, tidiedGeneration, status);
    }

    ScalerMemory withShadow(Shadow newer) {
        return new ScalerMemory(
                uid, inherited, plan, contention, reverter, holding, newer, expectsApplied, tidiedGeneration, status);
    }

    ScalerMemory withStatus(Written newer) {
        return new ScalerMemory(
                uid, inherited, plan, contention, reverter, holding, shadow, expectsApplied, tidiedGeneration, newer);
    }

    /** With a new spec entries may start anew: what stands on the target was planned under the old one, as by an earlier process. */
    ScalerMemory tidied(long generation) {
        return new ScalerMemory(
                uid,
                new Inherited.Unread(),
                plan,
                contention,
                reverter,
                holding,
                shadow,
                expectsApplied,
                generation,
                status);
    }

    /** After a revert was counted, until we write again. */
    ScalerMemory revertCounted(Contention newer, String by) {
        return new ScalerMemory(uid, inherited, plan, newer, by, holding, shadow, false, tidiedGeneration, status);
    }

    /** After bounds of ours were written. */
    ScalerMemory holding(TargetKind kind, BoundsRecord record) {
        return new ScalerMemory(
                uid,
                inherited,
                plan,
                contention,
                reverter,
                new Holding.Held(kind, record),
                new Shadow.None(),
                true,
                tidiedGeneration,
                status);
    }

    /** After the baseline is back. */
    ScalerMemory released() {
        return new ScalerMemory(
                uid,
                inherited,
                plan,
                contention,
                reverter,
                new Holding.Nothing(),
                shadow,
                true,
                tidiedGeneration,
                status);
    }
}
