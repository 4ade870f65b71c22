package io.predictivescaler.operator.trace;

import java.io.IOException;
import java.io.Reader;

/** The lines of a text, none longer than a limit: a file of another kind may be a single line of gigabytes. */
final class BoundedLines {
    private static final int LONGEST = 1000;

    private final Reader source;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder line = new StringBuilder();
    private int next;
    private int end;

    BoundedLines(Reader source) {
        this.source = source;
    }

    /** What came of reading on. */
    enum Found {
        Line,
        TooLong,
        End
    }

    /** Goes to the next line; {@link #text} is it then, or its beginning. */
    Found next() throws IOException {
        line.setLength(0);
        while (true) {
            if (next == end) {
                next = 0;
                end = source.read(buffer);
                if (end <= 0) {
                    end = 0;
                    return line.isEmpty() ? Found.End : Found.Line;
                }
            }
            char c = buffer[next++];
            if (c == '\n') {
                return Found.Line;
            }
            line.append(c);
            if (line.length() > LONGEST) {
                return Found.TooLong;
            }
        }
    }

    String text() {
        return line.toString();
    }
}
