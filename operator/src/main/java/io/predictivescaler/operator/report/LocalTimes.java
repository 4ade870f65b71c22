package io.predictivescaler.operator.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and times as the resource's own clock shows them. */
record LocalTimes(ZoneId zone) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    /** The zone as people write it. */
    String zoneName() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    String day(LocalDate date) {
        return DAY.format(date);
    }

    String minute(Instant time) {
        return MINUTE.format(time.atZone(zone));
    }

    Instant startOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
