package io.predictivescaler.operator.simulate;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.trace.TraceRows;
import io.predictivescaler.operator.trace.UnusableTrace;
import io.predictivescaler.simulation.DemandCurve;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The demand of a trace file on the grid that its rows lie on. Rows that lie on none, or closer than demand is measured, are averaged
 * by steps as long as their smallest distance, or a little longer.
 */
public final class TracedDemand implements TraceRows.Sink {
    private static final int MOST_ROWS = 5_000_000;
    private static final int MOST_STEPS = 5_000_000;

    /** Steps that rows are averaged by. */
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private final Path file;
    private long[] millis = new long[1024];
    private double[] values = new double[1024];
    private int rows;
    private long closest = Long.MAX_VALUE;

    private TracedDemand(Path file) {
        this.file = file;
    }

    /** Reads a trace: CSV with the header {@code timestamp,value}. */
    public static DemandInput read(Path file) {
        TracedDemand trace = new TracedDemand(file);
        try {
            TraceRows.read(file, trace);
            return trace.input();
        } catch (UnusableTrace e) {
            return new DemandInput.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void row(long line, Instant time, double value) throws UnusableTrace {
        if (rows == MOST_ROWS) {
            throw new UnusableTrace(file + ", line " + line + ": the trace goes on after " + MOST_ROWS
                    + " rows, the most that can be replayed; cut it, or sum its rows up by the minute.");
        }
        if (rows == millis.length) {
            millis = Arrays.copyOf(millis, 2 * rows);
            values = Arrays.copyOf(values, 2 * rows);
        }
        millis[rows] = time.toEpochMilli();
        values[rows] = value;
        closest = rows == 0 ? closest : Math.min(closest, millis[rows] - millis[rows - 1]);
        rows++;
    }

    private DemandInput input() throws UnusableTrace {
        Duration distance = Duration.ofMillis(closest);
        if (distance.compareTo(STEPS.getLast()) > 0) {
            throw new UnusableTrace(
                    file + ": rows are " + Durations.format(distance)
                            + " apart and never closer; an autoscaler acts within minutes, so give a trace by the hour or finer.");
        }
        boolean own = isGrid(closest) && distance.compareTo(STEPS.getFirst()) >= 0;
        Duration step = own ? distance : fitting(distance);
        List<String> notes = own
                ? List.of()
                : List.of("The rows of " + file + " are as close as "
                        + (closest < 1000 ? closest + "ms" : Durations.format(distance)) + " and were averaged by "
                        + Durations.format(step) + ".");
        return DemandInput.of(curve(step), file.toString(), "give a longer trace, with demand in it", notes);
    }

    private boolean isGrid(long step) {
        for (int i = 0; i < rows; i++) {
            if ((millis[i] - millis[0]) % step != 0) {
                return false;
            }
        }
        return step % 1000 == 0;
    }

    private static Duration fitting(Duration distance) {
        return STEPS.stream()
                .filter(step -> step.compareTo(distance) >= 0)
                .findFirst()
                .orElse(STEPS.getLast());
    }

    private DemandCurve curve(Duration step) throws UnusableTrace {
        long width = step.toMillis();
        long start = isGrid(width) ? millis[0] : Math.floorDiv(millis[0], width) * width;
        long steps = (millis[rows - 1] - start) / width + 1;
        if (steps > MOST_STEPS) {
            throw new UnusableTrace(file + ": the trace spans " + steps + " steps of " + Durations.format(step)
                    + ", more than the " + MOST_STEPS + " that can be replayed; check its timestamps, or cut it.");
        }
        double[] sums = new double[(int) steps];
        int[] counts = new int[sums.length];
        for (int i = 0; i < rows; i++) {
            int bin = (int) ((millis[i] - start) / width);
            sums[bin] += values[i];
            counts[bin]++;
        }
        BitSet missing = new BitSet(sums.length);
        for (int i = 0; i < sums.length; i++) {
            missing.set(i, counts[i] == 0);
            sums[i] /= Math.max(1, counts[i]);
        }
        return DemandCurve.of(Series.of(Instant.ofEpochMilli(start), step, sums, missing));
    }
}
