package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.config.InvalidSetting;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.PrometheusSettings.Credentials;
import io.predictivescaler.operator.config.PrometheusSettings.HeadersFile;
import io.predictivescaler.operator.config.PrometheusSettings.OwnSource;
import io.predictivescaler.operator.config.PrometheusSettings.Trust;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of {@code operator} about Prometheus. An empty text stands for an option that was not given. */
final class PrometheusOptions {
    @Option(
            names = "--prometheus-url",
            paramLabel = "URL",
            defaultValue = "",
            description = "The operator's own Prometheus, used by resources that name none (default: none)."
                    + " Whoever may create PredictiveScalers can read numbers of everything behind it: give the"
                    + " operator a tenant or a filtered view where that matters.")
    private String url = "";

    @Option(
            names = "--prometheus-bearer-token-file",
            paramLabel = "FILE",
            defaultValue = "",
            description = "File with the bearer token for --prometheus-url.")
    private String bearerTokenFile = "";

    @Option(
            names = "--prometheus-basic-auth-file",
            paramLabel = "FILE",
            defaultValue = "",
            description = "File with USER:PASSWORD for --prometheus-url.")
    private String basicAuthFile = "";

    @Option(
            names = "--prometheus-headers-file",
            paramLabel = "FILE",
            defaultValue = "",
            description = "File of 'Name: value' lines, sent to --prometheus-url with every request.")
    private String headersFile = "";

    @Option(
            names = "--prometheus-ca-file",
            paramLabel = "FILE",
            defaultValue = "",
            description = "PEM certificates of the authorities that vouch for --prometheus-url"
                    + " (default: the Java runtime's).")
    private String caFile = "";

    @Option(
            names = "--prometheus-allowed-hosts",
            paramLabel = "HOST",
            split = ",",
            description = "Hosts that resources may name as their Prometheus: host, host:port or *.domain"
                    + " (default: none but that of --prometheus-url).")
    private List<String> allowedHosts = List.of();

    @Option(
            names = "--prometheus-timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description =
                    "Of one request to --prometheus-url (default: ${DEFAULT-VALUE}); a resource with a url of its own"
                            + " has its own timeout, 30s by default.")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--prometheus-concurrency",
            paramLabel = "N",
            defaultValue = "8",
            description = "Requests under way at the same time (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--prometheus-response-limit",
            paramLabel = "SIZE",
            defaultValue = "32Mi",
            converter = ByteSize.Converter.class,
            description = "Largest answer that is read (default: ${DEFAULT-VALUE}).")
    private ByteSize responseLimit = new ByteSize(0);

    PrometheusSettings settings() {
        return new PrometheusSettings(ownSource(), allowedHosts, timeout, concurrency, responseLimit.bytes());
    }

    private OwnSource ownSource() {
        if (url.isEmpty()) {
            Stream.of(bearerTokenFile, basicAuthFile, headersFile, caFile)
                    .filter(file -> !file.isEmpty())
                    .findFirst()
                    .ifPresent(file -> {
                        throw new InvalidSetting(
                                "--prometheus-url", "", "an address, since " + file + " is to be used with it");
                    });
            return new OwnSource.None();
        }
        return new OwnSource.At(address(), credentials(), headers(), trust());
    }

    private URI address() {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSetting("--prometheus-url", url, "an address such as http://prometheus.monitoring:9090");
        }
    }

    private Credentials credentials() {
        if (!bearerTokenFile.isEmpty() && !basicAuthFile.isEmpty()) {
            throw new InvalidSetting(
                    "--prometheus-basic-auth-file",
                    basicAuthFile,
                    "nothing beside --prometheus-bearer-token-file: one of the two is enough");
        }
        if (!bearerTokenFile.isEmpty()) {
            return new Credentials.BearerTokenFile(readable("--prometheus-bearer-token-file", bearerTokenFile));
        }
        return basicAuthFile.isEmpty()
                ? new Credentials.None()
                : new Credentials.BasicAuthFile(readable("--prometheus-basic-auth-file", basicAuthFile));
    }

    private HeadersFile headers() {
        return headersFile.isEmpty()
                ? new HeadersFile.None()
                : new HeadersFile.At(readable("--prometheus-headers-file", headersFile));
    }

    private Trust trust() {
        return caFile.isEmpty() ? new Trust.Default() : new Trust.CaFile(readable("--prometheus-ca-file", caFile));
    }

    private static Path readable(String option, String file) {
        Path path = Path.of(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new InvalidSetting(option, file, "a file that can be read");
        }
        return path;
    }
}
