package io.predictivescaler.operator.reconcile;

import static java.util.Objects.requireNonNull;

import io.predictivescaler.forecasting.Predictability;
import io.predictivescaler.forecasting.quantile.MinuteNoise;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.capacity.CapacityState;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.TrustSpec.OnDistrust;
import io.predictivescaler.planning.Bursts;
import io.predictivescaler.planning.Calendar;
import io.predictivescaler.planning.DemandOutlook;
import io.predictivescaler.planning.PlanSettings;
import io.predictivescaler.planning.Wording;
import io.predictivescaler.planning.trust.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** From what is known of the demand entries to what the planner is told of them. */
final class Outlooks {
    private Outlooks() {}

    /**
     * Demand of which nobody knows how many replicas carry it has no opinion; what was planned before is held as long as a forecast would be.
     *
     * @param inheritedUntil until when the plan of an earlier process counts for entries that this one has no forecast of yet
     */
    static List<DemandOutlook> of(
            ScalerSpec spec,
            Map<String, DemandState> states,
            Map<String, CapacityState> capacities,
            Instant inheritedUntil,
            Instant now) {
        return spec.demand().stream()
                .map(demand -> {
                    DemandState state = requireNonNull(states.get(demand.name()));
                    return switch (requireNonNull(capacities.get(demand.name()))) {
                        case CapacityState.Known known -> outlook(spec, demand, state, known, inheritedUntil, now);
                        case CapacityState.Waiting waiting ->
                            new DemandOutlook.NoOpinion(
                                    demand.name(),
                                    "what one replica carries is being learned",
                                    later(waiting.since().plus(spec.maxAge()), inheritedUntil));
                        case CapacityState.Unknown unknown ->
                            new DemandOutlook.NoOpinion(
                                    demand.name(),
                                    "what one replica carries is not known",
                                    later(unknown.since().plus(spec.maxAge()), inheritedUntil));
                    };
                })
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static DemandOutlook outlook(
            ScalerSpec spec,
            DemandSpec demand,
            DemandState state,
            CapacityState.Known capacity,
            Instant inheritedUntil,
            Instant now) {
        return switch (state.outlook()) {
            case DemandState.Outlook.None none ->
                new DemandOutlook.NoOpinion(demand.name(), whyNot(state), inheritedUntil);
            case DemandState.Outlook.Issued issued ->
                issued.expires().isAfter(now)
                        ? forecasted(demand, state, capacity, issued)
                        : new DemandOutlook.NoOpinion(
                                demand.name(),
                                "its last forecast expired at " + new Wording(spec.zone(), now).time(issued.expires()),
                                issued.expires());
        };
    }

    /**
     * What the planner may go by: a forecast that is no better than the last value has no opinion, and holds nothing either, since the
     * autoscaler alone does as well; unless the calendar multiplies it soon, of which no last value tells. One that has lost its trust
     * raises nothing, whatever it is multiplied by.
     *
     * @param issued as {@link #of} gives them
     */
    static List<DemandOutlook> believed(
            List<DemandOutlook> issued,
            ScalerSpec spec,
            Map<String, DemandState> states,
            PlanSettings settings,
            Calendar calendar,
            Instant now) {
        Duration leadTime = settings.leadTime();
        Instant soon =
                now.plus(leadTime.multipliedBy(2)).plus(settings.release().hold());
        boolean multiplied = calendar.multipliesWithin(now, soon);
        return issued.stream()
                .map(outlook -> {
                    DemandState state = requireNonNull(states.get(outlook.name()));
                    return outlook instanceof DemandOutlook.Forecasted forecasted
                            ? predictability(state, leadTime) instanceof Predictability.NotPredictable not
                                            && !multiplied
                                    ? new DemandOutlook.NoOpinion(outlook.name(), brief(not, leadTime), now)
                                    : trusted(forecasted, spec.trust().onDistrust(), state.trust(), now)
                            : outlook;
                })
                .toList();
    }

    private static DemandOutlook trusted(
            DemandOutlook.Forecasted outlook, OnDistrust onDistrust, DemandState.Trust trust, Instant now) {
        return switch (trust) {
            // Whether an earlier process distrusted it is not known: nothing is raised by it, and nothing released.
            case DemandState.Trust.Unjudged unjudged ->
                new DemandOutlook.NoOpinion(
                        outlook.name(), "its past forecasts are still being judged", outlook.expires());
            case DemandState.Trust.Judged judged ->
                judged.gate().standing() instanceof Standing.Distrusted
                        ? new DemandOutlook.Distrusted(
                                outlook.name(), judged.gate().clause(), heldUntil(outlook, onDistrust, now))
                        : outlook;
        };
    }

    private static Instant heldUntil(DemandOutlook.Forecasted outlook, OnDistrust onDistrust, Instant now) {
        return switch (onDistrust) {
            case Release -> now;
            case Hold -> outlook.expires();
        };
    }

    /** Without any opinion: on account of none of them anything is raised, or released before {@code heldUntil}. */
    static List<DemandOutlook> unheard(List<DemandOutlook> issued, String why, Instant heldUntil) {
        return issued.stream()
                .<DemandOutlook>map(outlook -> new DemandOutlook.NoOpinion(outlook.name(), why, heldUntil))
                .toList();
    }

    /** Whether the entry's forecasts are worth anything; unproven without a model. */
    static Predictability predictability(DemandState state, Duration leadTime) {
        return switch (state.model()) {
            case DemandState.Model.Fitted fitted -> fitted.forecaster().predictability(leadTime);
            case DemandState.Model.Unfitted unfitted -> new Predictability.Unproven("it has no model yet");
            case DemandState.Model.Unforecastable without -> new Predictability.Unproven(without.message());
        };
    }

    static String unforecastable(Predictability.NotPredictable not, Duration leadTime) {
        return brief(not, leadTime) + ": " + not.message();
    }

    /** Without the numbers, which a decision has no room for beside its own: the condition has them. */
    private static String brief(Predictability.NotPredictable not, Duration leadTime) {
        String why = switch (not.reason()) {
            case NoSkillOverLastValue -> "its autoscaler alone does as well";
        };
        return "not forecastable " + Durations.format(leadTime) + " ahead, " + why;
    }

    private static DemandOutlook forecasted(
            DemandSpec demand, DemandState state, CapacityState.Known capacity, DemandState.Outlook.Issued issued) {
        return new DemandOutlook.Forecasted(
                demand.name(),
                demand.unit(),
                issued.forecast(),
                issued.expires(),
                capacity.perReplica(),
                state.highest(),
                bursts(capacity, state.noise()));
    }

    /** Of an autoscaler that does not aim at a utilization nobody knows how much room it leaves for a minute. */
    private static Bursts bursts(CapacityState.Known capacity, MinuteNoise noise) {
        return switch (capacity.target()) {
            case CapacityState.TargetUtilization.At at -> Bursts.of(noise, capacity.perReplica(), at.percent());
            case CapacityState.TargetUtilization.Unknown unknown -> Bursts.none(capacity.perReplica());
        };
    }

    private static String whyNot(DemandState state) {
        return switch (state.health()) {
            case DemandState.Health.Waiting waiting -> "it is being read for the first time";
            case DemandState.Health.Failing failing -> failing.message();
            case DemandState.Health.Available available ->
                switch (state.model()) {
                    case DemandState.Model.Unfitted unfitted -> "its first fit is under way";
                    case DemandState.Model.Fitted fitted -> "it has no forecast yet";
                    case DemandState.Model.Unforecastable without -> without.message();
                };
        };
    }

    /**
     * The time that the shortest history of the entries covers, gaps included. An entry that could not be read yet has no opinion,
     * and keeps none of the others from having theirs.
     */
    static Duration shortestHistory(Map<String, DemandState> states) {
        return states.values().stream()
                .filter(state -> state.history().present() > 0)
                .map(state -> covered(state.history()))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration covered(Series history) {
        for (int i = 0; i < history.length(); i++) {
            if (!history.isMissing(i)) {
                return Duration.between(history.timeOf(i), history.end());
            }
        }
        return Duration.ZERO;
    }
}
