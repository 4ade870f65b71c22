package io.predictivescaler.operator.trace;

import io.predictivescaler.forecasting.series.Series;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A recorded series of demand on an even grid.
 *
 * @param file where it comes from
 * @param name the file's name without its ending
 * @param series means of the rows in each step; a step without a row is missing
 * @param lines the number of the last row's line
 */
public record Trace(Path file, String name, Series series, long lines) {

    /**
     * Reads a trace by its own step, which is the smallest distance of two rows, or by five minutes where rows are closer than that.
     */
    public static Trace read(Path file) throws UnusableTrace {
        return read(file, TraceBins.ofOwnStep(file));
    }

    /** Reads a trace by the given step. */
    public static Trace read(Path file, Duration step) throws UnusableTrace {
        return read(file, TraceBins.of(file, step));
    }

    private static Trace read(Path file, TraceBins bins) throws UnusableTrace {
        long lines = TraceRows.read(file, bins);
        return new Trace(file, nameOf(file), bins.series(lines), lines);
    }

    /** The file's name without its ending. */
    public static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(?i)\\.csv$", "");
    }

    /** A complaint about what the whole trace lacks, told at its last row. */
    public UnusableTrace unusable(String what) {
        return UnusableTrace.at(file, lines, what);
    }
}
