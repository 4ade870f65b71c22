package io.predictivescaler.operator.pods;

import io.predictivescaler.operator.telemetry.ConditionReason;

/** Whether the pods of a target can be seen. */
public sealed interface Sight {
    /** They can, or nobody needs to. */
    record Clear() implements Sight {}

    /**
     * They cannot.
     *
     * @param message what is missing, and the remedy: the end of a sentence
     */
    record Obstructed(ConditionReason reason, String message) implements Sight {}
}
