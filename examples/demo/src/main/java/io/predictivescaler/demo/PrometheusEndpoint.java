package io.predictivescaler.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.predictivescaler.simulation.DemandLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Prometheus' query API over the demand of some apps, on the loopback interface. It holds logs of what was lived, nothing else, so it
 * can tell nothing of the future. What it does not understand it refuses, as Prometheus does.
 */
final class PrometheusEndpoint implements AutoCloseable {
    private static final int MOST_POINTS = 11_000;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final int BAD_DATA = 400;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final Map<String, DemandLog> logs;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean out;

    private PrometheusEndpoint(Map<String, DemandLog> logs, HttpServer server) {
        this.logs = Map.copyOf(logs);
        this.server = server;
    }

    /** Starts to serve, on a free port, the demand of each app by its name. */
    static PrometheusEndpoint serving(Map<String, DemandLog> logs) throws IOException {
        // Without it each answer waits 40 ms for the client's delayed acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PrometheusEndpoint endpoint = new PrometheusEndpoint(logs, server);
        server.setExecutor(endpoint.threads);
        server.createContext("/api/v1/query_range", exchange -> endpoint.answer(exchange, endpoint::range));
        server.createContext("/api/v1/query", exchange -> endpoint.answer(exchange, endpoint::instant));
        server.start();
        return endpoint;
    }

    URI url() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /** Answers nothing from now on but that it is out of service. */
    void goOut() {
        out = true;
    }

    /** Answers again. */
    void comeBack() {
        out = false;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    @FunctionalInterface
    private interface Evaluation {
        String of(Map<String, String> parameters) throws BadQuery;
    }

    private void answer(HttpExchange exchange, Evaluation evaluation) throws IOException {
        try (exchange) {
            int status;
            String body;
            try {
                Map<String, String> parameters = parameters(exchange);
                boolean away = out;
                status = away ? UNAVAILABLE : OK;
                body = away ? "the service is unavailable" : evaluation.of(parameters);
            } catch (BadQuery e) {
                status = exchange.getRequestMethod().matches("GET|POST") ? BAD_DATA : NOT_ALLOWED;
                body = "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":" + json(e.getMessage() + "") + "}";
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> parameters(HttpExchange exchange) throws IOException, BadQuery {
        String text = switch (exchange.getRequestMethod()) {
            case "GET" ->
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            case "POST" -> new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            default -> throw new BadQuery("use GET or POST");
        };
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws BadQuery {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadQuery("the parameters are not URL-encoded: " + e.getMessage());
        }
    }

    private String range(Map<String, String> parameters) throws BadQuery {
        DemandQuery query = query(parameters);
        Instant start = QueryTime.instant("start", required(parameters, "start"));
        Instant end = QueryTime.instant("end", required(parameters, "end"));
        Duration step = QueryTime.duration("step", required(parameters, "step"));
        if (end.isBefore(start)) {
            throw new BadQuery("invalid parameter \"end\": end timestamp must not be before start time");
        }
        if (Duration.between(start, end).dividedBy(step) >= MOST_POINTS) {
            throw new BadQuery("exceeded maximum resolution of 11,000 points per timeseries. "
                    + "Try decreasing the query resolution (?step=XX)");
        }
        StringBuilder points = new StringBuilder();
        for (Instant time = start; !time.isAfter(end); time = time.plus(step)) {
            OptionalDouble value = value(query, time);
            if (value.isPresent()) {
                points.append(points.isEmpty() ? "" : ",").append(point(time, value.getAsDouble()));
            }
        }
        return success("matrix", points.isEmpty() ? "" : "{\"metric\":{},\"values\":[" + points + "]}");
    }

    private String instant(Map<String, String> parameters) throws BadQuery {
        DemandQuery query = query(parameters);
        DemandLog log = logs.get(query.app());
        Instant time = parameters.containsKey("time") || log == null
                ? QueryTime.instant("time", parameters.getOrDefault("time", "0"))
                : log.end();
        OptionalDouble value = value(query, time);
        return success(
                "vector", value.isEmpty() ? "" : "{\"metric\":{},\"value\":" + point(time, value.getAsDouble()) + "}");
    }

    private OptionalDouble value(DemandQuery query, Instant time) {
        DemandLog log = logs.get(query.app());
        return log == null ? OptionalDouble.empty() : log.mean(time, query.window());
    }

    private static DemandQuery query(Map<String, String> parameters) throws BadQuery {
        String text = required(parameters, "query");
        return DemandQuery.of(text)
                .orElseThrow(() -> new BadQuery("invalid parameter \"query\": the demo understands only the form "
                        + DemandQuery.text("NAME") + ", not " + text));
    }

    private static String required(Map<String, String> parameters, String name) throws BadQuery {
        String value = parameters.get(name);
        if (value == null || value.isBlank()) {
            throw new BadQuery("invalid parameter \"" + name + "\": it is missing");
        }
        return value;
    }

    private static String success(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":[" + result + "]}}";
    }

    private static String point(Instant time, double value) {
        return "[" + BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString() + ",\""
                + BigDecimal.valueOf(value).toPlainString() + "\"]";
    }

    private static String json(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 0x20) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
