package io.predictivescaler.planning;

/** What the kill switch of the whole cluster has every resource do: in each case nothing is raised. */
public enum SwitchOrder {
    /** The bounds stay as they are. */
    Freeze,
    /** What was raised is given back by release steps. */
    Release,
    /** What was raised is given back at once. */
    Restore,
    /** What the switch says was never known: the bounds stay as they are until it is. */
    Unread;

    /** The reason of a plan made under this order. */
    public Reason reason() {
        return switch (this) {
            case Freeze -> Reason.KillSwitchFreeze;
            case Release -> Reason.KillSwitchRelease;
            case Restore -> Reason.KillSwitchRestore;
            case Unread -> Reason.KillSwitchUnread;
        };
    }
}
