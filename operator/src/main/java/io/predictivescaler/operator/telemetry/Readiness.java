package io.predictivescaler.operator.telemetry;

/** Whether the operator can do its work. */
public sealed interface Readiness {
    /** It can. */
    record Ready() implements Readiness {}

    /** It cannot yet, or no more. */
    record NotReady(String why) implements Readiness {}
}
