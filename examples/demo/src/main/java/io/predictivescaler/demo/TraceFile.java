package io.predictivescaler.demo;

import io.predictivescaler.operator.trace.TraceRows;
import io.predictivescaler.operator.trace.UnusableTrace;
import io.predictivescaler.simulation.DemandCurve;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A recorded series of demand, its rows on a regular grid. A row that is not there is a gap.
 */
final class TraceFile {
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
        TraceRows.read(file, (line, time, value) -> {
            if (trace.times.size() == MOST_STEPS) {
                throw new UnusableTrace("The trace " + file + " has more than " + MOST_STEPS
                        + " rows, the most that can be replayed. Cut it or sum its rows up by the minute.");
            }
            trace.times.add(time);
            trace.values.add(value);
        });
        return trace.replay(days, peak);
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
}
