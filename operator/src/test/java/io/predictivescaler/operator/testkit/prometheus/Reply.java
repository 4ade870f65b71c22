package io.predictivescaler.operator.testkit.prometheus;

import com.sun.net.httpserver.HttpExchange;
import io.predictivescaler.forecasting.series.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** How the stub answers one request. */
@FunctionalInterface
public interface Reply {
    void answer(RangeRequestSeen request, HttpExchange exchange) throws IOException;

    /** A status with a body of a content type. */
    static Reply of(int status, String contentType, String body) {
        return (request, exchange) -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** JSON with status 200. */
    static Reply json(String body) {
        return of(200, "application/json", body);
    }

    /** A status, without a body, with headers. */
    static Reply status(int status, Map<String, String> headers) {
        return (request, exchange) -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            send(exchange, status, new byte[0]);
        };
    }

    static Reply status(int status) {
        return status(status, Map.of());
    }

    /** An error as Prometheus reports it. */
    static Reply error(int status, String type, String message) {
        String escaped = message.replace("\\", "\\\\").replace("\"", "\\\"");
        return of(
                status,
                "application/json",
                "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"" + escaped + "\"}");
    }

    /** The series of one metric for each label set, all with the same constant value. */
    static Reply series(String... metrics) {
        return (request, exchange) -> {
            StringBuilder result = new StringBuilder();
            for (String metric : metrics) {
                result.append(result.isEmpty() ? "" : ",").append(Matrices.series(metric, request, (time) -> "1"));
            }
            send(exchange, 200, Matrices.success(result.toString()).getBytes(StandardCharsets.UTF_8));
        };
    }

    /** What {@code series} holds in the range asked for, as a series without labels, with such warnings as Prometheus gives. */
    static Reply holding(Series series, String... warnings) {
        String told = Stream.of(warnings).map(text -> "\"" + text + "\"").collect(Collectors.joining(","));
        return (request, exchange) -> send(
                exchange,
                200,
                Matrices.success(Matrices.series("{}", request, time -> Matrices.valueAt(series, time)))
                        .replaceFirst("^[{]", "{\"warnings\":[" + told + "],")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** No series. */
    static Reply nothing() {
        return json(Matrices.success(""));
    }

    /** One series without labels whose samples all read {@code value}. */
    static Reply constant(String value) {
        return (request, exchange) -> send(
                exchange,
                200,
                Matrices.success(Matrices.series("{}", request, time -> value)).getBytes(StandardCharsets.UTF_8));
    }

    /** The body packed, whatever the client accepts. */
    static Reply gzip(byte[] body) {
        return (request, exchange) -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(body);
            }
            send(exchange, 200, packed.toByteArray());
        };
    }

    /** One series without labels whose samples all read {@code value}, packed. */
    static Reply packedConstant(String value) {
        return (request, exchange) -> gzip(Matrices.success(Matrices.series("{}", request, time -> value))
                        .getBytes(StandardCharsets.UTF_8))
                .answer(request, exchange);
    }

    /** JSON white space without end, until the client hangs up. */
    static Reply endless() {
        return (request, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(blanks);
                }
            }
        };
    }

    /** Nothing until {@code release} is counted down. */
    static Reply silent(CountDownLatch release) {
        return (request, exchange) -> {
            await(release);
            exchange.close();
        };
    }

    /** The head and the beginning of a body, and nothing more until {@code release} is counted down. */
    static Reply stuck(CountDownLatch release) {
        return (request, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"status\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(release);
            exchange.close();
        };
    }

    /** No answer: the connection closes. */
    static Reply hangUp() {
        return (request, exchange) -> exchange.close();
    }

    /** The head promises more than comes. */
    static Reply cutShort() {
        return (request, exchange) -> {
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write("{\"status\":\"success\"".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (body.length > 0) {
                out.write(body);
            }
        }
    }

    private static void await(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
