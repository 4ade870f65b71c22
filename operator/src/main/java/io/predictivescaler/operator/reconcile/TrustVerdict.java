package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.telemetry.ConditionType.Trusted;

import io.predictivescaler.forecasting.Predictability;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.demand.DemandState.Outlook;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.trust.Standing;
import io.predictivescaler.planning.trust.Standing.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether every demand entry's forecasts have earned that floors are raised by them. */
final class TrustVerdict {
    private TrustVerdict() {}

    /** Of a resource whose demand is not looked at. */
    static Verdict unevaluated(String why) {
        return Verdict.unknown(Trusted, ConditionReason.NotEvaluated, why);
    }

    /** The first distrusted entry decides; else the first that has yet to prove itself. Only the latter does not keep floors from rising. */
    static Verdict of(Map<String, DemandState> states, Duration leadTime) {
        List<Verdict> verdicts = new ArrayList<>();
        states.forEach((name, state) -> verdicts.add(of("demand entry '" + name + "': ", state, leadTime)));
        return verdicts.stream()
                .filter(verdict -> verdict.reason() == ConditionReason.NoSkill
                        || verdict.reason() == ConditionReason.PatternBroken)
                .findFirst()
                .or(() -> verdicts.stream()
                        .filter(verdict -> verdict.reason() != ConditionReason.Proven)
                        .findFirst())
                .or(() -> verdicts.stream().findFirst())
                .orElseGet(() -> unevaluated("there is no demand entry"));
    }

    private static Verdict of(String named, DemandState state, Duration leadTime) {
        if (state.outlook() instanceof Outlook.None) {
            return unevaluated(named + "it has no forecast yet");
        }
        if (Outlooks.predictability(state, leadTime) instanceof Predictability.NotPredictable) {
            return unevaluated(named + "not forecastable, so nothing is raised by it: see ForecastReady");
        }
        String message = named + state.trust().message();
        return switch (state.trust().standing()) {
            case Standing.Trusted trusted -> Verdict.yes(Trusted, ConditionReason.Proven, message);
            case Standing.Unproven unproven ->
                Verdict.unknown(
                        Trusted, ConditionReason.Unproven, message + "; until it is disproved floors are raised by it");
            case Standing.Distrusted distrusted ->
                Verdict.no(
                        Trusted,
                        switch (distrusted.cause()) {
                            case Cause.NoSkill none -> ConditionReason.NoSkill;
                            case Cause.PatternBroken broken -> ConditionReason.PatternBroken;
                        },
                        message + "; distrusted since " + distrusted.since() + ", nothing is raised by it");
        };
    }
}
