package io.predictivescaler.operator.metrics;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How range queries are put into HTTP: as forms by POST, since a query may be longer than a URL can be. */
final class RangeRequest {
    private RangeRequest() {}

    static HttpRequest of(RangeQuery query, PrometheusEndpoint endpoint) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.rangeQueryUrl())
                .timeout(endpoint.timeout())
                .header("User-Agent", "predictive-scaler")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(query, endpoint.timeout())));
        endpoint.headers().forEach(request::setHeader);
        endpoint.authentication().header().ifPresent(value -> request.setHeader("Authorization", value));
        return request.build();
    }

    private static String form(RangeQuery query, Duration timeout) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("query", query.query());
        fields.put("start", seconds(query.from().plus(query.step()).toEpochMilli()));
        fields.put("end", seconds(query.to().toEpochMilli()));
        fields.put("step", seconds(query.step().toMillis()));
        // Nobody waits for the answer after that: let the server stop working on it too.
        fields.put("timeout", timeout.toMillis() + "ms");
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Consecutive queries of at most {@code most} evaluations each that together ask what {@code query} asks. */
    static List<RangeQuery> chunks(RangeQuery query, int most) {
        List<RangeQuery> chunks = new ArrayList<>();
        for (int done = 0; done < query.steps(); done += most) {
            chunks.add(new RangeQuery(
                    query.query(),
                    query.from().plus(query.step().multipliedBy(done)),
                    query.from().plus(query.step().multipliedBy(Math.min(query.steps(), done + most))),
                    query.step()));
        }
        return chunks;
    }

    /** To the millisecond, and never in exponents. */
    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
}
