package io.predictivescaler.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as Prometheus' HTTP API takes them. */
final class QueryTime {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d|w)");
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");

    private QueryTime() {}

    /** Seconds since the epoch, with a fraction, or RFC 3339. */
    static Instant instant(String name, String text) throws BadQuery {
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochMilli(millis(text));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadQuery(
                    "invalid parameter \"" + name + "\": cannot parse \"" + text + "\" to a valid timestamp");
        }
    }

    /** Seconds, with a fraction, or a duration such as {@code 5m}; positive. */
    static Duration duration(String name, String text) throws BadQuery {
        Duration duration = Duration.ZERO;
        Matcher form = DURATION.matcher(text);
        if (SECONDS.matcher(text).matches()) {
            duration = Duration.ofMillis(millis(text));
        } else if (form.matches()) {
            duration = unit(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
        }
        if (!duration.isPositive()) {
            throw new BadQuery("invalid parameter \"" + name + "\": \"" + text + "\" is not a positive duration");
        }
        return duration;
    }

    private static long millis(String seconds) {
        return new BigDecimal(seconds).movePointRight(3).longValue();
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
