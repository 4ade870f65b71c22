package io.predictivescaler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.DemandLog;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Demand of minute n is n, minutes 60 to 69 were not measured; two hours of past, and two more to come. */
class PrometheusEndpointIT {
    private static final Instant START = Instant.parse("2026-03-05T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofHours(2));
    private static final DemandCurve CURVE = curve();
    private static final String QUERY = DemandQuery.text("checkout");

    private final HttpClient http = HttpClient.newHttpClient();
    private final DemandLog log = DemandLog.pastOf(CURVE, NOW);
    private PrometheusEndpoint endpoint;

    private static DemandCurve curve() {
        double[] values = new double[240];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        BitSet missing = new BitSet();
        missing.set(60, 70);
        return new DemandCurve(START, Duration.ofMinutes(1), values, missing);
    }

    @BeforeEach
    void serve() throws IOException {
        endpoint = PrometheusEndpoint.serving(Map.of("checkout", log));
    }

    @AfterEach
    void stop() {
        endpoint.close();
        http.close();
    }

    private HttpResponse<String> get(String path, String... parameters) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(endpoint.url() + path + "?" + form(parameters)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String... parameters) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String form(String... parameters) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    private static JsonNode data(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body()).get("data");
    }

    /** Each point as seconds and value. */
    private static List<String> points(JsonNode data) {
        List<String> points = new ArrayList<>();
        data.at("/result/0/values")
                .forEach(point ->
                        points.add(point.get(0).asLong() + " " + point.get(1).asText()));
        return points;
    }

    private static String at(int minutes) {
        return String.valueOf(START.plus(Duration.ofMinutes(minutes)).getEpochSecond());
    }

    private JsonNode range(int from, int to, String step) throws IOException, InterruptedException {
        return data(get("/api/v1/query_range", "query", QUERY, "start", at(from), "end", at(to), "step", step));
    }

    @Test
    void saysThatItIsOutUntilItIsBack() throws IOException, InterruptedException {
        String[] query = {"query", QUERY, "time", at(1)};
        endpoint.goOut();
        assertThat(get("/api/v1/query", query).statusCode()).isEqualTo(503);
        endpoint.comeBack();
        assertThat(get("/api/v1/query", query).statusCode()).isEqualTo(200);
    }

    @Nested
    class ARange {
        @Test
        void givesTheMeanOfTheFiveMinutesBeforeEachTime() throws Exception {
            JsonNode data = range(10, 20, "300");
            assertThat(data.get("resultType").asText()).isEqualTo("matrix");
            assertThat(points(data)).containsExactly(at(10) + " 7.0", at(15) + " 12.0", at(20) + " 17.0");
        }

        @Test
        void isTheSameByPost() throws Exception {
            JsonNode posted =
                    data(post("/api/v1/query_range", "query", QUERY, "start", at(10), "end", at(20), "step", "5m"));
            assertThat(posted).isEqualTo(range(10, 20, "300"));
        }

        @Test
        void leavesOutWhatWasNotMeasured() throws Exception {
            assertThat(points(range(60, 75, "300"))).containsExactly(at(60) + " 57.0", at(75) + " 72.0");
        }

        @Test
        void neverReachesIntoTheFuture() throws Exception {
            JsonNode values = range(115, 240, "60").get("result").get(0).get("values");
            assertThat(values).hasSize(6);
            assertThat(values.get(5).get(0).asLong()).isEqualTo(NOW.getEpochSecond());

            log.append();
            assertThat(range(115, 240, "15")
                            .get("result")
                            .get(0)
                            .get("values")
                            .get(21)
                            .get(0)
                            .asLong())
                    .isEqualTo(NOW.getEpochSecond() + 15);
        }

        @Test
        void isEmptyForAnAppThatItDoesNotKnow() throws Exception {
            JsonNode data = data(get(
                    "/api/v1/query_range",
                    "query",
                    DemandQuery.text("search"),
                    "start",
                    at(10),
                    "end",
                    at(20),
                    "step",
                    "60"));
            assertThat(data.get("result")).isEmpty();
        }

        @Test
        void isRefusedAboveElevenThousandPoints() throws Exception {
            HttpResponse<String> response =
                    get("/api/v1/query_range", "query", QUERY, "start", at(0), "end", at(240), "step", "1");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"errorType\":\"bad_data\"", "exceeded maximum resolution of 11,000");
        }

        @Test
        void isRefusedForPromQlThatItDoesNotUnderstand() throws Exception {
            HttpResponse<String> response =
                    get("/api/v1/query_range", "query", "up{\"", "start", at(0), "end", at(60), "step", "60");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(new ObjectMapper().readTree(response.body()).get("error").asText())
                    .contains("the demo understands only the form " + DemandQuery.text("NAME"));
        }

        @Test
        void isRefusedWithoutAStep() throws Exception {
            HttpResponse<String> response = get("/api/v1/query_range", "query", QUERY, "start", at(0), "end", at(60));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("invalid parameter \\\"step\\\": it is missing");
        }
    }

    @Nested
    class AnInstant {
        @Test
        void isNowUnlessATimeIsGiven() throws Exception {
            JsonNode now = data(get("/api/v1/query", "query", QUERY))
                    .get("result")
                    .get(0)
                    .get("value");
            assertThat(now.get(0).asLong()).isEqualTo(NOW.getEpochSecond());
            assertThat(now.get(1).asText()).isEqualTo("117.0");
            JsonNode then = data(get("/api/v1/query", "query", QUERY, "time", "2026-03-05T00:10:00Z"))
                    .get("result")
                    .get(0)
                    .get("value");
            assertThat(then.get(1).asText()).isEqualTo("7.0");
        }

        @Test
        void isEmptyInTheFuture() throws Exception {
            assertThat(data(get("/api/v1/query", "query", QUERY, "time", at(121)))
                            .get("result"))
                    .isEmpty();
        }
    }
}
