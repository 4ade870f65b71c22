package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.config.InvalidSetting;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.PrometheusSettings.OwnSource;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private PrometheusCredentials credentials = new PrometheusCredentials();

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
            credentials.files().findFirst().ifPresent(file -> {
                throw new InvalidSetting(
                        "--prometheus-url", "", "an address, since " + file + " is to be used with it");
            });
            return new OwnSource.None();
        }
        return credentials.source("--prometheus-url", url);
    }
}
