package io.predictivescaler.operator.metrics;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The JDK's own TLS, with the trust, identity and server name of a {@link TlsMaterial}. */
final class TlsContext {
    private TlsContext() {}

    static SSLContext of(TlsMaterial material) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(material.identity()), trust(material.trust()), null);
            return switch (material.serverName()) {
                case TlsMaterial.ServerName.OfUrl host -> context;
                case TlsMaterial.ServerName.Given given -> ServerNameContext.of(context, given.name());
            };
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the TLS material of a Prometheus source cannot be used", e);
        }
    }

    private static TrustManager @Nullable [] trust(TlsMaterial.Trust trust)
            throws GeneralSecurityException, IOException {
        return switch (trust) {
            case TlsMaterial.Trust.OfJdk all -> null;
            case TlsMaterial.Trust.Only only -> {
                KeyStore store = emptyStore();
                List<X509Certificate> authorities = Pem.certificates(only.caPem());
                for (int i = 0; i < authorities.size(); i++) {
                    store.setCertificateEntry("ca-" + i, authorities.get(i));
                }
                TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
                factory.init(store);
                yield factory.getTrustManagers();
            }
        };
    }

    private static KeyManager @Nullable [] keys(TlsMaterial.Identity identity)
            throws GeneralSecurityException, IOException {
        return switch (identity) {
            case TlsMaterial.Identity.None nobody -> null;
            case TlsMaterial.Identity.Certificate client -> {
                KeyStore store = emptyStore();
                char[] inMemoryOnly = {};
                store.setKeyEntry(
                        "client",
                        Pem.privateKey(client.keyPem()),
                        inMemoryOnly,
                        Pem.certificates(client.chainPem()).toArray(Certificate[]::new));
                KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
                factory.init(store, inMemoryOnly);
                yield factory.getKeyManagers();
            }
        };
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
