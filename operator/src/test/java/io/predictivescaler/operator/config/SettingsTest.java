package io.predictivescaler.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.predictivescaler.operator.config.LeaderElectionSettings.LeaseNamespace;
import io.predictivescaler.operator.config.PrometheusSettings.Credentials;
import io.predictivescaler.operator.config.PrometheusSettings.HeadersFile;
import io.predictivescaler.operator.config.PrometheusSettings.OwnSource;
import io.predictivescaler.operator.config.PrometheusSettings.Trust;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static Stream<Arguments> refused() {
        return Stream.of(
                value("--refresh", "0s", () -> new ReconcileSettings(Duration.ZERO, 1, 1, Benefits.Daily)),
                value(
                        "--refresh",
                        "3601s",
                        () -> new ReconcileSettings(Duration.ofSeconds(3601), 1, 1, Benefits.Daily)),
                value("--fit-threads", "0", () -> new ReconcileSettings(MINUTE, 0, 1, Benefits.Daily)),
                value("--reconcile-threads", "257", () -> new ReconcileSettings(MINUTE, 1, 257, Benefits.Daily)),
                value("--port", "-1", () -> new ServerSettings(-1, "0.0.0.0")),
                value("--bind", " ", () -> new ServerSettings(0, " ")),
                value("--namespaces", "", () -> new WatchSettings.OnlyNamespaces(Set.of())),
                value("--namespaces", "-web", () -> new WatchSettings.OnlyNamespaces(Set.of("shop", "-web"))),
                value("--kill-switch-configmap", "a/b", () -> new KillSwitchSettings("a/b")),
                value("--shard-count", "0", () -> new Shard(0, 0)),
                value("--shard-count", "65", () -> new Shard(0, 65)),
                value("--shard", "-1", () -> new Shard(-1, 3)),
                value("--shard", "3", () -> new Shard(3, 3)),
                value("--lease-name", "A", () -> new LeaderElectionSettings.On("A", new LeaseNamespace.Own())),
                value("--lease-namespace", "a.b", () -> new LeaseNamespace.Named("a.b")),
                value("--prometheus-timeout", "301s", () -> prometheus(List.of(), Duration.ofSeconds(301), 1, 1 << 20)),
                value("--prometheus-concurrency", "0", () -> prometheus(List.of(), TIMEOUT, 0, 1 << 20)),
                value("--prometheus-response-limit", "1 bytes", () -> prometheus(List.of(), TIMEOUT, 1, 1)),
                value("--prometheus-url", "/prometheus", () -> source("/prometheus")),
                value("--prometheus-url", "http://a?b=c", () -> source("http://a?b=c")));
    }

    private static Arguments value(String option, String value, ThrowingCallable creation) {
        return Arguments.of(option, value, creation);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aValueThatWillNotDoIsRefusedByName(String option, String value, ThrowingCallable creation) {
        assertThatThrownBy(creation)
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(option + " takes ")
                .hasMessageEndingWith(", not '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus", "thanos.example:9090", "*.example", "10.0.0.1", "[::1]:9090", "a:65535"})
    void hostsMayBeAllowed(String host) {
        assertThat(prometheus(List.of(host), TIMEOUT, 1, 1 << 20).allowedHosts())
                .containsExactly(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "http://a",
                "a/b",
                "a*b",
                "*.",
                "user@host",
                "a:0",
                "a:65536",
                "[::1]:65536",
                "[1]",
                "::1"
            })
    void whatIsNoHostIsNotAllowed(String host) {
        assertThatThrownBy(() -> prometheus(List.of(host), TIMEOUT, 1, 1 << 20))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("--prometheus-allowed-hosts takes host, host:port or *.domain");
    }

    @Test
    void namespacesKeepAnOrder() {
        assertThat(new WatchSettings.OnlyNamespaces(Set.of("web", "shop", "admin")).namespaces())
                .containsExactly("admin", "shop", "web");
    }

    private static PrometheusSettings prometheus(List<String> hosts, Duration timeout, int concurrency, long limit) {
        return new PrometheusSettings(new OwnSource.None(), hosts, timeout, concurrency, limit);
    }

    private static OwnSource source(String url) {
        return new OwnSource.At(URI.create(url), new Credentials.None(), new HeadersFile.None(), new Trust.Default());
    }
}
