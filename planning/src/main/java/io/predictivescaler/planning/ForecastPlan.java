package io.predictivescaler.planning;

import io.predictivescaler.planning.DemandOutlook.Forecasted;
import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import io.predictivescaler.planning.Needs.Need;
import io.predictivescaler.planning.PlanSettings.FloorRange;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import java.time.Instant;
import java.util.Optional;

/** The plan while at least one demand entry has an opinion: see {@link Planner}. What the calendar states is one more need. */
final class ForecastPlan {
    /** A raise merges what is ahead up to a tenth of the floor. */
    private static final int PLATEAU = 10;

    /** A release of less than a fifth of the floor can wait: forecasts of the same hour differ by a tenth either way. */
    private static final int SMALL_RELEASE = 5;

    /** A small release is not made where a twentieth more demand would undo it: forecasts of the same hour differ by as much. */
    static final int WAVER_PERCENT = 5;

    private final Situation situation;
    private final Need lead;
    private final Need hold;
    private final int ceiling;
    private final FloorLimits limits;
    private final int floor;
    private final int leadFloor;
    private final int holdFloor;
    private final Need merged;
    private final int mergedFloor;
    private final Explanation explanation;

    private ForecastPlan(Situation situation) {
        Windows windows = situation.windows();
        this.situation = situation;
        this.lead = needUntil(windows.leadEnd());
        this.hold = needUntil(windows.holdEnd());
        this.ceiling = situation.ceiling().raisedFor(lead.planned(), hold.planned());
        FloorRange range = situation.settings().floor();
        this.limits = new FloorLimits(situation.baselineFloor(), range.lowest(), range.highest(), ceiling);
        this.floor = situation.floor();
        this.leadFloor = limits.floorFor(lead);
        this.holdFloor = limits.floorFor(hold);
        this.merged = needUntil(windows.mergeEnd());
        this.mergedFloor = limits.floorFor(merged);
        this.explanation = new Explanation(situation, lead, hold, limits);
    }

    static Plan plan(Situation situation) {
        ForecastPlan plan = new ForecastPlan(situation);
        if (plan.leadFloor > plan.floor) {
            return plan.raise();
        }
        return plan.holdFloor < plan.floor ? plan.release() : plan.stay();
    }

    private Need needUntil(Instant end) {
        return situation.needs().within(situation.now(), end).orElseThrow();
    }

    private Plan raise() {
        RaiseRate rate = situation.settings().raise();
        int wanted = Math.max(holdFloor, Math.min(mergedFloor, floor + shareOfFloor(PLATEAU)));
        boolean due = rate.allowsAt(situation.now(), situation.input().memory().lastRaise());
        int step = due ? rate.largestStepFrom(floor) : 0;
        // What the user states, be it the baseline or the calendar, holds whatever the rate.
        int to = Math.max(statedFloor(), (int) Math.min(wanted, (long) floor + step));
        LimitedBy limitedBy = to < wanted ? LimitedBy.RaiseStep : limits.limitOn(hold);
        return planTo(to, raiseFor(hold), limitedBy, explanation.raise(to, limitedBy));
    }

    private int statedFloor() {
        Windows windows = situation.windows();
        return situation
                .needs()
                .stated(windows.now(), windows.leadEnd())
                .map(limits::floorFor)
                .orElse(limits.baseline());
    }

    private static Reason raiseFor(Need need) {
        return switch (need.peak()) {
            case Peak.OfDemand demand -> Reason.ForecastRaise;
            case Peak.Stated stated -> Reason.CalendarRaise;
        };
    }

    private static Reason keepFor(Need need) {
        return switch (need.peak()) {
            case Peak.OfDemand demand -> Reason.ForecastKeep;
            case Peak.Stated stated -> Reason.CalendarKeep;
        };
    }

    private Plan release() {
        ReleaseRate rate = situation.settings().release();
        Optional<NoOpinion> awaited = situation.awaited();
        if (awaited.isPresent()) {
            Reason reason = situation.opinions().reasonToAwait(awaited.get());
            return keep(reason, explanation.awaiting(awaited.get()));
        }
        Optional<Forecasted> ending = situation.endingEarly();
        if (ending.isPresent()) {
            return keep(Reason.ReleaseHeld, explanation.endOf(ending.get()));
        }
        boolean small = floor - holdFloor < shareOfFloor(SMALL_RELEASE);
        Instant still = situation.input().memory().lastMove().plus(Windows.MERGED);
        if (small && (mergedFloor >= floor || situation.now().isBefore(still))) {
            return keep(Reason.ForecastKeep, explanation.smallRelease());
        }
        if (small && isNearlyNeeded()) {
            return keep(Reason.ForecastKeep, explanation.closeCall());
        }
        int wanted = small ? mergedFloor : holdFloor;
        if (!rate.allowsAt(situation.now(), situation.input().memory().lastRelease())) {
            return planTo(floor, Reason.ReleaseHeld, LimitedBy.ReleaseStep, explanation.nextStep());
        }
        int to = Math.max(wanted, floor - rate.largestStepFrom(floor));
        LimitedBy limitedBy = to > wanted ? LimitedBy.ReleaseStep : limits.limitOn(hold);
        return planTo(to, Reason.ForecastRelease, limitedBy, explanation.release(to));
    }

    /** Whether a little more demand than is forecast, as far as that is believed, would need the floor in force. */
    private boolean isNearlyNeeded() {
        boolean allowed = floor <= Math.min(limits.highest(), limits.maximum());
        boolean believed = merged.planned() >= merged.peak().replicas();
        return allowed
                && believed
                && merged.peak() instanceof Peak.OfDemand demand
                && demand.size() * (100 + WAVER_PERCENT) / 100 > floor - 1;
    }

    private Plan stay() {
        // A floor that stands at what the hold's need is cut to is not higher for that limit.
        Need cut = floor == holdFloor ? hold : lead;
        LimitedBy limitedBy = limits.limitOn(cut);
        if (limitedBy != LimitedBy.None) {
            return planTo(floor, raiseFor(cut), limitedBy, explanation.limited(cut, limitedBy));
        }
        if (floor == limits.baseline()) {
            return keep(Reason.BaselineSuffices, explanation.baseline());
        }
        boolean inUse = floor == leadFloor || floor == holdFloor;
        return inUse ? keep(keepFor(hold), explanation.stay()) : keep(Reason.ReleaseHeld, explanation.returning());
    }

    private int shareOfFloor(int parts) {
        return Math.max(2, Math.ceilDiv(floor, parts));
    }

    private Plan keep(Reason reason, String message) {
        return planTo(floor, reason, LimitedBy.None, message);
    }

    private Plan planTo(int to, Reason reason, LimitedBy limitedBy, String message) {
        int before = situation.input().inForce().maxReplicas();
        int maximum = mayRelease()
                ? situation
                        .ceiling()
                        .settled(ceiling, hold.planned(), to, situation.input().currentReplicas())
                : Math.max(ceiling, before);
        Reason moved = maximum > before ? Reason.ForecastRaise : Reason.ForecastRelease;
        boolean maximumMovesAlone = to == floor && maximum != before;
        return situation.planTo(new Bounds(to, maximum), maximumMovesAlone ? moved : reason, limitedBy, message);
    }

    private boolean mayRelease() {
        return situation.awaited().isEmpty() && situation.endingEarly().isEmpty();
    }
}
