package io.predictivescaler.operator.metrics;

import javax.net.ssl.SNIHostName;

/**
 * Whom to trust and who to be on a TLS connection. There is no way to trust everybody.
 *
 * @param trust whose server certificates are accepted
 * @param identity the client's own certificate
 * @param serverName which name the server's certificate must carry and is asked for
 */
public record TlsMaterial(Trust trust, Identity identity, ServerName serverName) {
    /** The JDK's certificate authorities, no client certificate, the url's host as the server's name. */
    public static TlsMaterial systemTrust() {
        return new TlsMaterial(new Trust.OfJdk(), new Identity.None(), new ServerName.OfUrl());
    }

    /** Whose server certificates are accepted. */
    public sealed interface Trust {
        /** The certificate authorities that the JDK brings. */
        record OfJdk() implements Trust {}

        /** These certificate authorities and nobody else: one or more certificates as PEM. */
        record Only(String caPem) implements Trust {
            public Only {
                Pem.certificates(caPem);
            }

            @Override
            public String toString() {
                return "Only[" + caPem.length() + " characters of PEM]";
            }
        }
    }

    /** The client's own certificate. */
    public sealed interface Identity {
        /** No client certificate. */
        record None() implements Identity {}

        /** A chain of certificates, the client's first, and its unencrypted private key (RSA or EC), each as PEM. */
        record Certificate(String chainPem, String keyPem) implements Identity {
            public Certificate {
                Pem.certificates(chainPem);
                Pem.privateKey(keyPem);
            }

            @Override
            public String toString() {
                return "Certificate[***]";
            }
        }
    }

    /** The name that the server's certificate must carry. */
    public sealed interface ServerName {
        /** The host of the url. */
        record OfUrl() implements ServerName {}

        /** This DNS name, whatever the url's host is. */
        record Given(String name) implements ServerName {
            public Given {
                // Refuses what is no DNS name; an address has no place in the handshake's field for names.
                new SNIHostName(name);
            }
        }
    }
}
