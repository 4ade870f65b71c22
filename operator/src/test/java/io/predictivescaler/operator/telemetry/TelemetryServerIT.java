package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.predictivescaler.operator.config.ServerSettings;
import io.predictivescaler.operator.config.Shard;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryServerIT {
    private final AtomicReference<Readiness> readiness =
            new AtomicReference<>(new Readiness.NotReady("the first sync is under way"));
    private final TelemetryServer server =
            TelemetryServer.start(new ServerSettings(0, "127.0.0.1"), registry(), readiness::get);
    private final HttpClient http = HttpClient.newHttpClient();

    private static PrometheusRegistry registry() {
        PrometheusRegistry registry = new PrometheusRegistry();
        ScalerMetrics unused = new ScalerMetrics(registry, new Version("1.2.3"), Shard.whole(), Duration.ofMinutes(1));
        return registry;
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String accept) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void servesMetricsAsText() throws Exception {
        HttpResponse<String> response = send("GET", "/metrics", "text/plain");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.body()).contains("predictive_scaler_build_info{");
    }

    @Test
    void servesOpenMetricsToThoseWhoAskForIt() throws Exception {
        HttpResponse<String> response = send("GET", "/metrics", "application/openmetrics-text;version=1.0.0");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(response.body()).endsWith("# EOF\n");
    }

    @Test
    void isReadyWhenTheOperatorIs() throws Exception {
        HttpResponse<String> before = send("GET", "/readyz", "*/*");
        readiness.set(new Readiness.Ready());
        HttpResponse<String> after = send("GET", "/readyz", "*/*");

        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(before.body()).isEqualTo("the first sync is under way\n");
        assertThat(after.statusCode()).isEqualTo(200);
    }

    @Test
    void isAliveBeforeItIsReady() throws Exception {
        assertThat(send("GET", "/healthz", "*/*").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /metricsx, 404",
        "GET, /metrics/x, 404",
        "GET, /readyzz, 404",
        "HEAD, /metrics, 200",
        "HEAD, /healthz, 200",
        "POST, /metrics, 405",
        "DELETE, /readyz, 405"
    })
    void answersNothingElse(String method, String path, int status) throws Exception {
        assertThat(send(method, path, "*/*").statusCode()).isEqualTo(status);
    }

    @Test
    void saysWhichAddressItCannotHave() {
        int taken = server.port();

        assertThatThrownBy(() -> TelemetryServer.start(
                        new ServerSettings(taken, "127.0.0.1"), new PrometheusRegistry(), Readiness.Ready::new))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken + " (--bind, --port)");
    }

    @Test
    void stopsListeningWhenItIsClosed() {
        server.close();

        assertThatThrownBy(() -> send("GET", "/healthz", "*/*")).isInstanceOf(IOException.class);
    }
}
