package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.config.InvalidSetting;
import io.predictivescaler.operator.config.PrometheusSettings.Credentials;
import io.predictivescaler.operator.config.PrometheusSettings.HeadersFile;
import io.predictivescaler.operator.config.PrometheusSettings.OwnSource;
import io.predictivescaler.operator.config.PrometheusSettings.Trust;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options about how a Prometheus that the command line names is spoken to. An empty text stands for an option that was not given. */
final class PrometheusCredentials {
    @Option(
            names = "--prometheus-bearer-token-file",
            paramLabel = "FILE",
            defaultValue = "",
            description = "File with the bearer token for it.")
    private String bearerTokenFile = "";

    @Option(
            names = "--prometheus-basic-auth-file",
            paramLabel = "FILE",
            defaultValue = "",
            description = "File with USER:PASSWORD for it.")
    private String basicAuthFile = "";

    @Option(
            names = "--prometheus-headers-file",
            paramLabel = "FILE",
            defaultValue = "",
            description = "File of 'Name: value' lines, sent to it with every request.")
    private String headersFile = "";

    @Option(
            names = "--prometheus-ca-file",
            paramLabel = "FILE",
            defaultValue = "",
            description = "PEM certificates of the authorities that vouch for it" + " (default: the Java runtime's).")
    private String caFile = "";

    /** The source at {@code url}, which {@code option} names. */
    OwnSource.At source(String option, String url) {
        return new OwnSource.At(address(option, url), credentials(), headers(), trust());
    }

    /** The files that were given, for no address. */
    Stream<String> files() {
        return Stream.of(bearerTokenFile, basicAuthFile, headersFile, caFile).filter(file -> !file.isEmpty());
    }

    private static URI address(String option, String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSetting(option, url, "an address such as http://prometheus.monitoring:9090");
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
