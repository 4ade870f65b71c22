package io.predictivescaler.operator.testkit.prometheus;

import io.predictivescaler.forecasting.series.Series;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The real program on a loopback port, with a store that was filled with the past: {@code prometheus} and {@code promtool} of the
 * PATH. It scrapes nothing. Stopped, it can be started again on the same port with the same store.
 */
public final class RealPrometheus implements AutoCloseable {
    /** The default of 15 days counts from the newest sample and would delete most of a back-filled store. */
    private static final String KEEP_ALL = "--storage.tsdb.retention.time=100y";

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private RealPrometheus(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Skips the test, and says so, where the programs are not installed. */
    public static void assumeInstalled() {
        Assumptions.assumeTrue(
                onPath("prometheus") && onPath("promtool"),
                "skipped: prometheus and promtool are not on the PATH (Debian: apt-get install prometheus)");
    }

    /**
     * A running server that knows {@code metrics}.
     *
     * @param directory an empty one, for the store, the configuration and the log
     * @param metrics by name and labels as written in PromQL, {@code requests{pod="a"}}; the value of step {@code [t, t + step)}
     *     becomes the sample at {@code t + step}. Several series of one metric are named next to each other
     */
    public static RealPrometheus holding(Path directory, Map<String, Series> metrics) {
        return holding(directory, OpenMetrics.of(metrics));
    }

    /** A running server that knows the samples of a text in the OpenMetrics format. */
    public static RealPrometheus holding(Path directory, String openMetrics) {
        try {
            Path samples = Files.writeString(directory.resolve("samples.om"), openMetrics);
            Files.writeString(directory.resolve("prometheus.yml"), "global: {scrape_interval: 1h}\n");
            // Two-hour blocks, the default, take a second for each five days; one long block takes none.
            run(
                    directory,
                    "promtool",
                    "tsdb",
                    "create-blocks-from",
                    "openmetrics",
                    "--quiet",
                    "--max-block-duration=17520h",
                    samples.toString(),
                    directory.resolve("data").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RealPrometheus prometheus = new RealPrometheus(directory, freePort());
        prometheus.start();
        return prometheus;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts the program and waits until it answers queries. */
    public void start() {
        Process started = launch();
        process = started;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        Awaitility.await("Prometheus is ready; its log is in " + directory)
                .atMost(Duration.ofSeconds(60))
                .failFast("Prometheus has ended; see its log", () -> !started.isAlive())
                .ignoreExceptions()
                .until(this::isReady);
    }

    /** Stops the program, if it runs, and waits until it is gone. */
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        process = null;
        running.destroy();
        try {
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private Process launch() {
        try {
            return new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + directory.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + directory.resolve("data"),
                            KEEP_ALL,
                            "--web.listen-address=127.0.0.1:" + port)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("prometheus.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(url().resolve("/-/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    private static void run(Path directory, String... command) throws IOException {
        Path log = directory.resolve("promtool.log");
        Process tool = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (tool.waitFor() != 0) {
                throw new IllegalStateException(command[0] + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            tool.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while filling the store", e);
        }
    }

    private static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
