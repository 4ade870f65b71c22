package io.predictivescaler.planning;

import io.predictivescaler.planning.DemandOutlook.Forecasted;
import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import io.predictivescaler.planning.Needs.Need;

/** One sentence for each outcome of a {@link ForecastPlan}, with the numbers that led to it. */
record Explanation(Situation situation, Need lead, Need hold, FloorLimits limits) {
    String raise(int to, LimitedBy limitedBy) {
        String leadTime = "; lead time " + Wording.duration(situation.settings().leadTime());
        return need(hold) + leadTime + limit(hold, to, limitedBy);
    }

    /** @param cut the need that the floor in force falls short of */
    String limited(Need cut, LimitedBy limitedBy) {
        return need(cut) + limit(cut, situation.floor(), limitedBy);
    }

    String need() {
        return need(hold);
    }

    String stay() {
        return need(hold) + "; " + floorStays();
    }

    String baseline() {
        return need(lead) + ", which the baseline floor of " + limits.baseline() + " covers";
    }

    String returning() {
        return need(hold) + ", within the lead time of "
                + Wording.duration(situation.settings().leadTime()) + " and the hold of "
                + Wording.duration(situation.settings().release().hold()) + "; " + floorStays();
    }

    String smallRelease() {
        return need(hold) + "; " + floorStays()
                + ", since so small a release waits until the floor has stood still for "
                + Wording.duration(Windows.MERGED);
    }

    String closeCall() {
        return need(hold) + "; " + floorStays() + ", which " + ForecastPlan.WAVER_PERCENT + "% more demand would need";
    }

    String nextStep() {
        PlanSettings.ReleaseRate rate = situation.settings().release();
        return need(hold) + "; " + floorStays() + " until the next release step at "
                + situation
                        .wording()
                        .time(situation.input().memory().lastRelease().plus(rate.stepEvery()));
    }

    String release(int to) {
        PlanSettings.ReleaseRate rate = situation.settings().release();
        return need(hold) + " and no more is expected until "
                + situation.wording().time(situation.windows().holdEnd()) + "; the floor goes from " + situation.floor()
                + " to " + to + ", by at most " + rate.maxStepPercent() + "% every "
                + Wording.duration(rate.stepEvery());
    }

    String awaiting(NoOpinion awaited) {
        return situation.opinions().silence() + "; " + floorStays() + " until "
                + situation.opinions().untilWhen(awaited, situation.wording());
    }

    String endOf(Forecasted ending) {
        return need(hold) + ", but the forecast for " + ending.name() + " ends at "
                + situation.wording().time(ending.forecast().end()) + ", before lead time and hold do at "
                + situation.wording().time(situation.windows().holdEnd()) + "; " + floorStays();
    }

    private String need(Need need) {
        return switch (need.peak()) {
            case Peak.OfDemand demand -> demand(demand);
            case Peak.Stated stated -> situation.wording().floor(stated.window());
        };
    }

    private String demand(Peak.OfDemand peak) {
        String name =
                situation.input().outlooks().size() > 1 ? " for " + peak.of().name() : "";
        String minutes = peak.load() == Peak.Load.Minute ? " of single minutes" : "";
        return situation.settings().percentile() + " demand" + minutes + name + " of " + Wording.demand(peak)
                + factor(peak)
                + " at " + situation.wording().time(peak.at()) + " needs " + Wording.replicas(peak.replicas()) + " at "
                + Wording.quantity(peak.capacityPerReplica(), peak.of().unit()) + " each";
    }

    private String factor(Peak.OfDemand peak) {
        return peak.factor() == 1
                ? ""
                : ", forecast times " + Wording.quantity(peak.factor(), "") + " by calendar entry "
                        + String.join(" and ", situation.input().calendar().factorEntriesAt(peak.at())) + ",";
    }

    private String floorStays() {
        return "the floor stays at " + situation.floor();
    }

    private String limit(Need need, int floor, LimitedBy limitedBy) {
        return switch (limitedBy) {
            case None -> floor == need.peak().replicas() ? "" : "; floor " + floor;
            case MaxReplicas -> "; maxReplicas allows " + limits.maximum();
            case MinHighest ->
                "; bounds.minReplicas.highest"
                        + (limits.highest() == situation.input().baseline().maxReplicas()
                                ? ", your own maximum unless you state it,"
                                : "")
                        + " allows " + limits.highest();
            case SeenDemand ->
                "; floor " + floor + ", since more than " + Needs.BELIEVABLE + " times the highest demand seen"
                        + seen(need.peak()) + " is not planned for";
            case RaiseStep ->
                "; floor " + floor + ", raised by at most "
                        + situation.settings().raise().maxStepPercent() + "% every "
                        + Wording.duration(situation.settings().raise().stepEvery());
            case ReleaseStep, Budget -> "; floor " + floor;
        };
    }

    private static String seen(Peak peak) {
        return switch (peak) {
            case Peak.OfDemand demand ->
                ", " + Wording.quantity(demand.of().highestSeen(), demand.of().unit())
                        + (demand.factor() == 1 ? "," : ", and the calendar's factor");
            case Peak.Stated stated -> "";
        };
    }
}
