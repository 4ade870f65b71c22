package io.predictivescaler.operator.demand;

import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.operator.calendar.CalendarSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * How the entries of a resource are forecast.
 *
 * @param calendar what of the user's calendar bears on demand; its zone is the clock that seasons follow
 * @param offset this resource's place in the refit interval, so that the fits of many resources spread over it
 */
record ForecastPolicy(
        CalendarSpec calendar,
        List<Duration> seasons,
        Duration horizon,
        Duration refitEvery,
        Duration maxAge,
        Duration offset) {
    /** How far beyond the next fit and its horizon holidays are told the forecaster. */
    private static final int DAYS_BEYOND = 2;

    ForecastPolicy {
        seasons = List.copyOf(seasons);
    }

    /** For a fit to a history that starts at {@code from}, which may serve until the next one is due. */
    ForecastSettings settings(Instant from, Instant now) {
        LocalDate first = from.atZone(calendar.zone()).toLocalDate();
        LocalDate last = now.plus(refitEvery)
                .plus(horizon)
                .atZone(calendar.zone())
                .toLocalDate()
                .plusDays(DAYS_BEYOND);
        return new ForecastSettings(calendar.zone(), seasons, calendar.holidays(first, last));
    }

    boolean isRefitDue(Instant fittedAt, Instant now) {
        return slot(now) != slot(fittedAt);
    }

    private long slot(Instant time) {
        return Math.floorDiv(time.plus(offset).toEpochMilli(), refitEvery.toMillis());
    }
}
