package io.predictivescaler.operator;

import io.predictivescaler.operator.config.PrometheusSettings.Credentials;
import io.predictivescaler.operator.config.PrometheusSettings.HeadersFile;
import io.predictivescaler.operator.config.PrometheusSettings.OwnSource;
import io.predictivescaler.operator.config.PrometheusSettings.Trust;
import io.predictivescaler.operator.metrics.Authentication;
import io.predictivescaler.operator.metrics.PrometheusEndpoint;
import io.predictivescaler.operator.metrics.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operator's own Prometheus with what its files hold now: tokens and certificates are rotated under a running process. */
final class OperatorEndpoint {
    private OperatorEndpoint() {}

    /**
     * @throws IOException when a file cannot be read
     * @throws IllegalArgumentException when a file does not hold what it should
     */
    static PrometheusEndpoint of(OwnSource.At source, Duration timeout) throws IOException {
        return new PrometheusEndpoint(
                source.url(),
                timeout,
                headers(source.headers()),
                authentication(source.credentials()),
                tls(source.trust()));
    }

    private static Map<String, String> headers(HeadersFile headers) throws IOException {
        return switch (headers) {
            case HeadersFile.None none -> Map.of();
            case HeadersFile.At at -> {
                Map<String, String> values = new LinkedHashMap<>();
                for (String line : Files.readAllLines(at.file())) {
                    int colon = line.indexOf(':');
                    if (colon > 0) {
                        values.put(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip());
                    } else if (!line.isBlank()) {
                        throw new IllegalArgumentException(at.file() + " has a line that is not 'Name: value'");
                    }
                }
                yield values;
            }
        };
    }

    private static Authentication authentication(Credentials credentials) throws IOException {
        return switch (credentials) {
            case Credentials.None none -> new Authentication.None();
            case Credentials.BearerTokenFile token -> new Authentication.Bearer(firstLine(token.file()));
            case Credentials.BasicAuthFile basic -> {
                String line = firstLine(basic.file());
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw new IllegalArgumentException(basic.file() + " does not hold user:password");
                }
                yield new Authentication.Basic(line.substring(0, colon), line.substring(colon + 1));
            }
        };
    }

    private static TlsMaterial tls(Trust trust) throws IOException {
        TlsMaterial standard = TlsMaterial.systemTrust();
        return switch (trust) {
            case Trust.Default system -> standard;
            case Trust.CaFile ca ->
                new TlsMaterial(
                        new TlsMaterial.Trust.Only(Files.readString(ca.file())),
                        standard.identity(),
                        standard.serverName());
        };
    }

    private static String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("").strip();
    }
}
