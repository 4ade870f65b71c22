package io.predictivescaler.planning;

import java.time.Instant;
import java.util.Optional;

/** What to do with a target's bounds now, and why. */
public sealed interface Plan {
    /** What the bounds should be from now on. */
    Bounds to();

    /** Why, for people and for machines. */
    Decision decision();

    /** Until when this plan has an opinion: the earliest expiry of the forecasts behind it. */
    Instant expires();

    /** More capacity ahead of demand. */
    record Raise(Bounds to, Decision decision, Instant expires) implements Plan {}

    /** The bounds stay as they are. */
    record Keep(Bounds to, Decision decision, Instant expires) implements Plan {}

    /** Capacity given back, a step of it. */
    record Release(Bounds to, Decision decision, Instant expires) implements Plan {}

    /** No usable forecast, or told to let go: toward the baseline, by release steps. {@code to} is the step of now. */
    record FallBack(Bounds to, Decision decision, Instant expires) implements Plan {}

    /**
     * Why the bounds are what they are.
     *
     * @param needed replicas that the plan's window, lead time and hold, needs before any limit; the baseline floor when nothing is
     *     known
     * @param message one sentence with numbers and units
     * @param shortfall the first time within the forecast at which the maximum will not do
     */
    record Decision(Reason reason, LimitedBy limitedBy, int needed, String message, Optional<Shortfall> shortfall) {}

    /**
     * A need above the maximum, seen ahead of time.
     *
     * @param at the first time
     * @param needed then
     * @param highest needed then or later, as far as the forecast reaches
     */
    record Shortfall(Instant at, int needed, int maximum, int highest) {}
}
