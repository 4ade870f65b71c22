package io.predictivescaler.operator.testkit.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.predictivescaler.forecasting.series.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Prometheus' range query API on loopback. Replies that are queued by {@link #next} go out first, one per request; otherwise the
 * reply set for the query's text answers, and a query without one gives no series unless {@link #otherwise} says more.
 */
public final class PrometheusStub implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Reply> queued = new ConcurrentLinkedQueue<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<RangeRequestSeen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String scheme;
    private volatile Reply otherwise = Reply.nothing();

    private PrometheusStub(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A stub that speaks HTTP. */
    public static PrometheusStub start() {
        try {
            return new PrometheusStub(HttpServer.create(loopback(0), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stub that speaks HTTP on a port that was used before. */
    public static PrometheusStub startAgain(int port) {
        try {
            return new PrometheusStub(HttpServer.create(loopback(port), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stub that speaks HTTPS, with such engines as {@code parameters} make. */
    public static PrometheusStub startTls(SSLContext context, SSLParameters parameters) {
        try {
            HttpsServer server = HttpsServer.create(loopback(0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters https) {
                    https.setSSLParameters(parameters);
                }
            });
            return new PrometheusStub(server, "https");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on {@code query} answers what {@code series} holds, whatever the range and step. */
    public PrometheusStub serving(String query, Series series) {
        return serving(query, Reply.holding(series));
    }

    /** From now on {@code query} is answered so. */
    public PrometheusStub serving(String query, Reply reply) {
        replies.put(query, reply);
        return this;
    }

    /** From now on a query that has no reply of its own is answered so. */
    public PrometheusStub otherwise(Reply reply) {
        otherwise = reply;
        return this;
    }

    /** The next requests, whatever they ask, are answered so, each once. */
    public PrometheusStub next(Reply... once) {
        queued.addAll(List.of(once));
        return this;
    }

    /** The requests so far. */
    public List<RangeRequestSeen> requests() {
        return List.copyOf(seen);
    }

    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Closes the port; open requests break. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            RangeRequestSeen request = RangeRequestSeen.of(exchange);
            seen.add(request);
            Reply once = queued.poll();
            Reply reply = once != null ? once : replies.getOrDefault(request.query(), otherwise);
            if (!request.path().endsWith("/api/v1/query_range")) {
                reply = Reply.status(404);
            }
            reply.answer(request, exchange);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
