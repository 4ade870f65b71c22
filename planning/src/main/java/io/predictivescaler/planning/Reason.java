package io.predictivescaler.planning;

/** Why the bounds are what they are: a closed set, written to status, events and metrics. */
public enum Reason {
    /** Predicted demand needs more than the floor in force. */
    ForecastRaise,
    /** The floor in force is what predicted demand needs, or a little more than it. */
    ForecastKeep,
    /** Predicted demand returns within lead time and hold, or the last step was too recent: nothing is released yet. */
    ReleaseHeld,
    /** Predicted demand needs less than the floor in force. */
    ForecastRelease,
    /** The baseline floor covers predicted demand and what the calendar states. */
    BaselineSuffices,
    /** An entry of the calendar states more than the floor in force. */
    CalendarRaise,
    /** An entry of the calendar states the floor in force. */
    CalendarKeep,
    /** No entry of the calendar states the floor in force any more, and there is no demand entry. */
    CalendarRelease,
    /** No demand entry has an opinion; the last plan has not expired yet. */
    AwaitingDemand,
    /** No demand entry has an opinion. */
    NoOpinion,
    /** The forecasts are not trusted: they raise nothing, and what was raised is given back or held, as the user asked. */
    Distrusted,
    /** The floor may not be what the plan asks for, since the day's budget does not bear it: a lower raise, none, or the way back. */
    BudgetReached,
    /** The pause annotation says so. */
    Paused,
    /** The mode is Observe: what Enforce had raised is given back. */
    Observing,
    /** The kill switch of the whole cluster says Freeze: the bounds stay as they are. */
    KillSwitchFreeze,
    /** The kill switch says Release: what was raised is given back by release steps. */
    KillSwitchRelease,
    /** The kill switch says Restore: what was raised is given back at once. */
    KillSwitchRestore,
    /** The kill switch could not be read yet: the bounds stay as they are until it is. */
    KillSwitchUnread,
    /** Minimum and maximum of the baseline are equal: there is nothing to move. */
    BoundsEqual,
    /** The target has 0 replicas, and is not the operator's to wake. */
    ScaledToZero,
    /** The target may not scale down, so a raise could not be undone. */
    ScaleDownDisabled,
    /** The target's user has paused its autoscaler. */
    TargetPaused
}
