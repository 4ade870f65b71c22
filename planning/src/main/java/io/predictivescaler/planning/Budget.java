package io.predictivescaler.planning;

import java.time.Duration;

/** What floors above the baseline may cost in a local day, those of the calendar left out. */
public sealed interface Budget {
    /** Whatever they cost. */
    record Unlimited() implements Budget {}

    /**
     * So much a day.
     *
     * @param replicaHours at least 1
     * @param lookEvery how long a floor stands at least before the planner is asked again; positive
     */
    record Daily(int replicaHours, Duration lookEvery) implements Budget {
        public Daily {
            if (replicaHours < 1 || !lookEvery.isPositive()) {
                throw new IllegalArgumentException("a budget has at least 1 replica-hour and a positive time between"
                        + " looks, not " + replicaHours + " and " + lookEvery);
            }
        }

        /** One replica for an hour counts an hour. */
        Duration limit() {
            return Duration.ofHours(replicaHours);
        }
    }
}
