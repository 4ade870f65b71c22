package io.predictivescaler.operator.metrics;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What broken connections mean, in words: the JDK's own are often empty. */
final class Breakage {
    private Breakage() {}

    /** Half a sentence that says what happened and, where there is something, what to check. */
    static String of(IOException broken) {
        Optional<SSLException> tls = cause(broken, SSLException.class);
        if (tls.isPresent()) {
            return "TLS failed (" + Optional.ofNullable(tls.get().getMessage()).orElse("no reason given")
                    + "): check the url's scheme and port, tls.ca, tls.serverName and tls.certificate";
        }
        if (isUnknownName(broken)) {
            return "its name does not resolve: check the url's host";
        }
        if (isOfConnecting(broken)) {
            return "it does not answer to a connection: check the url's host and port, and network policies";
        }
        if (cause(broken, ConnectException.class).isPresent()) {
            return "connection refused: check the url's port, and that Prometheus runs";
        }
        return "the connection broke before the answer was complete";
    }

    /** Whether trying again at once may help. */
    static boolean mayPass(IOException broken) {
        return cause(broken, SSLException.class).isEmpty();
    }

    static boolean isOfConnecting(IOException broken) {
        return cause(broken, HttpConnectTimeoutException.class).isPresent();
    }

    private static boolean isUnknownName(IOException broken) {
        return cause(broken, UnresolvedAddressException.class).isPresent()
                || cause(broken, UnknownHostException.class).isPresent();
    }

    private static <T extends Throwable> Optional<T> cause(Throwable broken, Class<T> type) {
        return Stream.iterate(Optional.of(broken), Optional::isPresent, at -> at.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
