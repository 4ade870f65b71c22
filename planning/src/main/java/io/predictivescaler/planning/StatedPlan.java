package io.predictivescaler.planning;

import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import io.predictivescaler.planning.Needs.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The plan while no demand entry has an opinion, or there is none: what the calendar states holds, and what stands above it stays as
 * long as a forecast is awaited, and then is given back.
 */
final class StatedPlan {
    /** As long as a forecast counts: an operator that is gone is to be noticed within a window, however long. */
    private static final Duration STANDS = Duration.ofHours(2);

    private final Situation situation;
    private final Optional<Need> hold;
    private final FloorLimits limits;
    private final int leadFloor;

    private StatedPlan(Situation situation) {
        Instant now = situation.now();
        Optional<Need> lead = situation.needs().stated(now, situation.windows().leadEnd());
        this.situation = situation;
        this.hold = situation.needs().stated(now, situation.windows().holdEnd());
        int ceiling = situation
                .ceiling()
                .raisedFor(
                        lead.map(Need::planned).orElse(0),
                        hold.map(Need::planned).orElse(0));
        // The lowest floor of the settings is for an opinion on demand.
        this.limits = new FloorLimits(
                situation.baselineFloor(), 0, situation.settings().floor().highest(), ceiling);
        this.leadFloor = lead.map(limits::floorFor).orElse(limits.baseline());
    }

    static Plan plan(Situation situation) {
        StatedPlan plan = new StatedPlan(situation);
        return plan.hold
                .filter(need -> plan.limits.floorFor(need) > plan.limits.baseline())
                .map(plan::stating)
                .orElseGet(plan::stateless);
    }

    /** Nothing above the baseline is stated for now. */
    private Plan stateless() {
        return situation
                .awaited()
                .map(this::awaiting)
                .orElseGet(() -> GiveBack.plan(situation, cause(nothingStated())));
    }

    private Plan stating(Need stated) {
        int floor = situation.floor();
        int stays = limits.floorFor(stated);
        LimitedBy limitedBy = limits.limitOn(stated);
        Explanation explanation = new Explanation(situation, stated, stated, limits);
        if (leadFloor > floor) {
            return planTo(stays, stated, Reason.CalendarRaise, limitedBy, explanation.raise(stays, limitedBy));
        }
        if (floor > stays) {
            return situation
                    .awaited()
                    .map(this::awaiting)
                    .orElseGet(() -> GiveBack.plan(situation, cause(explanation.need()), stated, limits));
        }
        if (floor == stays && limitedBy != LimitedBy.None) {
            return planTo(floor, stated, Reason.CalendarRaise, limitedBy, explanation.limited(stated, limitedBy));
        }
        Reason reason = floor == limits.baseline() ? Reason.BaselineSuffices : Reason.CalendarKeep;
        return planTo(floor, stated, reason, LimitedBy.None, explanation.stay());
    }

    /** The plan has an opinion until the window that it stands on is over, and is to be made again before long. */
    private Plan planTo(int floor, Need stated, Reason reason, LimitedBy limitedBy, String message) {
        int maximum = situation.awaited().isPresent()
                ? Math.max(limits.maximum(), situation.input().inForce().maxReplicas())
                : situation
                        .ceiling()
                        .settled(
                                limits.maximum(),
                                stated.planned(),
                                floor,
                                situation.input().currentReplicas());
        Bounds to = new Bounds(floor, maximum);
        return situation.planTo(to, situation.decision(to, reason, limitedBy, message), expires(stated));
    }

    private Instant expires(Need stated) {
        Instant latest = situation.now().plus(STANDS);
        return stated.peak() instanceof Peak.Stated peak && peak.window().end().isBefore(latest)
                ? peak.window().end()
                : latest;
    }

    private Plan awaiting(NoOpinion awaited) {
        int floor = Math.max(situation.floor(), leadFloor);
        int maximum = Math.max(situation.input().inForce().maxReplicas(), limits.maximum());
        return situation.planTo(
                new Bounds(floor, maximum),
                situation.opinions().reasonToAwait(awaited),
                LimitedBy.None,
                situation.opinions().silence() + "; the floor stays at " + Wording.replicas(floor) + " until "
                        + situation.opinions().untilWhen(awaited, situation.wording()));
    }

    /** @param stated what the calendar says, which is all there is to say of a resource without demand */
    private GiveBack.Cause cause(String stated) {
        if (!situation.input().outlooks().isEmpty()) {
            Reason reason = situation.opinions().distrusted().isEmpty() ? Reason.NoOpinion : Reason.Distrusted;
            return new GiveBack.Cause(reason, situation.opinions().silence());
        }
        boolean isGivenBack = situation.floor() == limits.baseline();
        return new GiveBack.Cause(isGivenBack ? Reason.BaselineSuffices : Reason.CalendarRelease, stated);
    }

    private String nothingStated() {
        return situation
                .input()
                .calendar()
                .firstFloorAbove(limits.baseline(), situation.now())
                .map(next -> "no calendar entry needs more before "
                        + situation.wording().time(next.start()))
                .orElse("no calendar entry needs more");
    }
}
