package io.predictivescaler.operator.metrics;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for one test. */
public final class TestAuthority {
    /** A certificate with its key, signed by the authority that issued it. */
    public record Issued(X509Certificate certificate, PrivateKey key) {
        public String certificatePem() {
            return TestAuthority.pem(certificate);
        }

        /** In the key's own older form: PKCS #1 for RSA, SEC 1 for EC. */
        String olderKeyPem() {
            if (key instanceof java.security.interfaces.ECPrivateKey ec) {
                // Given the JDK's key, Bouncy Castle's writer leaves the curve out, which OpenSSL and Go do not.
                return pem("EC PRIVATE KEY", sec1(ec));
            }
            return TestAuthority.pem(key);
        }

        public String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }

        private static byte[] sec1(java.security.interfaces.ECPrivateKey key) {
            try {
                return new ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1).getEncoded();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String pem(String kind, byte[] der) {
            return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                    + "-----\n";
        }
    }

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    public TestAuthority(String name) {
        this.name = new X500Name("CN=" + name);
        this.keys = keys("EC");
        JcaX509v3CertificateBuilder builder = builder(this.name, keys);
        add(builder, Extension.basicConstraints, new BasicConstraints(true));
        this.certificate = signed(builder);
    }

    public String pem() {
        return TestAuthority.pem(certificate);
    }

    /** A server's certificate for names. */
    public Issued server(GeneralName... names) {
        KeyPair own = keys("EC");
        JcaX509v3CertificateBuilder builder = builder(new X500Name("CN=server"), own);
        add(builder, Extension.subjectAlternativeName, new GeneralNames(names));
        return new Issued(signed(builder), own.getPrivate());
    }

    /** A client's certificate with a key of an algorithm. */
    public Issued client(String algorithm) {
        KeyPair own = keys(algorithm);
        return new Issued(signed(builder(new X500Name("CN=client"), own)), own.getPrivate());
    }

    /** What a server uses that has {@code issued} and trusts clients of this authority. */
    public SSLContext serverContext(Issued issued) {
        try {
            KeyStore own = store();
            own.setKeyEntry("server", issued.key(), new char[0], new Certificate[] {issued.certificate()});
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(own, new char[0]);
            KeyStore trusted = store();
            trusted.setCertificateEntry("ca", certificate);
            TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
            trustManagers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair own) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(own.getPublic().hashCode() & 0xffff_ffffL).add(BigInteger.ONE),
                Date.from(now.minus(1, ChronoUnit.DAYS)),
                Date.from(now.plus(1, ChronoUnit.DAYS)),
                subject,
                own.getPublic());
    }

    private X509Certificate signed(X509v3CertificateBuilder builder) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(X509v3CertificateBuilder builder, ASN1ObjectIdentifier extension, ASN1Encodable value) {
        try {
            builder.addExtension(extension, false, value);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
