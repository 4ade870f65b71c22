package io.predictivescaler.operator.spec;

import io.predictivescaler.operator.config.PrometheusSettings;
import java.net.URI;

/**
 * What the operator's own settings say about resources.
 *
 * @param own where the operator itself asks
 * @param allowed the other addresses that users may name
 */
public record SpecDefaults(OwnAddress own, AllowedAddresses allowed) {
    /** As an operator with these settings has them. */
    public static SpecDefaults of(PrometheusSettings prometheus) {
        OwnAddress own = switch (prometheus.ownSource()) {
            case PrometheusSettings.OwnSource.None none -> new OwnAddress.None();
            case PrometheusSettings.OwnSource.At at -> new OwnAddress.At(at.url());
        };
        return new SpecDefaults(own, new AllowedAddresses(prometheus.allowedHosts()));
    }

    /** The operator's own Prometheus. */
    public sealed interface OwnAddress {
        /** It has none: each resource names its own. */
        record None() implements OwnAddress {}

        record At(URI url) implements OwnAddress {
            public At {
                if (url.getHost() == null) {
                    throw new IllegalArgumentException("the operator's own source needs a host: " + url);
                }
            }
        }
    }

    /** Whether this is the server that the operator itself asks. */
    boolean isOwnServer(URI url) {
        return switch (own) {
            case OwnAddress.None none -> false;
            case OwnAddress.At at -> Origin.of(url).equals(Origin.of(at.url()));
        };
    }

    /** Whether this is where on that server the operator asks. */
    boolean isOwnPlace(URI url) {
        return switch (own) {
            case OwnAddress.None none -> false;
            case OwnAddress.At at ->
                isOwnServer(url)
                        && path(url).equals(path(at.url()))
                        && url.getScheme().equalsIgnoreCase(at.url().getScheme());
        };
    }

    private static String path(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
