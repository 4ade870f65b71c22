package io.predictivescaler.operator.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where demand is read when a resource names no Prometheus of its own, and the limits on every read.
 *
 * @param allowedHosts addresses besides the own source's that resources may name: {@code host}, {@code host:port} or
 *     {@code *.domain}; none by default
 * @param timeout of one request to the own source; a resource with a url of its own has its own; 1 s to 5 min
 * @param concurrency requests under way at the same time; 1 to 256
 * @param responseLimit bytes that one answer may have; 64 KiB to 1 GiB
 */
public record PrometheusSettings(
        OwnSource ownSource, List<String> allowedHosts, Duration timeout, int concurrency, long responseLimit) {
    public PrometheusSettings {
        allowedHosts = List.copyOf(allowedHosts);
        for (String host : allowedHosts) {
            if (!HostPattern.accepts(host)) {
                throw new InvalidSetting(
                        "--prometheus-allowed-hosts", host, "host, host:port or *.domain, with a port of 1 to 65535");
            }
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new InvalidSetting("--prometheus-timeout", timeout.toSeconds() + "s", "a duration from 1s to 5m");
        }
        if (concurrency < 1 || concurrency > 256) {
            throw new InvalidSetting(
                    "--prometheus-concurrency", Integer.toString(concurrency), "a number from 1 to 256");
        }
        if (responseLimit < 1L << 16 || responseLimit > 1L << 30) {
            throw new InvalidSetting(
                    "--prometheus-response-limit", responseLimit + " bytes", "a size from 64Ki to 1Gi");
        }
    }

    /** The operator's own Prometheus. */
    public sealed interface OwnSource {
        /** There is none: each resource names its own. */
        record None() implements OwnSource {}

        /** One, with what only the operator may know of it. */
        record At(URI url, Credentials credentials, HeadersFile headers, Trust trust) implements OwnSource {
            public At {
                boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
                if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
                    throw new InvalidSetting(
                            "--prometheus-url",
                            url.getRawUserInfo() == null ? url.toString() : "(an address with a password in it)",
                            "an address such as http://prometheus.monitoring:9090, without query or fragment");
                }
                if (url.getRawUserInfo() != null) {
                    throw new InvalidSetting(
                            "--prometheus-url",
                            "(an address with a user in it)",
                            "an address without user and password (these go into --prometheus-basic-auth-file)");
                }
            }
        }
    }

    /** How the operator says who it is. Files are read anew when needed, since tokens are rotated. */
    public sealed interface Credentials {
        /** Not at all. */
        record None() implements Credentials {}

        /** A file that holds a bearer token and nothing else. */
        record BearerTokenFile(Path file) implements Credentials {}

        /** A file that holds {@code user:password} on its first line. */
        record BasicAuthFile(Path file) implements Credentials {}
    }

    /** Further request headers, such as a tenant. */
    public sealed interface HeadersFile {
        /** None. */
        record None() implements HeadersFile {}

        /** A file of {@code Name: value} lines. */
        record At(Path file) implements HeadersFile {}
    }

    /** Whom to believe to be the Prometheus. */
    public sealed interface Trust {
        /** Whoever the JVM's own authorities vouch for. */
        record Default() implements Trust {}

        /** Whoever these authorities vouch for: a file of PEM certificates. */
        record CaFile(Path file) implements Trust {}
    }
}
