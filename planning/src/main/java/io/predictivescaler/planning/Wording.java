package io.predictivescaler.planning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers, durations and times are written in messages: for a reader in {@code zone} at {@code now}. */
public record Wording(ZoneId zone, Instant now) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter THIS_WEEK = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ANY_DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);
    private static final double LONGEST_PLAIN = 1e9;
    private static final double SHORTEST_PLAIN = 1e-6;

    /** The local time of day with its zone, with the weekday when it is not today and the date when a weekday would mislead. */
    public String time(Instant instant) {
        return clock(instant) + " " + zoneAt(instant);
    }

    /** A stretch of time, the zone said once. */
    String stretch(Instant from, Instant to) {
        boolean oneZone = zoneAt(from).equals(zoneAt(to));
        return (oneZone ? clock(from) : time(from)) + " to " + time(to);
    }

    /** As people call the zone at that time: {@code UTC}, {@code CET}, {@code CEST}; an offset is written as one. */
    private String zoneAt(Instant instant) {
        if (!(zone.normalized() instanceof ZoneOffset offset)) {
            return ZONE.format(instant.atZone(zone));
        }
        return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
    }

    private String clock(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate day = local.toLocalDate();
        if (day.equals(today)) {
            return TODAY.format(local);
        }
        boolean unmistakable = day.isAfter(today.minusDays(7)) && day.isBefore(today.plusDays(7));
        return (unmistakable ? THIS_WEEK : ANY_DAY).format(local);
    }

    /** When the maximum will not do, and by how much. */
    public String shortfall(Plan.Shortfall ahead) {
        String later = ahead.highest() > ahead.needed() ? ", later up to " + ahead.highest() : "";
        return time(ahead.at()) + " needs " + replicas(ahead.needed()) + later + ", maximum " + ahead.maximum();
    }

    /** What a window of the calendar states, as the beginning of a message. */
    String floor(Calendar.Window window) {
        String entry = "calendar entry " + window.entry();
        String holds = entry + " holds " + replicas(window.minReplicas());
        return window.start().isAfter(now)
                ? holds + " from " + stretch(window.start(), window.end())
                : holds + " until " + time(window.end());
    }

    static String replicas(int count) {
        return count + (count == 1 ? " replica" : " replicas");
    }

    /** A demand or a capacity, to three significant digits. */
    static String quantity(double value, String unit) {
        return withUnit(number(value, 3), unit);
    }

    /** A demand with as many digits, at least three, as it takes to see why it needs that many replicas. */
    static String demand(Peak.OfDemand peak) {
        double capacity = peak.capacityPerReplica();
        int digits = 3;
        while (digits < 9
                && Needs.replicas(rounded(peak.demand(), digits).doubleValue(), capacity) != peak.replicas()) {
            digits++;
        }
        return withUnit(number(peak.demand(), digits), peak.of().unit());
    }

    private static String withUnit(String number, String unit) {
        return unit.isEmpty() ? number : number + " " + unit;
    }

    private static String number(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : "unlimited";
        }
        BigDecimal rounded = rounded(value, digits);
        double size = Math.abs(value);
        return size < LONGEST_PLAIN && size >= SHORTEST_PLAIN
                ? rounded.toPlainString()
                : String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).round(new MathContext(digits)).stripTrailingZeros();
    }

    /** A duration as PromQL writes it: {@code 3m10s}. */
    static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.isZero() ? "0s" : duration.toMillis() + "ms";
        }
        return part(duration.toDays(), "d")
                + part(duration.toHoursPart(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s");
    }

    private static String part(long value, String unit) {
        return value == 0 ? "" : value + unit;
    }
}
