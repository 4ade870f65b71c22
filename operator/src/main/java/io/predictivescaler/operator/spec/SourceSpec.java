package io.predictivescaler.operator.spec;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Which Prometheus is asked, and with whose credentials. */
public sealed interface SourceSpec {
    /** The operator's own, with the operator's address, tenant and credentials. */
    record OperatorSource() implements SourceSpec {}

    /**
     * One that the user named, with the user's credentials and none of the operator's.
     *
     * @param url address without credentials or query; in the operator's list of allowed addresses, and not its own
     * @param timeout of one request
     */
    record OwnSource(URI url, Duration timeout, List<Header> headers, Auth auth, Tls tls) implements SourceSpec {
        public OwnSource {
            headers = List.copyOf(headers);
        }
    }

    /** A header sent along. */
    sealed interface Header {
        /** Its name, as the user wrote it. */
        String name();

        /** One whose value stands in the resource. */
        record Plain(String name, String value) implements Header {}

        /** One whose value a Secret holds. */
        record FromSecret(String name, ObjectKey value) implements Header {}
    }

    /** How to log in. */
    sealed interface Auth {
        /** Not at all. */
        record None() implements Auth {}

        /** With a token. */
        record Bearer(ObjectKey token) implements Auth {}

        /** With user name and password. */
        record Basic(ObjectKey username, ObjectKey password) implements Auth {}
    }

    /** Transport security. The server's certificate is always verified. */
    record Tls(Authority authority, Identity identity, ServerName serverName) {
        /** What holds where the user says nothing. */
        public static Tls standard() {
            return new Tls(new Authority.Standard(), new Identity.None(), new ServerName.OfUrl());
        }
    }

    /** Whose certificates are trusted. */
    sealed interface Authority {
        /** Those that the operator trusts by itself. */
        record Standard() implements Authority {}

        /** The PEM under a key of a ConfigMap. */
        record InConfigMap(ObjectKey key) implements Authority {}

        /** The PEM under a key of a Secret. */
        record InSecret(ObjectKey key) implements Authority {}
    }

    /** Who the operator says it is. */
    sealed interface Identity {
        /** Nobody. */
        record None() implements Identity {}

        /** The certificate of a Secret of type kubernetes.io/tls. */
        record InSecret(String secretName) implements Identity {}
    }

    /** The name that the server's certificate must bear. */
    sealed interface ServerName {
        /** The host of the address. */
        record OfUrl() implements ServerName {}

        /** Another one. */
        record Stated(String name) implements ServerName {}
    }

    /** A key of a Secret or ConfigMap in the resource's own namespace. */
    record ObjectKey(String object, String key) {}
}
