package io.predictivescaler.operator.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * As much of ASN.1's distinguished encoding as wraps the older private key forms, which cert-manager writes unless told otherwise
 * and the JDK does not read, into PKCS #8: {@code SEQUENCE {0, SEQUENCE {algorithm, parameters}, OCTET STRING {key}}} (RFC 5208).
 */
final class Der {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CONTEXT_0 = 0xa0;

    private static final byte[] VERSION_0 = {0};
    /** 1.2.840.113549.1.1.1 with its parameters, NULL. */
    private static final byte[] RSA = {
        0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    /** 1.2.840.10045.2.1, whose parameters are the curve. */
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private Der() {}

    /** PKCS #1 (RFC 8017, A.1.2) as PKCS #8. */
    static byte[] rsaToPkcs8(byte[] key) {
        return wrapped(RSA, key);
    }

    /** SEC 1 (RFC 5915) as PKCS #8: the curve moves from inside the key to beside it. */
    static byte[] ecToPkcs8(byte[] key) {
        try {
            ByteBuffer inside = content(ByteBuffer.wrap(key), SEQUENCE);
            content(inside, INTEGER);
            content(inside, OCTETS);
            ByteBuffer curve = content(inside, CONTEXT_0);
            byte[] oid = new byte[curve.remaining()];
            curve.get(oid);
            return wrapped(joined(EC, oid), key);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("its EC private key names no curve, or ends too early", e);
        }
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, joined(tagged(INTEGER, VERSION_0), tagged(SEQUENCE, algorithm), tagged(OCTETS, key)));
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(content.length >> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** The content of the element at hand, which must have {@code tag}; {@code in} moves behind it. */
    private static ByteBuffer content(ByteBuffer in, int tag) {
        if ((in.get() & 0xff) != tag) {
            throw new IllegalArgumentException("its EC private key names no curve, or cannot be read");
        }
        int length = in.get() & 0xff;
        if (length >= 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (in.get() & 0xff);
            }
        }
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
