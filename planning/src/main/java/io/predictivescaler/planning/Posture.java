package io.predictivescaler.planning;

import java.time.Instant;

/** Whether the planner may raise, and if not, why: then what was raised is given back by release steps. */
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
                        Distrusted,
                        Paused,
                        Observing -> false;
            };
            if (!ofTheTarget) {
                throw new IllegalArgumentException(reason + " is not a state of the target");
            }
        }
    }
}
