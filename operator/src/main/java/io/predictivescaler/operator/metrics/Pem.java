package io.predictivescaler.operator.metrics;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as text between BEGIN and END lines (RFC 7468). Messages never quote the text. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    private Pem() {}

    /** The certificates of {@code pem} in their order, at least one. */
    static List<X509Certificate> certificates(String pem) {
        List<X509Certificate> found = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(pem); block.find(); ) {
            if (block.group(1).equals("CERTIFICATE")) {
                found.add(certificate(decoded(block)));
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate in it: PEM with BEGIN CERTIFICATE is expected");
        }
        return found;
    }

    /** The first private key of {@code pem}: PKCS #8, or RSA's and EC's own older forms. */
    static PrivateKey privateKey(String pem) {
        for (Matcher block = BLOCK.matcher(pem); block.find(); ) {
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return pkcs8(decoded(block));
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs8(Der.rsaToPkcs8(decoded(block)));
                }
                case "EC PRIVATE KEY" -> {
                    return pkcs8(Der.ecToPkcs8(decoded(block)));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new IllegalArgumentException("the private key is encrypted: store it without a passphrase");
                default -> {}
            }
        }
        throw new IllegalArgumentException("there is no private key in it: PEM with BEGIN PRIVATE KEY is expected");
    }

    private static byte[] decoded(Matcher block) {
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + block.group(1) + " is no base64", e);
        }
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("its certificate cannot be read", e);
        }
    }

    private static PrivateKey pkcs8(byte[] der) {
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            Optional<PrivateKey> key = pkcs8(der, algorithm);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IllegalArgumentException("its private key is neither RSA, EC nor Ed25519, or cannot be read");
    }

    /** Nothing when the key is of another algorithm. */
    private static Optional<PrivateKey> pkcs8(byte[] der, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
