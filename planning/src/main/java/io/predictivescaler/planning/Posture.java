package io.predictivescaler.planning;

import java.time.Instant;

/** Whether the planner may raise, and if not, why: then what was raised is given back by release steps. */
public sealed interface Posture {
    /** Raise and release as the forecast says. */
    record Acting() implements Posture {}

    /** The user asked for a pause. */
    record Paused(Instant until) implements Posture {}

    /** The mode went back to Observe while something was held. */
    record LettingGo() implements Posture {}

    /** The target's own state forbids a raise. */
    record Unable(Reason reason) implements Posture {}
}
