package io.predictivescaler.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one form of PromQL that the demo's Prometheus understands: the request rate of an app over a window.
 *
 * @param app the value of the label
 * @param window positive
 */
record DemandQuery(String app, Duration window) {
    private static final Pattern FORM = Pattern.compile(
            "sum\\(rate\\(http_requests_total\\{app=\"([a-z0-9-]{1,63})\"}\\[([1-9][0-9]{0,4})([smh])]\\)\\)");

    /** The query of {@code promql}; empty when it has another form. Blanks do not matter. */
    static Optional<DemandQuery> of(String promql) {
        Matcher form = FORM.matcher(promql.replaceAll("\\s+", ""));
        if (!form.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(form.group(2));
        Duration window = switch (form.group(3)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
        return Optional.of(new DemandQuery(form.group(1), window));
    }

    /** The query for the five-minute rate of {@code app}. */
    static String text(String app) {
        return "sum(rate(http_requests_total{app=\"" + app + "\"}[5m]))";
    }
}
