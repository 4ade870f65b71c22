package io.predictivescaler.operator.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.predictivescaler.operator.config.ServerSettings;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code /metrics}, {@code /healthz} (the process answers) and {@code /readyz} (it can do its work). */
public final class TelemetryServer implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;

    private TelemetryServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens from now on.
     *
     * @throws UncheckedIOException when the address cannot be had
     */
    public static TelemetryServer start(
            ServerSettings settings, PrometheusRegistry registry, Supplier<Readiness> readiness) {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(settings.bind(), settings.port()), 0);
        } catch (IOException refused) {
            throw new UncheckedIOException(
                    "cannot listen on " + settings.bind() + ":" + settings.port() + " (--bind, --port): "
                            + refused.getMessage(),
                    refused);
        }
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        http.setExecutor(threads);
        ExpositionFormats formats = ExpositionFormats.init();
        http.createContext("/metrics", exchange -> metrics(exchange, formats, registry));
        http.createContext("/healthz", exchange -> answer(exchange, "/healthz", 200, "ok"));
        http.createContext("/readyz", exchange -> {
            switch (readiness.get()) {
                case Readiness.Ready ready -> answer(exchange, "/readyz", 200, "ok");
                case Readiness.NotReady notReady -> answer(exchange, "/readyz", 503, notReady.why());
            }
        });
        http.createContext("/", exchange -> answer(exchange, "", 404, "here are /metrics, /healthz and /readyz"));
        http.start();
        return new TelemetryServer(http, threads);
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void metrics(HttpExchange exchange, ExpositionFormats formats, PrometheusRegistry registry)
            throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/metrics")) {
            answer(exchange, "", 404, "here are /metrics, /healthz and /readyz");
            return;
        }
        ExpositionFormatWriter writer =
                formats.findWriter(exchange.getRequestHeaders().getFirst("Accept"));
        // Written to memory first: what fails on the way must not look like a complete scrape.
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
        writer.write(body, registry.scrape());
        send(exchange, 200, writer.getContentType(), body.toByteArray());
    }

    private static void answer(HttpExchange exchange, String path, int status, String text) throws IOException {
        // HttpServer matches by prefix: /healthzzz is nobody's.
        boolean known = path.isEmpty() || exchange.getRequestURI().getPath().equals(path);
        send(exchange, known ? status : 404, TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", type);
            if (method.equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
