package io.predictivescaler.operator.killswitch;

import io.predictivescaler.planning.SwitchOrder;

/** Where the kill switch stands, as far as is known. */
public sealed interface SwitchPosition {
    /** There is no such ConfigMap, or it lacks the key: every resource does what its own spec says. */
    record Off() implements SwitchPosition {}

    /**
     * No resource raises anything.
     *
     * @param clause which switch, what it says, and how it is lifted: the beginning of a sentence
     */
    record On(SwitchOrder order, String clause) implements SwitchPosition {}
}
