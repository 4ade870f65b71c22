package io.predictivescaler.operator.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;

/**
 * One entry of a calendar, with every default filled in.
 *
 * @param demandFactor positive; 1 where the entry says nothing of demand
 * @param minReplicas at least 0, which says nothing of the floor
 */
public record CalendarEntrySpec(String name, When when, double demandFactor, int minReplicas) {
    public CalendarEntrySpec {
        if (!(demandFactor > 0 && Double.isFinite(demandFactor)) || minReplicas < 0) {
            throw new IllegalArgumentException(
                    "calendar entry " + name + " has a positive factor and a floor that is not" + " negative, not "
                            + demandFactor + " and " + minReplicas);
        }
    }

    /** When an entry holds. */
    public sealed interface When {
        /** Once: {@code end} is after {@code start}, and excluded. */
        record Once(Instant start, Instant end) implements When {}

        /** From each start on for a while, by the clock that has no daylight saving; occurrences that touch are one. */
        record Recurring(CronSchedule schedule, Duration duration) implements When {}

        /** On public holidays, which are forecast as another day of the week. */
        record OnHolidays(PublicHolidays holidays, DayOfWeek treatAs) implements When {}
    }
}
