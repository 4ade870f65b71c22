package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.telemetry.ConditionType.ForecastReady;

import io.predictivescaler.forecasting.Predictability;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.demand.DemandState.Health;
import io.predictivescaler.operator.demand.DemandState.Model;
import io.predictivescaler.operator.demand.DemandState.Outlook;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whether every demand entry has a forecast that is worth something at the lead time. */
final class ForecastVerdict {
    private static final String REMEDY =
            "; a longer history.lookback, or a query whose demand has a rhythm, may change that";

    private ForecastVerdict() {}

    /** The first entry that lacks a forecast decides; else the first whose forecast is no better than its last value. */
    static Verdict of(Map<String, DemandState> states, Duration leadTime, Instant now) {
        for (var entry : states.entrySet()) {
            String named = "demand entry '" + entry.getKey() + "'";
            switch (entry.getValue().outlook()) {
                case Outlook.Issued issued -> {
                    if (!issued.expires().isAfter(now)) {
                        return Verdict.no(
                                ForecastReady,
                                ConditionReason.ForecastExpired,
                                named + ": its last forecast is from " + issued.generatedAt() + " and expired at "
                                        + issued.expires());
                    }
                }
                case Outlook.None none -> {
                    return withoutForecast(named, entry.getValue());
                }
            }
        }
        if (states.isEmpty()) {
            return Verdict.yes(
                    ForecastReady,
                    ConditionReason.Forecasted,
                    "there is no demand entry: the calendar says what is needed");
        }
        return states.entrySet().stream()
                .flatMap(entry -> unforecastable(entry.getKey(), entry.getValue(), leadTime).stream())
                .findFirst()
                .orElseGet(() ->
                        Verdict.yes(ForecastReady, ConditionReason.Forecasted, "every demand entry has a forecast"));
    }

    private static Optional<Verdict> unforecastable(String name, DemandState state, Duration leadTime) {
        return switch (Outlooks.predictability(state, leadTime)) {
            case Predictability.NotPredictable not ->
                Optional.of(Verdict.no(
                        ForecastReady,
                        ConditionReason.NotForecastable,
                        "demand entry '" + name + "' is " + Outlooks.unforecastable(not, leadTime) + REMEDY));
            case Predictability.Predictable predictable -> Optional.empty();
            case Predictability.Unproven unproven -> Optional.empty();
        };
    }

    private static Verdict withoutForecast(String named, DemandState state) {
        return switch (state.model()) {
            case Model.Unforecastable without ->
                Verdict.no(ForecastReady, without.reason(), named + ": " + without.message());
            case Model.Fitted fitted -> unreadable(named, state);
            case Model.Unfitted unfitted -> unreadable(named, state);
        };
    }

    private static Verdict unreadable(String named, DemandState state) {
        return switch (state.health()) {
            case Health.Failing failing ->
                Verdict.no(ForecastReady, failing.reason(), named + " cannot be read: " + failing.message());
            case Health.Waiting waiting ->
                Verdict.no(ForecastReady, ConditionReason.Fitting, named + ": its history is being fetched");
            case Health.Available available ->
                Verdict.no(ForecastReady, ConditionReason.Fitting, named + ": its first fit is under way");
        };
    }
}
