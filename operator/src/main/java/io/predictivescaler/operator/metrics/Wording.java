package io.predictivescaler.operator.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How numbers stand in sentences for users. */
final class Wording {
    private Wording() {}

    /** {@code 1m30s}, {@code 30s}, {@code 250ms}: as PromQL writes durations. */
    static String duration(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "1ms" : text.toString();
    }

    static String counted(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    static String bytes(long bytes) {
        long mebi = 1 << 20;
        return bytes % mebi == 0 ? bytes / mebi + " MiB" : String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    /** The names after {@code lead}, or nothing when there are none. */
    static String listed(String lead, List<String> names) {
        return names.isEmpty() ? "" : lead + String.join(", ", names);
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }
}
