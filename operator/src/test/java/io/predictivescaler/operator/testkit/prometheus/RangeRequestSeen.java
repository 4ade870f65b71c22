package io.predictivescaler.operator.testkit.prometheus;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A range query as it came in.
 *
 * @param start first evaluation
 * @param end last evaluation
 */
public record RangeRequestSeen(
        String method, String path, Headers headers, String query, Instant start, Instant end, Duration step) {

    static RangeRequestSeen of(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&")) {
            String[] pair = field.split("=", 2);
            if (pair.length == 2) {
                fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        return new RangeRequestSeen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders(),
                fields.getOrDefault("query", ""),
                Instant.ofEpochMilli(millis(fields, "start")),
                Instant.ofEpochMilli(millis(fields, "end")),
                Duration.ofMillis(millis(fields, "step")));
    }

    /** The number of evaluations asked for. */
    public int points() {
        return (int) (Duration.between(start, end).toMillis() / step.toMillis()) + 1;
    }

    /** The same question, reaching further on both sides. */
    public RangeRequestSeen reaching(Duration further) {
        return new RangeRequestSeen(method, path, headers, query, start.minus(further), end.plus(further), step);
    }

    private static long millis(Map<String, String> fields, String name) {
        return new BigDecimal(fields.getOrDefault(name, "1")).movePointRight(3).longValueExact();
    }
}
