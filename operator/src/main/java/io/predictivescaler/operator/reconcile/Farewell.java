package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.killswitch.KillSwitch;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ScalerEvent;
import io.predictivescaler.operator.telemetry.ScalerEvents;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.Calendar;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.PlanInput;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.Planner;
import io.predictivescaler.planning.Posture;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts baselines back in one write each, without asking Prometheus anything. What its user takes out of the operator's hands, by
 * deleting the resource or pointing it elsewhere, is given back whatever the kill switch says.
 */
final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    private static final int TRIES = 5;

    private static final PlanSettings DEFAULTS = new PlanSettings(
            QuantileLevel.P90,
            Duration.ofMinutes(5),
            0,
            new PlanSettings.FloorRange(0, Integer.MAX_VALUE),
            new PlanSettings.Ceiling.Keep(),
            PlanSettings.RaiseRate.unlimited(),
            new PlanSettings.ReleaseRate(Duration.ofMinutes(10), 25, Duration.ofMinutes(3)),
            ZoneOffset.UTC);

    private final Targets targets;
    private final BoundsWriter writer;
    private final KillSwitch killSwitch;
    private final ScalerEvents events;

    Farewell(Targets targets, BoundsWriter writer, KillSwitch killSwitch, ScalerEvents events) {
        this.targets = targets;
        this.writer = writer;
        this.killSwitch = killSwitch;
        this.events = events;
    }

    /** Of a resource that is being deleted: everything it holds, then its finalizer. */
    void giveBack(PredictiveScaler scaler, ScalerMemory memory) {
        if (scaler.hasFinalizer(PredictiveScaler.BASELINE_FINALIZER)) {
            restore(scaler, memory, held -> true);
            writer.releaseResource(scaler);
        }
    }

    /** Of a resource that has another target now: what it holds elsewhere. */
    void giveBackAllBut(PredictiveScaler scaler, TargetKey target, ScalerMemory memory) {
        restore(scaler, memory, held -> !held.key().equals(target));
    }

    /** Of a resource whose target belongs to another controller now: everything it holds, before that one forgets whose it was. */
    ScalerMemory handOver(PredictiveScaler scaler, ScalerMemory memory) {
        if (!scaler.hasFinalizer(PredictiveScaler.BASELINE_FINALIZER)) {
            return memory;
        }
        restore(scaler, memory, held -> true);
        return memory.released();
    }

    /** Of a resource that holds nothing now: its finalizer, unless an earlier target is still to be put back. */
    void releaseIdle(PredictiveScaler scaler, ScalerMemory memory) {
        if (scaler.hasFinalizer(PredictiveScaler.BASELINE_FINALIZER)
                && heldBy(scaler, memory).isEmpty()) {
            writer.releaseResource(scaler);
        }
    }

    /**
     * Of a resource whose spec cannot be used any more: a release step of what it holds, at the default rate, since its own cannot
     * be read, or what the kill switch orders instead.
     */
    ScalerMemory stepDown(PredictiveScaler scaler, ScalerMemory memory, Instant now) {
        ScalerMemory after = memory;
        if (scaler.hasFinalizer(PredictiveScaler.BASELINE_FINALIZER)) {
            for (Target target : heldBy(scaler, memory)) {
                after = stepDown(scaler, target, after, now);
            }
            releaseIdle(scaler, after);
        }
        return after;
    }

    private ScalerMemory stepDown(PredictiveScaler scaler, Target target, ScalerMemory memory, Instant now) {
        BoundsReading reading = reading(target, memory);
        Bounds inForce = reading.inForce();
        Plan plan = Planner.plan(new PlanInput(
                now,
                DEFAULTS,
                reading.baseline(),
                inForce,
                target.currentReplicas(),
                switch (killSwitch.readAfresh()) {
                    case SwitchPosition.Off off -> new Posture.LettingGo();
                    case SwitchPosition.On on -> new Posture.Switched(on.order(), on.clause());
                },
                List.of(),
                Calendar.none(),
                memory.plan()));
        return switch (writer.carryOut(scaler, target, reading, plan, memory, now)) {
            case BoundsWriter.Outcome.Applied applied ->
                memory.holding(target.key().kind(), applied.record())
                        .withPlan(memory.plan().after(plan, inForce, now));
            case BoundsWriter.Outcome.Restored restored ->
                memory.released().withPlan(memory.plan().after(plan, inForce, now));
            case BoundsWriter.Outcome.Unchanged unchanged -> memory;
            case BoundsWriter.Outcome.Silent silent -> memory;
            case BoundsWriter.Outcome.Refused refused -> memory;
            case BoundsWriter.Outcome.Overtaken overtaken -> memory;
        };
    }

    private List<Target> heldBy(PredictiveScaler scaler, ScalerMemory memory) {
        String uid = scaler.getMetadata().getUid();
        return Stream.of(TargetKind.values())
                .flatMap(kind -> readable(scaler, memory, kind).stream())
                .filter(target -> TargetResolver.recordOn(target, memory)
                        .filter(record -> record.scalerUid().equals(uid))
                        .filter(record -> isToGiveBack(target, record))
                        .isPresent())
                .toList();
    }

    /** Where nothing is held on a kind, the operator need not be allowed to read it. */
    private List<Target> readable(PredictiveScaler scaler, ScalerMemory memory, TargetKind kind) {
        try {
            return targets.in(scaler.getMetadata().getNamespace(), kind);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && !mayBeHeld(kind, scaler, memory)) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean mayBeHeld(TargetKind kind, PredictiveScaler scaler, ScalerMemory memory) {
        return scaler.hasFinalizer(PredictiveScaler.BASELINE_FINALIZER) && isKindOfTarget(kind, scaler, memory);
    }

    private static boolean isKindOfTarget(TargetKind kind, PredictiveScaler scaler, ScalerMemory memory) {
        var told = memory.status().status().target();
        return TargetKey.namedBy(scaler).filter(key -> key.kind() == kind).isPresent()
                || (told != null && TargetKind.of(told.kind()) == kind)
                || (memory.holding() instanceof ScalerMemory.Holding.Held held && held.kind() == kind);
    }

    /** Of a record that is only remembered, what the target has of it: nothing, when its baseline stands there. */
    private static boolean isToGiveBack(Target target, BoundsRecord record) {
        return target.note() instanceof Target.Note.Written
                || !record.baseline().bounds().equals(target.bounds().bounds());
    }

    private static BoundsReading reading(Target target, ScalerMemory memory) {
        return BoundsReading.of(TargetResolver.recordOn(target, memory), target.bounds());
    }

    private void restore(PredictiveScaler scaler, ScalerMemory memory, Predicate<Target> which) {
        for (int tries = TRIES; ; tries--) {
            boolean overtaken = false;
            for (Target target : heldBy(scaler, memory)) {
                overtaken |= which.test(target) && restore(scaler, target, memory);
            }
            if (!overtaken) {
                return;
            }
            if (tries == 1) {
                throw new IllegalStateException("a target changed " + TRIES + " times while its baseline was put back");
            }
        }
    }

    /** True when the target changed meanwhile and must be read again. */
    private boolean restore(PredictiveScaler scaler, Target target, ScalerMemory memory) {
        BoundsReading reading = reading(target, memory);
        TargetKind kind = target.key().kind();
        return switch (writer.restore(target, reading.baseline())) {
            case BoundsWriter.Outcome.Restored restored -> {
                String message = target.key() + " has its baseline back: " + kind.minField() + " "
                        + reading.baseline().floor() + ", " + kind.maxField() + " "
                        + reading.baseline().maxReplicas();
                LOG.info("{}", message);
                events.publish(scaler, ScalerEvent.normal(ConditionReason.BaselineRestored, message));
                yield false;
            }
            case BoundsWriter.Outcome.Refused refused -> {
                String message =
                        "the API server refuses to put the baseline of " + target.key() + " back: " + refused.message();
                events.publish(scaler, ScalerEvent.warning(ConditionReason.PatchRefused, message));
                throw new IllegalStateException(message);
            }
            case BoundsWriter.Outcome.Overtaken overtaken -> true;
            case BoundsWriter.Outcome.Unchanged unchanged -> false;
            case BoundsWriter.Outcome.Applied applied -> false;
            case BoundsWriter.Outcome.Silent silent -> false;
        };
    }
}
