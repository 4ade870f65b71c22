package io.predictivescaler.operator.capacity;

import io.predictivescaler.operator.telemetry.ConditionReason;
import java.time.Instant;

/** What is known of the load that one ready replica of a demand entry carries at the target utilization. */
public sealed interface CapacityState {
    /**
     * It is known.
     *
     * @param perReplica in the demand's unit, positive
     * @param target the utilization that it is carried at
     * @param message where it is from, with numbers; empty when the user stated it
     */
    record Known(double perReplica, TargetUtilization target, Source source, String message) implements CapacityState {}

    /** It is being learned for the first time. */
    record Waiting(Instant since) implements CapacityState {}

    /**
     * It could not be learned, and the user stated nothing to use instead.
     *
     * @param message what was found instead, with the remedy
     */
    record Unknown(ConditionReason reason, String message, Instant since) implements CapacityState {}

    /** The utilization that an autoscaler aims at. */
    sealed interface TargetUtilization {
        /** In percent of what pods request, positive. */
        record At(double percent) implements TargetUtilization {}

        /** It aims at something else. */
        record Unknown() implements TargetUtilization {}
    }

    /** Where it is known from. */
    enum Source {
        /** The user stated it. */
        Fixed,
        /** It was fitted. */
        Learned,
        /** It could not be fitted: the lowest that the user allows. */
        Lowest
    }
}
