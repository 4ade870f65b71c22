package io.predictivescaler.operator.demand;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * How the entries of a resource are forecast.
 *
 * @param offset this resource's place in the refit interval, so that the fits of many resources spread over it
 */
record ForecastPolicy(
        ZoneId zone,
        List<Duration> seasons,
        Duration horizon,
        Duration refitEvery,
        Duration maxAge,
        Duration offset,
        TrustPolicy trust) {
    ForecastPolicy {
        seasons = List.copyOf(seasons);
    }

    boolean isRefitDue(Instant fittedAt, Instant now) {
        return slot(now) != slot(fittedAt);
    }

    private long slot(Instant time) {
        return Math.floorDiv(time.plus(offset).toEpochMilli(), refitEvery.toMillis());
    }
}
