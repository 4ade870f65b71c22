package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.series.LocalCalendar;
import io.predictivescaler.forecasting.series.Season;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a user may say about how a series is forecast.
 *
 * @param zone the clock that days and weeks follow
 * @param seasons the seasons to use (an hour, a day, a week); empty means detect
 * @param holidays dates that are forecast, and learnt from, as another weekday than their own
 */
public record ForecastSettings(ZoneId zone, List<Duration> seasons, Map<LocalDate, DayOfWeek> holidays) {
    public ForecastSettings {
        holidays = Map.copyOf(holidays);
        seasons = List.copyOf(seasons);
        for (Duration season : seasons) {
            if (Arrays.stream(Season.values()).noneMatch(s -> s.length().equals(season))) {
                throw new IllegalArgumentException(
                        "a season is an hour (1h), a day (1d) or a week (1w), not " + season);
            }
        }
    }

    /** Settings without holidays. */
    public ForecastSettings(ZoneId zone, List<Duration> seasons) {
        this(zone, seasons, Map.of());
    }

    LocalCalendar calendar() {
        return new LocalCalendar(zone, holidays);
    }
}
