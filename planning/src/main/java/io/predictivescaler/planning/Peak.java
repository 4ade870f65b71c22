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
     */
    record OfDemand(Instant at, double demand, double factor, int replicas, Forecasted of) implements Peak {
        @Override
        public double size() {
            return demand / of.capacityPerReplica();
        }
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
