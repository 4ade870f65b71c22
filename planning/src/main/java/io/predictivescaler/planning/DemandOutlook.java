package io.predictivescaler.planning;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import java.time.Instant;

/** What is known of one demand entry's future. */
public sealed interface DemandOutlook {
    /** The entry's name. */
    String name();

    /**
     * A forecast, and what it takes to turn it into replicas.
     *
     * @param unit of the demand, for messages; may be empty
     * @param expires when the forecast stops having an opinion
     * @param capacityPerReplica load that one ready replica carries at the target utilization, in the demand's unit; positive
     * @param highestSeen the highest demand of the look-back; where nothing above 0 was seen, nothing is raised on this entry's
     *     account, since a forecast above 1.5 times of it is not believed; infinite for no such limit
     * @param bursts what single minutes need
     */
    record Forecasted(
            String name,
            String unit,
            QuantileForecast forecast,
            Instant expires,
            double capacityPerReplica,
            double highestSeen,
            Bursts bursts)
            implements DemandOutlook {
        public Forecasted {
            if (!(capacityPerReplica > 0 && Double.isFinite(capacityPerReplica))) {
                throw new IllegalArgumentException(
                        "capacity per replica of " + name + " is positive, not " + capacityPerReplica);
            }
            if (Double.isNaN(highestSeen)) {
                throw new IllegalArgumentException("the highest demand seen of " + name + " is a number");
            }
        }

        /** Of demand whose minutes are like the mean. */
        public Forecasted(
                String name,
                String unit,
                QuantileForecast forecast,
                Instant expires,
                double capacityPerReplica,
                double highestSeen) {
            this(name, unit, forecast, expires, capacityPerReplica, highestSeen, Bursts.none(capacityPerReplica));
        }
    }

    /**
     * No forecast: nothing is raised on this entry's account, and until {@code heldUntil} nothing is released either.
     *
     * @param why one clause for the message: {@code Prometheus is unreachable since 08:10}
     * @param heldUntil when the last forecast of this entry expires or expired
     */
    record NoOpinion(String name, String why, Instant heldUntil) implements DemandOutlook {}

    /**
     * A forecast that is not to be trusted: nothing is raised on this entry's account, and until {@code heldUntil} nothing is released.
     *
     * @param why one clause for the message: {@code skill -20% [-41% to -3%] over 7 days}
     * @param heldUntil now, or where the user wants a distrusted floor held, when the forecast expires
     */
    record Distrusted(String name, String why, Instant heldUntil) implements DemandOutlook {}
}
