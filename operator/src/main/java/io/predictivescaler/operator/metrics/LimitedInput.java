package io.predictivescaler.operator.metrics;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to give more than a number of bytes. */
final class LimitedInput extends FilterInputStream {
    /** There would be more than the limit. */
    static final class Exceeded extends IOException {
        Exceeded(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    private final long limit;
    private long read;

    LimitedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = super.read(into, offset, length);
        count(Math.max(0, got));
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) throws Exceeded {
        read += bytes;
        if (read > limit) {
            throw new Exceeded(limit);
        }
    }
}
