package io.predictivescaler.operator.telemetry;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.predictivescaler.forecasting.Accuracy.Reference;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.telemetry.Observation.Budget;
import io.predictivescaler.operator.telemetry.Observation.ForecastAhead;
import io.predictivescaler.operator.telemetry.Observation.Holding;
import io.predictivescaler.operator.telemetry.Observation.Limits;
import io.predictivescaler.operator.telemetry.Observation.Mode;
import io.predictivescaler.operator.telemetry.Observation.Modes;
import io.predictivescaler.operator.telemetry.Observation.NextPeak;
import io.predictivescaler.operator.telemetry.Observation.Planned;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.planning.leadtime.LeadTime;
import io.predictivescaler.planning.trust.Skill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two resources of which an operator knows all that metrics tell: one as it should be, and one with every trouble at once. */
final class Fleet {
    static final ResourceKey CHECKOUT = new ResourceKey("shop", "checkout");
    static final ResourceKey SEARCH = new ResourceKey("shop", "search");

    private Fleet() {}

    /** Once at each of them, and what was counted on the way; every metric has a series after this. */
    static void look(ScalerMetrics metrics, Instant now) {
        metrics.observed(CHECKOUT, well(now));
        metrics.decided(CHECKOUT, Reason.ForecastRaise);
        metrics.observed(SEARCH, troubled(now));
        metrics.decided(SEARCH, Reason.Distrusted);
        metrics.failed(SEARCH, ConditionReason.PrometheusUnreachable);
        metrics.failed(SEARCH, ConditionReason.InternalError);
        metrics.trustChanged(SEARCH, ConditionStatus.False);
        metrics.queried(Duration.ofMillis(40));
        metrics.fitted(Duration.ofMillis(300));
    }

    /** Raised by 5 replicas for an hour and more, with a peak in six hours. */
    static Observation well(Instant now) {
        Instant expires = now.plus(Duration.ofHours(2));
        Plan plan = new Plan.Raise(
                new Bounds(9, 40),
                new Plan.Decision(Reason.ForecastRaise, LimitedBy.RaiseStep, 12, "12 are needed", Optional.empty()),
                expires);
        return new Observation(
                now,
                new Observation.Entries(
                        Map.of("requests", 310.5),
                        Map.of("requests", new ForecastAhead(431.0, expires)),
                        Map.of("requests", new Observation.Capacity(37.2, "Learned")),
                        Map.of("requests", new Skill(0.31, 0.2, 0.4, 7, 0.94, Reference.SameTimeLastWeek))),
                new Planned.Bounded(
                        plan,
                        new Limits(new Bounds(2, 40), new Bounds(7, 41), 60),
                        new Modes(Mode.Enforce, Mode.Enforce),
                        new NextPeak.At(now.plus(Duration.ofHours(6)), 17),
                        new Budget.Daily(Duration.ofMinutes(90), 200),
                        new LeadTime(Duration.ofSeconds(115), Duration.ofSeconds(75), LeadTime.Source.Learned, 20)),
                new Holding.Until(expires),
                new Observation.Benefit.Replayed(Duration.ofMinutes(212), Duration.ofMinutes(9), 41),
                List.of(condition(ConditionType.Ready, ConditionStatus.True, ConditionReason.AsExpected)));
    }

    /** Its floor is held an hour past its expiry, and a peak above all that it may have comes in three hours. */
    static Observation troubled(Instant now) {
        Instant expired = now.minus(Duration.ofHours(1));
        Plan plan = new Plan.Keep(
                new Bounds(9, 10),
                new Plan.Decision(Reason.Distrusted, LimitedBy.MaxReplicas, 14, "14 are needed", Optional.empty()),
                expired);
        return new Observation(
                now,
                new Observation.Entries(
                        Map.of("requests", 120.0),
                        Map.of("requests", new ForecastAhead(140.0, expired)),
                        Map.of("requests", new Observation.Capacity(10, "Fixed")),
                        Map.of("requests", new Skill(-0.2, -0.4, -0.1, 7, 0.55, Reference.SameTimeLastWeek))),
                new Planned.Bounded(
                        plan,
                        new Limits(new Bounds(2, 10), new Bounds(9, 10), 10),
                        new Modes(Mode.Enforce, Mode.Observe),
                        new NextPeak.At(now.plus(Duration.ofHours(3)), 21),
                        new Budget.None(),
                        new LeadTime(Duration.ofSeconds(60), Duration.ofSeconds(75), LeadTime.Source.Fixed, 0)),
                new Holding.Until(expired),
                new Observation.Benefit.Replayed(Duration.ofMinutes(9), Duration.ofMinutes(9), 12),
                List.of(
                        condition(ConditionType.Ready, ConditionStatus.False, ConditionReason.PrometheusUnreachable),
                        condition(ConditionType.Trusted, ConditionStatus.False, ConditionReason.NoSkill),
                        condition(ConditionType.Limited, ConditionStatus.True, ConditionReason.MaxReplicas),
                        condition(ConditionType.Contended, ConditionStatus.True, ConditionReason.Reverted)));
    }

    /** Of which nothing is known but that its spec cannot be used. */
    static Observation unresolved(Instant now) {
        return new Observation(
                now,
                Observation.Entries.withDemandAlone(Map.of()),
                new Planned.Nothing(),
                new Holding.Nothing(),
                new Observation.Benefit.Unknown(),
                List.of(condition(ConditionType.Ready, ConditionStatus.False, ConditionReason.InvalidSpec)));
    }

    static Condition condition(ConditionType type, ConditionStatus status, ConditionReason reason) {
        return new ConditionBuilder()
                .withType(type.name())
                .withStatus(status.name())
                .withReason(reason.name())
                .build();
    }
}
