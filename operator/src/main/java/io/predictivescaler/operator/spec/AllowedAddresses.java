package io.predictivescaler.operator.spec;

import io.predictivescaler.operator.config.HostPattern;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The addresses besides the operator's own source that users may name.
 *
 * @param patterns {@code host}, {@code host:port}, or either with {@code *.} for exactly one leading label
 */
public record AllowedAddresses(List<String> patterns) {
    public AllowedAddresses {
        patterns = patterns.stream()
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .toList();
        for (String pattern : patterns) {
            if (!HostPattern.accepts(pattern)) {
                throw new IllegalArgumentException(
                        "an allowed address is host or host:port, with *. in front at most, not " + pattern);
            }
        }
    }

    /** No other address. */
    public static AllowedAddresses none() {
        return new AllowedAddresses(List.of());
    }

    /** Whether users may name this address. */
    public boolean admits(URI url) {
        Origin origin = Origin.of(url);
        return patterns.stream().anyMatch(pattern -> admits(pattern, origin));
    }

    private static boolean admits(String pattern, Origin origin) {
        // An IPv6 address has colons of its own, inside its brackets.
        int colon = pattern.indexOf(':', pattern.indexOf(']') + 1);
        String host = colon < 0 ? pattern : pattern.substring(0, colon);
        boolean portFits = colon < 0 || Integer.parseInt(pattern.substring(colon + 1)) == origin.port();
        return portFits && hostFits(host, origin.host());
    }

    private static boolean hostFits(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return host.equals(pattern);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot + 1).equals(pattern.substring(2));
    }
}
