package io.predictivescaler.planning;

import io.predictivescaler.planning.DemandOutlook.Forecasted;
import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import java.time.Instant;
import java.util.Optional;

/** What a plan is made from, worked out once. */
record Situation(
        PlanInput input, Windows windows, Opinions opinions, Needs needs, CeilingMove ceiling, Wording wording) {
    static Situation of(PlanInput input) {
        Windows windows = Windows.of(input.now(), input.settings());
        Wording wording = new Wording(input.settings().zone(), input.now());
        Opinions opinions = Opinions.of(input, windows, wording);
        Needs needs = new Needs(opinions.heard(), input.settings().percentile(), input.calendar());
        return new Situation(input, windows, opinions, needs, CeilingMove.of(input), wording);
    }

    Instant now() {
        return input.now();
    }

    /** The floor in force. */
    int floor() {
        return input.inForce().minReplicas();
    }

    int baselineFloor() {
        return input.baseline().floor();
    }

    PlanSettings settings() {
        return input.settings();
    }

    /** The silent entry on whose account nothing is released, if there is one. */
    Optional<NoOpinion> awaited() {
        return opinions.awaited(now());
    }

    /** The forecast that says nothing about the end of the hold window, so that nothing is released either, if there is one. */
    Optional<Forecasted> endingEarly() {
        return opinions.endingBefore(windows.holdEnd());
    }

    Instant expires() {
        return opinions.expires(input.now());
    }

    /** The plan that goes from the bounds in force to {@code to}. */
    Plan planTo(Bounds to, Reason reason, LimitedBy limitedBy, String message) {
        return planTo(to, decision(to, reason, limitedBy, message), expires());
    }

    Plan planTo(Bounds to, Plan.Decision decision, Instant expires) {
        int floors = to.minReplicas() - input.inForce().minReplicas();
        int maxima = to.maxReplicas() - input.inForce().maxReplicas();
        if (floors == 0 && maxima == 0) {
            return new Plan.Keep(to, decision, expires);
        }
        return floors > 0 || (floors == 0 && maxima > 0)
                ? new Plan.Raise(to, decision, expires)
                : new Plan.Release(to, decision, expires);
    }

    Plan.Decision decision(Bounds to, Reason reason, LimitedBy limitedBy, String message) {
        int needed = needs.within(windows.now(), windows.holdEnd())
                .map(need -> need.peak().replicas())
                .orElse(baselineFloor());
        Optional<Plan.Shortfall> shortfall = needs.firstAbove(ceiling.highest(), windows.now());
        int maximum = input.inForce().maxReplicas();
        String change =
                to.maxReplicas() == maximum ? "" : "; maxReplicas goes from " + maximum + " to " + to.maxReplicas();
        String warning = shortfall
                // What limits this very plan is in its message already.
                .filter(ahead -> limitedBy != LimitedBy.MaxReplicas)
                .map(ahead -> "; " + wording.time(ahead.at()) + " needs " + Wording.replicas(ahead.needed())
                        + ", maximum " + ahead.maximum())
                .orElse("");
        return new Plan.Decision(reason, limitedBy, needed, message + change + warning, shortfall);
    }
}
