package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.spec.FloorLimits;
import io.predictivescaler.operator.spec.Pause;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Posture;
import io.predictivescaler.planning.Reason;
import java.time.Instant;

/** Whether the kill switch, the user's pause, the mode or the target's own state forbid a raise. */
final class Postures {
    private Postures() {}

    static Posture of(
            SwitchPosition position,
            ScalerSpec spec,
            Look.Mandate mandate,
            Target target,
            Baseline baseline,
            Instant now) {
        if (position instanceof SwitchPosition.On on) {
            return new Posture.Switched(on.order(), on.clause());
        }
        if (spec.pause() instanceof Pause.PausedUntil paused && now.isBefore(paused.until())) {
            return new Posture.Paused(paused.until());
        }
        if (mandate instanceof Look.Mandate.LetGo) {
            return new Posture.LettingGo();
        }
        if (target.heed() instanceof Target.Heed.Paused paused) {
            return new Posture.Unable(
                    Reason.TargetPaused,
                    "the annotation " + paused.annotation() + " pauses " + target.key()
                            + ", so nothing is raised until it is removed");
        }
        if (baseline.floor() == baseline.maxReplicas()) {
            return Posture.Unable.boundsEqual(baseline);
        }
        if (target.currentReplicas() == 0 && !mayWake(spec, target.key().kind())) {
            return new Posture.Unable(Reason.ScaledToZero, asleep(target));
        }
        return switch (target.scaleDown()) {
            case Disabled ->
                new Posture.Unable(
                        Reason.ScaleDownDisabled,
                        "scaleDown.selectPolicy is Disabled, so a raise could not be undone until it is Max or Min");
            case Allowed -> new Posture.Acting();
        };
    }

    /** Kubernetes' own autoscaler is off at 0 replicas; KEDA's is not, but 0 is what its user may want of it. */
    private static boolean mayWake(ScalerSpec spec, TargetKind kind) {
        return switch (kind) {
            case HorizontalPodAutoscaler -> false;
            case ScaledObject -> spec.floor().lowest() instanceof FloorLimits.Limit.At;
        };
    }

    private static String asleep(Target target) {
        if (target.heed() instanceof Target.Heed.UnlessIdle unless && unless.idle()) {
            return "no trigger of the target is active, so its idleReplicaCount of " + unless.replicas()
                    + " holds whatever the floor is";
        }
        return switch (target.key().kind()) {
            case HorizontalPodAutoscaler ->
                "the target has 0 replicas, so its autoscaler is switched off until somebody scales it up";
            case ScaledObject ->
                "the target has 0 replicas, and is not woken unless bounds.minReplicas.lowest is set to 1 or more";
        };
    }
}
