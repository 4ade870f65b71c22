package io.predictivescaler.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The clock on the wall of the scripted week: that of New York, from the Monday before Black Friday on. */
final class WeekTime {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    static final Instant START = MONDAY.atStartOfDay(ZONE).toInstant();
    static final Instant END = MONDAY.plusDays(7).atStartOfDay(ZONE).toInstant();

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("EEE HH:mm:ss", Locale.ENGLISH);

    private WeekTime() {}

    /** A moment such as {@code Tue 12:00}; the Monday after the week is {@code Mon 24:00} of no day, but {@link #END}. */
    static Instant at(String text) {
        String[] parts = text.split(" ", 2);
        for (LocalDate day = MONDAY; day.isBefore(MONDAY.plusDays(7)); day = day.plusDays(1)) {
            if (dayOf(day).equals(parts[0])) {
                return LocalDateTime.of(day, LocalTime.parse(parts[1]))
                        .atZone(ZONE)
                        .toInstant();
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a moment of the week; write one such as Tue 12:00");
    }

    /** As {@link #at} takes it, to the second. */
    static String text(Instant time) {
        return TEXT.format(time.atZone(ZONE));
    }

    /** The three letters of a day. */
    static String dayOf(LocalDate day) {
        return DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH).format(day);
    }
}
