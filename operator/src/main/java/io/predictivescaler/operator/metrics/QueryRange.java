package io.predictivescaler.operator.metrics;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far back a PromQL text looks from each evaluation: its longest range selector. */
public final class QueryRange {
    /**
     * Text in which brackets mean nothing. A raw string has no escapes; the others do. Nothing is ever tried twice, and what has
     * no end goes to the end of the text, so that hostile text takes no more than one pass.
     */
    private static final Pattern IGNORED = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*+\"?+|'(?:[^'\\\\]|\\\\.)*+'?+|`[^`]*+`?+|#[^\\n]*+", Pattern.DOTALL);

    /** {@code [5m]}, {@code [1h:5m]}, {@code [1h:]} and, since Prometheus 3, {@code [300]}. */
    private static final Pattern SELECTOR = Pattern.compile("\\[\\s*+([0-9a-z.]++)\\s*+(?::[^\\[\\]]*+)?\\]");

    private static final Pattern PART = Pattern.compile("\\G(\\d{1,10})(ms|s|m|h|d|w|y)");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}(?:\\.\\d{1,9})?");

    /** No history is kept that long; what adds up to more would leave the calendar. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private QueryRange() {}

    /** The longest range selector of {@code promql}, zero when it has none. Text that is no PromQL gives what can be read of it. */
    public static Duration of(String promql) {
        Matcher selectors = SELECTOR.matcher(IGNORED.matcher(promql).replaceAll(" "));
        Duration longest = Duration.ZERO;
        while (selectors.find()) {
            Duration range = parsed(selectors.group(1));
            longest = range.compareTo(longest) > 0 ? range : longest;
        }
        return longest;
    }

    private static Duration parsed(String text) {
        if (SECONDS.matcher(text).matches()) {
            return shorter(Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)), LONGEST);
        }
        Duration sum = Duration.ZERO;
        int end = 0;
        for (Matcher part = PART.matcher(text); part.find(); end = part.end()) {
            sum = shorter(sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1)))), LONGEST);
        }
        return end == text.length() ? sum : Duration.ZERO;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            case "w" -> Duration.ofDays(7);
            case "y" -> Duration.ofDays(365);
            default -> throw new IllegalArgumentException("no unit of PromQL: " + name);
        };
    }
}
