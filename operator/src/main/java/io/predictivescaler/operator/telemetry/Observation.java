package io.predictivescaler.operator.telemetry;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.leadtime.LeadTime;
import io.predictivescaler.planning.trust.Skill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one look at a resource found. What is not known is left out, and so are its series.
 *
 * @param demand the last demand read, by the entry's name
 * @param forecast the demand ahead, by the entry's name
 * @param capacity what one replica carries, by the entry's name
 * @param skill of past forecasts, by the entry's name
 * @param conditions as they stand in the status
 */
public record Observation(
        Map<String, Double> demand,
        Map<String, ForecastAhead> forecast,
        Map<String, Capacity> capacity,
        Map<String, Skill> skill,
        Planned planned,
        Benefit benefit,
        List<Condition> conditions) {
    public Observation {
        demand = Map.copyOf(demand);
        forecast = Map.copyOf(forecast);
        capacity = Map.copyOf(capacity);
        skill = Map.copyOf(skill);
        conditions = List.copyOf(conditions);
    }

    /**
     * One entry's forecast.
     *
     * @param demand at the planned percentile, for now + lead time
     * @param expires when the forecast stops having an opinion
     */
    public record ForecastAhead(double demand, Instant expires) {}

    /**
     * What one replica carries.
     *
     * @param source {@code Fixed}, {@code Learned} or {@code Lowest}
     */
    public record Capacity(double perReplica, String source) {}

    /** What came of planning. */
    public sealed interface Planned {
        /** There was nothing to plan for: the target is not resolved. */
        record Nothing() implements Planned {}

        /**
         * A plan.
         *
         * @param inForce the target's bounds after this look
         * @param leadTime that was planned with
         */
        record Bounded(Plan plan, Bounds inForce, Holding holding, Budget budget, LeadTime leadTime)
                implements Planned {}
    }

    /** What enforcing brings, or would bring. */
    public sealed interface Benefit {
        /** Nobody knows. */
        record Unknown() implements Benefit {}

        /**
         * By simulation of the last days.
         *
         * @param shortReactive short of capacity with the autoscaler alone
         * @param shortPredictive short of capacity with the operator
         */
        record Replayed(Duration shortReactive, Duration shortPredictive, int extraReplicaHours) implements Benefit {}
    }

    /** What floors above the baseline may cost. */
    public sealed interface Budget {
        /** Whatever they cost. */
        record None() implements Budget {}

        /**
         * So much a day.
         *
         * @param used today; a replica for an hour counts an hour
         */
        record Daily(Duration used, int replicaHours) implements Budget {}
    }

    /** What of the operator's stands on the target. */
    public sealed interface Holding {
        /** Nothing: the bounds are the user's own. */
        record Nothing() implements Holding {}

        /** Bounds of the operator's. */
        record Until(Instant expires) implements Holding {}
    }
}
