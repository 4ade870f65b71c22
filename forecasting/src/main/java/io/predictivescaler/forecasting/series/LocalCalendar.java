package io.predictivescaler.forecasting.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * The wall clock that demand follows, and the days on which it is not the weekday that counts.
 *
 * @param zone the clock that days and weeks follow
 * @param holidays dates that are like another weekday than their own: a public holiday like a Sunday, a Saturday that is worked like a Monday
 */
public record LocalCalendar(ZoneId zone, Map<LocalDate, DayOfWeek> holidays) {
    public LocalCalendar {
        holidays = Map.copyOf(holidays);
    }

    /** A calendar without holidays. */
    public static LocalCalendar of(ZoneId zone) {
        return new LocalCalendar(zone, Map.of());
    }
}
