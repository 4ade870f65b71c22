package io.predictivescaler.planning;

import io.predictivescaler.planning.DemandOutlook.Forecasted;
import java.time.Instant;

/** What needs most replicas in a stretch of time. */
sealed interface Peak {
    Instant at();

    /** Before any limit. */
    int replicas();

    /** In replicas, with what rounding takes away, to tell two peaks apart. */
    double size();

    default boolean isHigherThan(Peak other) {
        return size() > other.size();
    }

    /**
     * A step of a forecast.
     *
     * @param demand with the calendar's factor
     * @param factor by which the calendar multiplies what was forecast
     * @param load which demand that is
     */
    record OfDemand(Instant at, double demand, double factor, int replicas, Forecasted of, Load load) implements Peak {
        /** The load that one replica carries of such demand. */
        double capacityPerReplica() {
            return switch (load) {
                case Mean -> of.capacityPerReplica();
                case Minute -> of.bursts().capacityPerReplica();
            };
        }

        @Override
        public double size() {
            return demand / capacityPerReplica();
        }
    }

    /** What demand is held against. */
    enum Load {
        /** The mean of a step, against the target utilization. */
        Mean,
        /** The busiest minutes of a step, against what replicas carry for a minute. */
        Minute
    }

    /** A floor that the user stated. */
    record Stated(Instant at, Calendar.Window window) implements Peak {
        @Override
        public int replicas() {
            return window.minReplicas();
        }

        @Override
        public double size() {
            return window.minReplicas();
        }
    }
}
