package io.predictivescaler.forecasting.series;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The stretches of steps that count as another weekday than their own, ascending. */
final class Holidays {
    /** A day that has none of its own. */
    static final int NONE = -1;

    private final int[] starts;
    private final int[] ends;
    private final int[] weekdays;

    private Holidays(int count) {
        starts = new int[count];
        ends = new int[count];
        weekdays = new int[count];
    }

    /** Those that touch {@code steps} steps from {@code start}. */
    static Holidays of(Instant start, Duration step, int steps, LocalCalendar calendar) {
        Instant end = start.plus(step.multipliedBy(steps));
        List<Map.Entry<LocalDate, DayOfWeek>> days = calendar.holidays().entrySet().stream()
                .filter(day -> midnight(day.getKey(), calendar).isBefore(end)
                        && midnight(day.getKey().plusDays(1), calendar).isAfter(start))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        Holidays holidays = new Holidays(days.size());
        for (int i = 0; i < days.size(); i++) {
            LocalDate date = days.get(i).getKey();
            holidays.starts[i] = firstStepFrom(midnight(date, calendar), start, step);
            holidays.ends[i] = firstStepFrom(midnight(date.plusDays(1), calendar), start, step);
            holidays.weekdays[i] = days.get(i).getValue().getValue() - 1;
        }
        return holidays;
    }

    private static Instant midnight(LocalDate date, LocalCalendar calendar) {
        return date.atStartOfDay(calendar.zone()).toInstant();
    }

    private static int firstStepFrom(Instant time, Instant start, Duration step) {
        return Math.toIntExact(Math.ceilDiv(Duration.between(start, time).toMillis(), step.toMillis()));
    }

    boolean areNone() {
        return starts.length == 0;
    }

    /** The weekday that step {@code t} counts as, Monday 0 to Sunday 6; {@link #NONE} if that is its own. */
    int weekdayAt(int t) {
        for (int i = 0; i < starts.length && starts[i] <= t; i++) {
            if (t < ends[i]) {
                return weekdays[i];
            }
        }
        return NONE;
    }
}
