package io.predictivescaler.operator.spec;

import io.predictivescaler.operator.api.Formats;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as PromQL writes them: {@code 90s}, {@code 1h30m}, {@code 28d}. */
public final class Durations {
    private static final Pattern NOTATION = Pattern.compile(Formats.DURATION);
    private static final int[] SECONDS = {604_800, 86_400, 3_600, 60, 1};
    private static final String[] UNITS = {"w", "d", "h", "m", "s"};

    private Durations() {}

    /** The duration, or nothing where the text is not one. Only whole seconds; largest unit first, each at most once. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = NOTATION.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        long seconds = 0;
        for (int unit = 0; unit < UNITS.length; unit++) {
            String part = matcher.group(unit + 1);
            if (part != null) {
                seconds += (long) SECONDS[unit] * Long.parseLong(part.substring(0, part.length() - 1));
            }
        }
        return Optional.of(Duration.ofSeconds(seconds));
    }

    /** The shortest text for it, from days down: {@code 7d} rather than {@code 1w}, {@code 1h30m}; parts of a second are dropped. */
    public static String format(Duration duration) {
        long rest = duration.toSeconds();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(rest < 0 ? "-" : "");
        rest = Math.abs(rest);
        for (int unit = 1; unit < UNITS.length; unit++) {
            long count = rest / SECONDS[unit];
            rest %= SECONDS[unit];
            if (count > 0) {
                text.append(count).append(UNITS[unit]);
            }
        }
        return text.toString();
    }
}
