package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.telemetry.ConditionType.Trusted;

import io.predictivescaler.forecasting.Predictability;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.demand.DemandState.Outlook;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.ConditionStatus;
import io.predictivescaler.operator.telemetry.Verdict;
import io.predictivescaler.planning.trust.Standing;
import io.predictivescaler.planning.trust.Standing.Cause;
import io.predictivescaler.planning.trust.TrustGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether every demand entry's forecasts have earned that floors are raised by them. */
final class TrustVerdict {
    private TrustVerdict() {}

    /** Of a resource whose demand is not looked at. */
    static Verdict unevaluated(String why) {
        return Verdict.unknown(Trusted, ConditionReason.NotEvaluated, why);
    }

    /**
     * Distrusted entries decide, and all are named; else the first that has yet to prove itself, which does not keep floors from rising;
     * else all are named that have.
     */
    static Verdict of(Map<String, DemandState> states, Duration leadTime) {
        List<Verdict> verdicts = new ArrayList<>();
        states.forEach((name, state) -> verdicts.add(of("demand entry '" + name + "': ", state, leadTime)));
        List<Verdict> distrusted = with(ConditionStatus.False, verdicts);
        if (!distrusted.isEmpty()) {
            return together(distrusted);
        }
        List<Verdict> unknown = with(ConditionStatus.Unknown, verdicts);
        if (!unknown.isEmpty()) {
            return unknown.getFirst();
        }
        return verdicts.isEmpty() ? unevaluated("there is no demand entry") : together(verdicts);
    }

    private static List<Verdict> with(ConditionStatus status, List<Verdict> verdicts) {
        return verdicts.stream().filter(verdict -> verdict.status() == status).toList();
    }

    private static Verdict together(List<Verdict> verdicts) {
        Verdict first = verdicts.getFirst();
        return new Verdict(
                first.type(),
                first.status(),
                first.reason(),
                verdicts.stream().map(Verdict::message).collect(Collectors.joining("; ")));
    }

    private static Verdict of(String named, DemandState state, Duration leadTime) {
        if (state.outlook() instanceof Outlook.None) {
            return unevaluated(named + "it has no forecast yet");
        }
        if (Outlooks.predictability(state, leadTime) instanceof Predictability.NotPredictable) {
            return unevaluated(named + "not forecastable, so nothing is raised by it: see ForecastReady");
        }
        return switch (state.trust()) {
            case DemandState.Trust.Unjudged unjudged ->
                Verdict.unknown(
                        Trusted,
                        ConditionReason.Unproven,
                        named + "its past forecasts are still being judged; until they are nothing is raised by it");
            case DemandState.Trust.Judged judged -> of(named, judged.gate());
        };
    }

    private static Verdict of(String named, TrustGate gate) {
        String message = named + gate.message();
        return switch (gate.standing()) {
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
