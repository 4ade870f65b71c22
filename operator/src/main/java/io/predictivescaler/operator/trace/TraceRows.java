package io.predictivescaler.operator.trace;

import io.predictivescaler.operator.trace.BoundedLines.Found;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * The rows of a trace, one after the other: CSV with the header {@code timestamp,value}, timestamps in RFC 3339 and rising, values
 * finite and not negative. A row that is not there is a gap. Nothing is kept of a row but its time, so that a file may have any length.
 */
public final class TraceRows {
    private static final String HEADER = "timestamp,value";
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final char REPLACEMENT = '\uFFFD';
    private static final int LAST_YEAR = 9999;
    private static final int QUOTED = 60;

    private final Path file;
    private final Sink sink;
    private long line;
    private long rows;
    private long lineBefore;
    private Instant before = Instant.MIN;

    private TraceRows(Path file, Sink sink) {
        this.file = file;
        this.sink = sink;
    }

    /** Where rows go. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes the next row.
         *
         * @param line where it stands, from 1
         * @param time later than that of the row before
         * @param value finite, at least 0
         */
        void row(long line, Instant time, double value) throws UnusableTrace;
    }

    /**
     * Gives all rows of a file, at least two, to {@code sink}.
     *
     * @return the number of the last row's line
     */
    public static long read(Path file, Sink sink) throws UnusableTrace {
        if (Files.isDirectory(file)) {
            throw new UnusableTrace(
                    file + " is a directory; --trace takes the CSV files in it, as " + file + "/*.csv.");
        }
        TraceRows trace = new TraceRows(file, sink);
        // Unlike Files.newBufferedReader it goes on at bytes that are no text, so that their line can be told.
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            trace.read(new BoundedLines(reader));
        } catch (NoSuchFileException e) {
            throw new UnusableTrace("There is no trace " + file + "; --trace takes the path of a CSV file.");
        } catch (AccessDeniedException e) {
            throw new UnusableTrace("The trace " + file + " may not be read; give this user the right to.");
        } catch (IOException e) {
            throw new UnusableTrace("The trace " + file + " cannot be read (" + e + "); --trace takes a CSV file.");
        }
        return trace.lineBefore;
    }

    private void read(BoundedLines lines) throws IOException, UnusableTrace {
        Found found = advance(lines);
        checkHeader(found, lines.text());
        while ((found = advance(lines)) != Found.End) {
            if (!lines.text().isBlank()) {
                add(lines.text().strip());
            }
        }
        if (rows < 2) {
            throw problem("the trace ends with " + (rows == 0 ? "no row" : "1 row")
                    + "; a trace has some days of them, one a line below the header");
        }
    }

    private Found advance(BoundedLines lines) throws IOException, UnusableTrace {
        Found found = lines.next();
        switch (found) {
            case Line -> line++;
            case End -> {}
            case TooLong -> {
                line++;
                throw problem(
                        quoted(lines.text()) + " is no row of a trace but far longer; --trace takes a CSV file with"
                                + " the header '" + HEADER + "'");
            }
        }
        if (lines.text().indexOf(REPLACEMENT) >= 0) {
            throw problem(quoted(lines.text()) + " is no text in UTF-8; --trace takes a CSV file, unpacked");
        }
        return found;
    }

    private void checkHeader(Found found, String text) throws UnusableTrace {
        String header = text.replace("\uFEFF", "").strip();
        if (found == Found.End) {
            line = 1;
            throw problem("the file is empty; the header is '" + HEADER + "', and a row follows for each time");
        }
        if (!header.equalsIgnoreCase(HEADER)) {
            throw problem("the header is " + quoted(header) + "; make it '" + HEADER + "'");
        }
    }

    private void add(String row) throws UnusableTrace {
        int comma = row.indexOf(',');
        if (comma < 0 || row.indexOf(',', comma + 1) >= 0) {
            throw problem(quoted(row) + " has " + row.split(",", -1).length
                    + " cells; write a timestamp, a comma and a value");
        }
        Instant time = time(row.substring(0, comma).strip());
        if (time.equals(before)) {
            throw problem(time + " stands in line " + lineBefore + " already; keep one row for each time");
        }
        if (time.isBefore(before)) {
            throw problem(time + " does not come after " + before + " in line " + lineBefore
                    + "; sort the rows by time, each time once");
        }
        double value = value(row.substring(comma + 1).strip());
        before = time;
        lineBefore = line;
        rows++;
        sink.row(line, time, value);
    }

    private Instant time(String text) throws UnusableTrace {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeParseException e) {
            // said below, together with years of five digits
        }
        throw problem(quoted(text) + " is no timestamp; write it as 2026-03-05T08:00:00Z");
    }

    private double value(String text) throws UnusableTrace {
        if (NUMBER.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= Float.MAX_VALUE) {
                return value;
            }
        }
        throw problem(quoted(text) + " is no demand; write a number that is not negative, or leave the row out");
    }

    private UnusableTrace problem(String what) {
        return UnusableTrace.at(file, line, what);
    }

    private static String quoted(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().limit(QUOTED).forEach(c -> plain.append(Character.isISOControl(c) ? REPLACEMENT : (char) c));
        return "'" + plain + (text.length() > QUOTED ? "…" : "") + "'";
    }
}
