package io.predictivescaler.forecasting.capacity;

import java.time.Instant;

/** What came of learning what one replica carries. */
public sealed interface CapacityOutcome {
    /**
     * The load of one ready replica at the target utilization.
     *
     * @param perReplica in the demand's unit, positive
     */
    record Learned(double perReplica, Reach reach, Quality quality) implements CapacityOutcome {
        public Learned {
            if (!(perReplica > 0 && perReplica < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a learned capacity is positive, not " + perReplica);
            }
        }
    }

    /**
     * Nothing that one could plan by.
     *
     * @param finding what was found instead, a clause with numbers
     */
    record Refused(Reason reason, String finding) implements CapacityOutcome {}

    /** Whether the target utilization was seen. */
    enum Reach {
        /** It was nearly all that was seen, whatever demand was: the autoscaler holds it, and the capacity is what replicas carry then. */
        Held,
        /** It was. */
        Seen,
        /** Only less was: the capacity is the highest load per replica that was seen, which is too small rather than too large. */
        HighestSeen
    }

    /**
     * How good the fit is.
     *
     * @param hours of observations that it rests on
     * @param correlation of utilization with load per replica, as far as observations count; of replicas with demand where that is held
     * @param spread standard deviation of utilization about the line ÷ the target
     * @param uncertainty two standard errors of the capacity ÷ the capacity
     * @param idle utilization of a replica without load, in percent; below 0 where the line is steeper than proportional
     * @param highestSeen utilization at the highest load per replica that was seen, in percent
     * @param changed when the cost of a unit of load last changed; the epoch when it never did
     */
    record Quality(
            double hours,
            double correlation,
            double spread,
            double uncertainty,
            double idle,
            double highestSeen,
            Instant changed) {}

    /** Why a fit is refused. */
    enum Reason {
        /** Hardly anything was observed. */
        TooFewObservations,
        /** The last observation is too old. */
        StaleObservations,
        /** Load per replica hardly varies, so that it says nothing of other loads. */
        FlatLoad,
        /** Utilization does not follow the load. */
        NoRelation,
        /** Replicas are as busy as the target without any load. */
        IdleAboveTarget,
        /** Utilization is far from one line. */
        Scattered,
        /** Utilization was always far from the target. */
        TargetNotSeen,
        /** The capacity could be quite another. */
        Uncertain
    }
}
