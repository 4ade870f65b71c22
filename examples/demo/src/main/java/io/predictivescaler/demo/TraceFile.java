package io.predictivescaler.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A recorded series of demand: CSV with the header {@code timestamp,value}, timestamps in RFC 3339 and rising on a regular grid,
 * values not negative. A row that is not there is a gap.
 */
final class TraceFile {
    private static final String HEADER = "timestamp,value";
    private static final int MOST_STEPS = 5_000_000;
    private static final Duration LEAST_HISTORY = Duration.ofDays(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final Path file;
    private final List<Instant> times = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    private TraceFile(Path file) {
        this.file = file;
    }

    /**
     * The last {@code days} of the trace to live, up to four weeks before them as past, the largest 5-minute mean brought to
     * {@code peak}.
     */
    static Scenario scenario(Path file, int days, double peak) throws UnusableTrace {
        TraceFile trace = new TraceFile(file);
        trace.read();
        return trace.replay(days, peak);
    }

    private void read() throws UnusableTrace {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int line = 1;
            String header = reader.readLine();
            if (header == null || !strip(header).equalsIgnoreCase(HEADER)) {
                throw problem(line, "the header is " + quoted(header) + "; make it " + quoted(HEADER));
            }
            for (String row = reader.readLine(); row != null; row = reader.readLine()) {
                line++;
                if (!row.isBlank()) {
                    add(line, strip(row));
                }
            }
        } catch (NoSuchFileException e) {
            throw new UnusableTrace("There is no trace " + file + "; --trace takes the path of a CSV file.");
        } catch (CharacterCodingException e) {
            throw new UnusableTrace("The trace " + file + " is not text in UTF-8; --trace takes a CSV file.");
        } catch (IOException e) {
            throw new UnusableTrace("The trace " + file + " cannot be read (" + e + "); --trace takes a CSV file.");
        }
        if (times.size() < 2) {
            throw new UnusableTrace("The trace " + file + " has " + times.size()
                    + " rows; a trace has some days of them, one a line below the header.");
        }
    }

    private void add(int line, String row) throws UnusableTrace {
        String[] cells = row.split(",", -1);
        if (cells.length != 2) {
            throw problem(
                    line, quoted(row) + " has " + cells.length + " cells; write a timestamp, a comma and a value");
        }
        Instant time = time(line, cells[0].strip());
        if (!times.isEmpty() && !time.isAfter(times.getLast())) {
            throw problem(
                    line, time + " does not come after " + times.getLast() + "; sort the rows by time, each time once");
        }
        times.add(time);
        values.add(value(line, cells[1].strip()));
    }

    private Instant time(int line, String text) throws UnusableTrace {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw problem(line, quoted(text) + " is no timestamp; write it as 2026-03-05T08:00:00Z");
        }
    }

    private double value(int line, String text) throws UnusableTrace {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, together with numbers that are none
        }
        throw problem(line, quoted(text) + " is no demand; write a number that is not negative, or leave the row out");
    }

    private Scenario replay(int days, double peak) throws UnusableTrace {
        Duration step = step();
        Instant last = times.getLast().plus(step);
        Instant liveFrom = minute(last.minus(Duration.ofDays(days)));
        Duration past = Duration.between(times.getFirst(), liveFrom);
        if (past.compareTo(LEAST_HISTORY) < 0) {
            double covered = Duration.between(times.getFirst(), last).toHours() / 24.0;
            throw new UnusableTrace("The trace " + file + " covers " + covered + " days; to live " + days
                    + (days == 1 ? " day" : " days") + " of it with a day of history takes " + (days + 1)
                    + ". Choose fewer with --days, or another trace.");
        }
        Instant start = liveFrom.minus(Scenario.HISTORY);
        DemandCurve curve = curve(step, start.isAfter(times.getFirst()) ? start : times.getFirst());
        double largest = curve.largestMean(FIVE_MINUTES);
        if (largest == 0) {
            throw new UnusableTrace("The trace " + file + " is 0 throughout its last " + days
                    + " days and the four weeks before; there is nothing to scale for.");
        }
        Instant end = liveFrom.plus(Duration.ofDays(days));
        return new Scenario(file.getFileName() + "", curve.scaledBy(peak / largest), liveFrom, end);
    }

    /** The smallest distance of two rows, of which every other one is a multiple. */
    private Duration step() throws UnusableTrace {
        Duration smallest = Duration.between(times.get(0), times.get(1));
        for (int i = 2; i < times.size(); i++) {
            Duration distance = Duration.between(times.get(i - 1), times.get(i));
            smallest = distance.compareTo(smallest) < 0 ? distance : smallest;
        }
        if (smallest.toMillis() < 1000) {
            throw new UnusableTrace(
                    "The trace " + file + " has rows less than a second apart; sum them up by the minute.");
        }
        for (int i = 1; i < times.size(); i++) {
            if (Duration.between(times.get(0), times.get(i)).toMillis() % smallest.toMillis() != 0) {
                throw new UnusableTrace("The trace " + file + " is not on a regular grid: " + times.get(i)
                        + " is no multiple of " + smallest.toSeconds() + " s after " + times.get(0)
                        + ". Bring its rows to even steps.");
            }
        }
        long steps = Duration.between(times.getFirst(), times.getLast()).dividedBy(smallest) + 1;
        if (steps > MOST_STEPS) {
            throw new UnusableTrace("The trace " + file + " spans " + steps + " steps of " + smallest.toSeconds()
                    + " s; at most " + MOST_STEPS + " can be replayed. Cut it or sum its rows up by the minute.");
        }
        return smallest;
    }

    /** Steps from the grid's instant at or before {@code from} to the end; a gap goes on as it was. */
    private DemandCurve curve(Duration step, Instant from) {
        long offset = Duration.between(times.getFirst(), from).dividedBy(step);
        Instant start = times.getFirst().plus(step.multipliedBy(offset));
        int length = Math.toIntExact(Duration.between(start, times.getLast()).dividedBy(step) + 1);
        double[] steps = new double[length];
        BitSet missing = new BitSet(length);
        missing.set(0, length);
        double before = 0;
        for (int i = 0; i < times.size(); i++) {
            long index = Duration.between(start, times.get(i)).toMillis() / step.toMillis();
            if (times.get(i).isBefore(start)) {
                before = values.get(i);
            } else {
                steps[(int) index] = values.get(i);
                missing.clear((int) index);
            }
        }
        for (int i = 0; i < length; i++) {
            steps[i] = missing.get(i) ? before : steps[i];
            before = steps[i];
        }
        return new DemandCurve(start, step, steps, missing);
    }

    private static Instant minute(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 60) * 60);
    }

    private UnusableTrace problem(int line, String what) {
        return new UnusableTrace(file + ", line " + line + ": " + what + ".");
    }

    private static String strip(String row) {
        return row.replace("\uFEFF", "").strip();
    }

    private static String quoted(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return "missing";
        }
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
    }
}
