package io.predictivescaler.operator.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How numbers stand in sentences for users. */
final class Wording {
    private static final int NAMES_SHOWN = 5;
    private static final int NAME_SHOWN = 60;
    private static final Pattern UNUSUAL = Pattern.compile("[^\\w.:/-]");

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

    /** The first few of {@code names} after {@code lead}, or nothing when there are none. */
    static String listed(String lead, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        int more = names.size() - NAMES_SHOWN;
        return names.stream().limit(NAMES_SHOWN).map(Wording::shown).collect(Collectors.joining(", ", lead, ""))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** Since Prometheus 3 a label's name may be any text. */
    private static String shown(String name) {
        String plain = UNUSUAL.matcher(name).replaceAll("?");
        return plain.length() <= NAME_SHOWN ? plain : plain.substring(0, NAME_SHOWN) + "…";
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }
}
