package io.predictivescaler.operator.metrics;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The addresses that the operator may be pointed at by those who write resources: without such a list anybody could use it to
 * reach what only the operator's network can. Entries are a host ({@code prometheus.monitoring}, any port), a host with its port
 * ({@code thanos.monitoring:9090}), or all names under a domain ({@code *.monitoring.svc}, also with a port; the domain itself is
 * not meant). Comparison is by name as written, without case and without a final dot; what a name resolves to is not looked at,
 * so whoever lists a name trusts its DNS. That redirects are never followed keeps an allowed host from sending the operator on.
 */
public final class AllowedAddresses {
    private static final Pattern ENTRY = Pattern.compile("(\\*\\.)?([a-z0-9_.-]+|\\[[0-9a-f:.]+\\])(?::(\\d{1,5}))?");

    private final List<Entry> entries;

    private AllowedAddresses(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * The addresses of a list.
     *
     * @throws IllegalArgumentException naming the first entry that is none
     */
    public static AllowedAddresses of(List<String> entries) {
        return new AllowedAddresses(entries.stream().map(Entry::parse).toList());
    }

    /** No address but the operator's own source, which needs no entry. */
    public static AllowedAddresses none() {
        return new AllowedAddresses(List.of());
    }

    /** Whether the host and port of {@code url} are on the list. */
    public boolean allows(URI url) {
        if (url.getHost() == null || url.getScheme() == null) {
            return false;
        }
        String host = normal(url.getHost());
        int port = PrometheusEndpoint.port(url);
        return entries.stream().anyMatch(entry -> entry.covers(host, port));
    }

    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** One line of the list; port 0 stands for any. */
    private record Entry(boolean wildcard, String name, int port) {
        static Entry parse(String text) {
            var matcher = ENTRY.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text
                        + "' is no allowed address: write host, host:port or *.domain, without scheme and path");
            }
            int port = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            if (port > 65_535 || (matcher.group(3) != null && port == 0)) {
                throw new IllegalArgumentException("the port of the allowed address '" + text + "' is 1 to 65535");
            }
            return new Entry(matcher.group(1) != null, normal(matcher.group(2)), port);
        }

        boolean covers(String host, int hostPort) {
            boolean sameHost =
                    wildcard ? host.endsWith("." + name) && host.length() > name.length() + 1 : host.equals(name);
            return sameHost && (port == 0 || port == hostPort);
        }
    }
}
