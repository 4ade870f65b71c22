package io.predictivescaler.operator.spec;

/** What one ready replica carries, or how that is learned. */
public sealed interface CapacitySpec {
    /**
     * The user knows it.
     *
     * @param perReplica load at the target utilization, in the demand's unit; positive
     */
    record Fixed(double perReplica) implements CapacitySpec {
        public Fixed {
            if (!(perReplica > 0 && perReplica < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("capacity per replica is positive, not " + perReplica);
            }
        }
    }

    /**
     * It is learned from history.
     *
     * @param replicas how many are ready
     * @param utilization how busy they are, in percent
     * @param target utilization at which capacity is asked for
     */
    record Learned(Query replicas, Query utilization, Target target, Range range) implements CapacitySpec {}

    /** What Prometheus is asked. */
    sealed interface Query {
        /** The standard series of the autoscaler's workload. */
        record Standard() implements Query {}

        record Stated(String promql) implements Query {}
    }

    /** The utilization to aim at. */
    sealed interface Target {
        /** The autoscaler's own CPU target. */
        record OfAutoscaler() implements Target {}

        record Percent(int percent) implements Target {}
    }

    /**
     * What the fit may not leave.
     *
     * @param highest infinite where the user named none
     */
    record Range(Lowest lowest, double highest) {
        public Range {
            if (lowest instanceof Lowest.At at && at.load() > highest) {
                throw new IllegalArgumentException("no capacity lies from " + at.load() + " to " + highest);
            }
        }

        /** A learned capacity within this range. */
        public double within(double learned) {
            double capped = Math.min(learned, highest);
            return switch (lowest) {
                case Lowest.None none -> capped;
                case Lowest.At at -> Math.max(capped, at.load());
            };
        }
    }

    /** What is used where nothing could be learned. */
    sealed interface Lowest {
        /** Nothing: then there is no opinion. */
        record None() implements Lowest {}

        /** This load per replica. */
        record At(double load) implements Lowest {}
    }
}
