package io.predictivescaler.operator.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operator in a process of its own, as a container runs it, on a {@link SmallCluster}. */
final class OperatorProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int POLL_MILLIS = 5;

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private OperatorProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
        // Whatever ends this JVM, nothing is left running.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Starts it and does not wait.
     *
     * @param program the command up to where the image's arguments begin
     * @param directory where it starts
     * @param log the process's output goes there
     */
    static OperatorProcess start(List<String> program, Path directory, SmallCluster cluster, Path log) {
        int port = freePort();
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                "operator",
                "--prometheus-url=" + cluster.prometheus(),
                "--port=" + port,
                "--bind=127.0.0.1",
                "--lease-namespace=shop",
                "--benefits=Off"));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("JDK_"));
            builder.environment().putAll(cluster.environment());
            return new OperatorProcess(builder.start(), port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the path answers 200, and returns the body. */
    String await(String path) {
        long giveUp = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < giveUp) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the operator has ended with " + process.exitValue() + ": " + output());
            }
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (IOException notYet) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + path, e);
            }
        }
        throw new IllegalStateException(path + " did not answer 200 within " + LONGEST_START + ": " + output());
    }

    /** What it has printed so far. */
    String output() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Sends SIGTERM and returns the exit code. */
    int stop(Duration atMost) {
        process.destroy();
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("not stopped within " + atMost + " of SIGTERM: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the operator stops", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
