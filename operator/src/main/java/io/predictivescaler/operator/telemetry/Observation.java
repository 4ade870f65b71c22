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
 * @param at when it was looked at
 * @param conditions as they stand in the status
 */
public record Observation(
        Instant at, Entries entries, Planned planned, Holding holding, Benefit benefit, List<Condition> conditions) {
    private static final double MILLIS_PER_HOUR = 3.6e6;

    public Observation {
        conditions = List.copyOf(conditions);
    }

    /** Replica-hours that the floor in force costs above the baseline floor from this look until the next one. */
    double addedReplicaHours(Instant next) {
        return switch (planned) {
            case Planned.Nothing nothing -> 0;
            case Planned.Bounded bounded -> {
                int above = bounded.limits().inForce().minReplicas()
                        - bounded.limits().baseline().minReplicas();
                long millis = Duration.between(at, next).toMillis();
                yield Math.max(0, above) * (Math.max(0, millis) / MILLIS_PER_HOUR);
            }
        };
    }

    /**
     * What is known of demand entries, by their names.
     *
     * @param demand the last demand read
     * @param forecast the demand ahead
     * @param capacity what one replica carries
     * @param skill of past forecasts
     */
    public record Entries(
            Map<String, Double> demand,
            Map<String, ForecastAhead> forecast,
            Map<String, Capacity> capacity,
            Map<String, Skill> skill) {
        public Entries {
            demand = Map.copyOf(demand);
            forecast = Map.copyOf(forecast);
            capacity = Map.copyOf(capacity);
            skill = Map.copyOf(skill);
        }

        /** Of which nothing but the last demand is known. */
        public static Entries withDemandAlone(Map<String, Double> demand) {
            return new Entries(demand, Map.of(), Map.of(), Map.of());
        }
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
         * @param leadTime that was planned with
         */
        record Bounded(Plan plan, Limits limits, Modes modes, NextPeak nextPeak, Budget budget, LeadTime leadTime)
                implements Planned {}
    }

    /**
     * The target's bounds.
     *
     * @param baseline the user's own
     * @param inForce after this look
     * @param highestCeiling maxReplicas that the operator may set at most
     */
    public record Limits(Bounds baseline, Bounds inForce, int highestCeiling) {}

    /**
     * Whether bounds may be moved.
     *
     * @param asked by the spec
     * @param inForce after the operator's own maximum, the kill switch, and what a too short history allows
     */
    public record Modes(Mode asked, Mode inForce) {}

    /** Whether the target is only watched or also changed. */
    public enum Mode {
        Observe,
        Enforce
    }

    /** The highest need ahead. */
    public sealed interface NextPeak {
        /** Nobody knows. */
        record Unknown() implements NextPeak {}

        /**
         * Of demand at the planned percentile, or what the calendar states.
         *
         * @param replicas before any limit
         */
        record At(Instant time, int replicas) implements NextPeak {}
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
