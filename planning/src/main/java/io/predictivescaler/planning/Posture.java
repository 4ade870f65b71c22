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
     * @param reason one of {@code BoundsEqual}, {@code ScaledToZero}, {@code ScaleDownDisabled} and {@code TargetPaused}
     * @param clause the beginning of the decision's sentence: what the state is, and what would end it
     */
    record Unable(Reason reason, String clause) implements Posture {
        public Unable {
            boolean ofTheTarget = switch (reason) {
                case BoundsEqual, ScaledToZero, ScaleDownDisabled, TargetPaused -> true;
                case ForecastRaise,
                        ForecastKeep,
                        ReleaseHeld,
                        ForecastRelease,
                        BaselineSuffices,
                        CalendarRaise,
                        CalendarKeep,
                        CalendarRelease,
                        AwaitingDemand,
                        NoOpinion,
                        Distrusted,
                        BudgetReached,
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

        /** There is nothing between the user's minimum and maximum. */
        public static Unable boundsEqual(Baseline baseline) {
            return new Unable(
                    Reason.BoundsEqual,
                    "minReplicas and maxReplicas are both " + baseline.maxReplicas()
                            + ", so there is nothing to move until maxReplicas is higher");
        }
    }

    /**
     * The kill switch of the whole cluster is on, or what it says is not known.
     *
     * @param clause the beginning of the message: which switch, what it says, how it is lifted
     */
    record Switched(SwitchOrder order, String clause) implements Posture {}
}
