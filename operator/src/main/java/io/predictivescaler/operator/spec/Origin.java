package io.predictivescaler.operator.spec;

import java.net.URI;
import java.util.Locale;

/**
 * The server behind an address, in a form that compares.
 *
 * @param host in lower case, without the root's dot
 * @param port as stated, or the scheme's own
 */
record Origin(String host, int port) {

    /** Of an address with scheme http or https and a host. */
    static Origin of(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        int standard = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        return new Origin(
                host.endsWith(".") ? host.substring(0, host.length() - 1) : host,
                url.getPort() < 0 ? standard : url.getPort());
    }
}
