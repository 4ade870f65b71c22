package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.spec.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    /** To a tenth, which is left out where it is 0. */
    static String tenths(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** A day is 24h here. */
    static String hours(Duration span) {
        Duration minutes = span.truncatedTo(ChronoUnit.MINUTES);
        return minutes.toMinutesPart() == 0 ? minutes.toHours() + "h" : Durations.format(minutes);
    }
}
