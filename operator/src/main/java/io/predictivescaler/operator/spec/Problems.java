package io.predictivescaler.operator.spec;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with a resource. Its readers always answer with a usable value, so that reading goes on
 * behind a problem and finds the next one; what they answer then is never used.
 */
final class Problems {
    private static final int LONGEST_VALUE = 80;

    private final List<Problem> found = new ArrayList<>();

    List<Problem> found() {
        return List.copyOf(found);
    }

    void add(String field, @Nullable Object value, String message) {
        found.add(new Problem(field, shown(value), message));
    }

    /** Without the value, which may be a secret. */
    void addHidden(String field, String message) {
        found.add(new Problem(field, "not shown here", message));
    }

    Duration duration(String field, @Nullable String text, DurationRange range) {
        if (text == null) {
            return range.standard();
        }
        Optional<Duration> duration = Durations.parse(text);
        if (duration.isEmpty()) {
            add(field, text, "not a duration; write one of " + range + ", such as 90s, 5m, 1h30m or 28d");
        } else if (!range.contains(duration.get())) {
            add(field, text, "out of range; write one of " + range);
        }
        return duration.filter(range::contains).orElse(range.standard());
    }

    int number(String field, @Nullable Integer number, NumberRange range) {
        if (number == null) {
            return range.standard();
        }
        if (!range.contains(number)) {
            add(field, number, "out of range; write a whole number of " + range);
            return range.standard();
        }
        return number;
    }

    Instant instant(String field, @Nullable String text) {
        try {
            return OffsetDateTime.parse(text == null ? "" : text).toInstant();
        } catch (DateTimeException e) {
            add(field, text, "not an instant; write RFC 3339 with an offset, such as 2026-11-03T10:00:00Z");
            return Instant.EPOCH;
        }
    }

    String required(String field, @Nullable String text, String remedy) {
        if (text == null || text.isBlank()) {
            add(field, text, "required; " + remedy);
            return "";
        }
        return text;
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "absent";
        }
        String text = value.toString();
        String cut = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
        return value instanceof Number ? cut : '"' + cut + '"';
    }
}
