package io.predictivescaler.operator.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One Prometheus (or what speaks its API) and how to speak to it. A value: other credentials make another endpoint. Its text shows
 * no secret.
 *
 * @param url http or https, with the path prefix if there is one ({@code https://mimir:8080/prometheus}), without user
 *     information, query and fragment
 * @param timeout for one request with its whole answer, positive
 * @param headers sent with each request; names are case-insensitive
 */
public record PrometheusEndpoint(
        URI url, Duration timeout, Map<String, String> headers, Authentication authentication, TlsMaterial tls) {
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** Printable, and what obs-text allows: a line break would begin another header. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    /** What the client sets itself, or refuses to have set. */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade");

    public PrometheusEndpoint {
        requireUsable(url);
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout of a Prometheus source is positive, not " + timeout);
        }
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            requireHeader(name, value);
            sorted.put(name, value);
        });
        headers = Collections.unmodifiableMap(sorted);
        if (headers.containsKey("Authorization") && authentication.header().isPresent()) {
            throw new IllegalArgumentException(
                    "the header Authorization cannot be set beside bearerToken or basicAuth");
        }
    }

    /** An endpoint without headers, credentials and own TLS material. */
    public static PrometheusEndpoint of(URI url, Duration timeout) {
        return new PrometheusEndpoint(url, timeout, Map.of(), new Authentication.None(), TlsMaterial.systemTrust());
    }

    /** Host and port, as messages name the source. */
    public String address() {
        return url.getHost() + ":" + port(url);
    }

    static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** Where range queries go. */
    URI rangeQueryUrl() {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "api/v1/query_range");
    }

    @Override
    public String toString() {
        return "PrometheusEndpoint[" + url + ", timeout " + timeout + ", headers " + headers.keySet() + ", "
                + authentication + ", " + tls + "]";
    }

    private static void requireUsable(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("the url of a Prometheus source begins with http:// or https://");
        }
        // Checked on the authority: a URI that Java cannot take apart into host and port has no user information
        // either.
        if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            throw new IllegalArgumentException("the url of a Prometheus source has no user information: "
                    + "put the credentials into basicAuth or bearerToken");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("the url of a Prometheus source names a host");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the url of a Prometheus source has no query and no fragment");
        }
    }

    /** Whether a header is one that a request can have beside the client's own. */
    static boolean canSend(String name, String value) {
        return HEADER_NAME.matcher(name).matches()
                && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
                && HEADER_VALUE.matcher(value).matches();
    }

    private static void requireHeader(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of an HTTP header");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header " + name + " is the client's own and cannot be set");
        }
        if (!HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the value of the header " + name + " has line breaks or other controls");
        }
    }
}
