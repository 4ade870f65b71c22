package io.predictivescaler.operator.simulate;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people say them: whole from 10 on, with one decimal below where there is one. */
public final class Rounded {
    private Rounded() {}

    /** {@code 2,750}, {@code 7.3}, {@code 7}, {@code 0.04}: what is not 0 is never shown as 0. */
    public static String number(double value) {
        if (value != 0 && Math.abs(value) < 0.095) {
            return stripped(String.format(Locale.ROOT, "%.2g", value));
        }
        double shown = Math.abs(value) < 9.95 ? Math.rint(value * 10) / 10 : Math.rint(value);
        return shown == Math.rint(shown)
                ? String.format(Locale.ROOT, "%,d", (long) shown)
                : String.format(Locale.ROOT, "%.1f", shown);
    }

    /** {@code 790}. */
    public static String minutes(Duration time) {
        return number(time.toMillis() / 60_000.0);
    }

    /** {@code 790 minutes}, {@code 1 minute}. */
    public static String inMinutes(Duration time) {
        String minutes = minutes(time);
        return minutes + (minutes.equals("1") ? " minute" : " minutes");
    }

    /** {@code 11 %}, of a share such as 0.11. */
    public static String percent(double share) {
        return number(100 * share) + " %";
    }

    /** {@code 28 days}, {@code 6.5 days}, {@code 36 hours}, {@code 45 minutes}; at least two of a unit, but for a single whole one. */
    public static String length(Duration time) {
        if (time.equals(Duration.ofDays(1)) || time.compareTo(Duration.ofDays(2)) >= 0) {
            return counted(time.toMillis() / 86_400_000.0, "day");
        }
        if (time.equals(Duration.ofHours(1)) || time.compareTo(Duration.ofHours(2)) >= 0) {
            return counted(time.toMillis() / 3_600_000.0, "hour");
        }
        return time.compareTo(Duration.ofMinutes(2)) >= 0 || time.equals(Duration.ofMinutes(1))
                ? counted(time.toMillis() / 60_000.0, "minute")
                : counted(time.toMillis() / 1000.0, "second");
    }

    /** {@code 1 day}, {@code 2,000 days}. */
    public static String counted(double count, String one) {
        String number = number(count);
        return number + " " + one + (number.equals("1") ? "" : "s");
    }

    private static String stripped(String decimal) {
        return decimal.contains(".") ? decimal.replaceAll("0+$", "").replaceAll("\\.$", "") : decimal;
    }
}
