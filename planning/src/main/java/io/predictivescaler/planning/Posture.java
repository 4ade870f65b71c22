package io.predictivescaler.planning;

import java.time.Instant;

/**
 * Whether the planner may raise, and if not, why: then what was raised is given back by release steps, unless the kill switch orders
 * otherwise.
 */
public sealed interface Posture {
    /** Raise and release as the forecast says. */
    record Acting() implements Posture {}

    /** The user asked for a pause; one that is over is no pause. */
    record Paused(Instant until) implements Posture {}

    /** The mode went back to Observe while something was held. */
    record LettingGo() implements Posture {}

    /**
     * The target's own state forbids a raise.
     *
     * @param reason one of {@code BoundsEqual}, {@code ScaledToZero} and {@code ScaleDownDisabled}
     */
    record Unable(Reason reason) implements Posture {
        public Unable {
            boolean ofTheTarget = switch (reason) {
                case BoundsEqual, ScaledToZero, ScaleDownDisabled -> true;
                case ForecastRaise,
                        ForecastKeep,
                        ReleaseHeld,
                        ForecastRelease,
                        BaselineSuffices,
                        AwaitingDemand,
                        NoOpinion,
                        Paused,
                        Observing,
                        KillSwitchFreeze,
                        KillSwitchRelease,
                        KillSwitchRestore,
                        KillSwitchUnread -> false;
            };
            if (!ofTheTarget) {
                throw new IllegalArgumentException(reason + " is not a state of the target");
            }
        }
    }

    /**
     * The kill switch of the whole cluster is on, or what it says is not known.
     *
     * @param clause the beginning of the message: which switch, what it says, how it is lifted
     */
    record Switched(SwitchOrder order, String clause) implements Posture {}
}
