package io.predictivescaler.operator.trace;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.StepGrid;
import io.predictivescaler.operator.spec.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows gathered by steps, so that memory grows with the steps and not with the rows. Until two rows are close enough to tell that
 * the step will be five minutes, rows wait as they are; each takes up more time than a step then.
 */
final class TraceBins implements TraceRows.Sink {
    private static final Duration USUAL = Duration.ofMinutes(5);
    /** 38 years of five minutes, in about 100 MB. */
    private static final int MOST_STEPS = 4_000_000;

    private final Path file;
    private final Duration asked;

    private Duration step;
    private Duration closest = Duration.ofSeconds(Long.MAX_VALUE);
    private long closestLine;
    private Instant before = Instant.MAX;

    private long[] waitingMillis = new long[16];
    private double[] waitingValues = new double[16];
    private int waiting;

    private long startMillis;
    private double[] sums = new double[0];
    private int[] counts = new int[0];
    private int length;

    private TraceBins(Path file, Duration asked) {
        this.file = file;
        this.asked = asked;
        this.step = asked;
    }

    /** By the step that the rows have, or five minutes where that is less. */
    static TraceBins ofOwnStep(Path file) {
        return new TraceBins(file, Duration.ZERO);
    }

    /** By a step that {@link StepGrid} supports. */
    static TraceBins of(Path file, Duration step) {
        return new TraceBins(file, step);
    }

    @Override
    public void row(long line, Instant time, double value) throws UnusableTrace {
        if (time.isAfter(before)) {
            Duration distance = Duration.between(before, time);
            if (distance.compareTo(closest) < 0) {
                closest = distance;
                closestLine = line;
            }
        }
        before = time;
        keep(line, time, value);
        if (step.isZero() && closest.compareTo(USUAL) <= 0) {
            step = USUAL;
        }
        if (!step.isZero()) {
            gatherWaiting(line);
        }
    }

    /** What was gathered; a step without a row is missing. */
    Series series(long lastLine) throws UnusableTrace {
        if (step.isZero()) {
            step = closest;
            if (!StepGrid.supports(step)) {
                throw UnusableTrace.at(file, closestLine, oddDistance(step));
            }
            gatherWaiting(lastLine);
        }
        if (asked.isPositive() && closest.compareTo(asked) > 0) {
            throw UnusableTrace.at(
                    file,
                    closestLine,
                    "rows are " + Durations.format(closest) + " apart and never closer; --step "
                            + Durations.format(asked) + " would be mostly gaps, name one of "
                            + Durations.format(closest)
                            + " or more");
        }
        BitSet missing = new BitSet(length);
        for (int i = 0; i < length; i++) {
            missing.set(i, counts[i] == 0);
            sums[i] /= Math.max(1, counts[i]);
        }
        return Series.of(Instant.ofEpochMilli(startMillis), step, Arrays.copyOf(sums, length), missing);
    }

    private static String oddDistance(Duration distance) {
        String apart = "rows are " + Durations.format(distance) + " apart";
        return distance.compareTo(Duration.ofHours(1)) > 0
                ? apart + " and never closer; a forecast takes demand by the hour or finer"
                : apart + ", which does not divide a day; name a step that does, such as --step 10m or --step 1h, and"
                        + " it will hold their means";
    }

    private void keep(long line, Instant time, double value) throws UnusableTrace {
        if (waiting == MOST_STEPS) {
            throw tooLong(line);
        }
        if (waiting == waitingMillis.length) {
            waitingMillis = Arrays.copyOf(waitingMillis, 2 * waiting);
            waitingValues = Arrays.copyOf(waitingValues, 2 * waiting);
        }
        waitingMillis[waiting] = time.toEpochMilli();
        waitingValues[waiting] = value;
        waiting++;
    }

    private void gatherWaiting(long line) throws UnusableTrace {
        long stepMillis = step.toMillis();
        if (length == 0) {
            startMillis = Math.floorDiv(waitingMillis[0], stepMillis) * stepMillis;
        }
        for (int i = 0; i < waiting; i++) {
            long bin = (waitingMillis[i] - startMillis) / stepMillis;
            if (bin >= MOST_STEPS) {
                throw tooLong(line);
            }
            length = (int) bin + 1;
            if (length > sums.length) {
                int room = Math.min(MOST_STEPS, Math.max(1024, 2 * length));
                sums = Arrays.copyOf(sums, room);
                counts = Arrays.copyOf(counts, room);
            }
            sums[(int) bin] += waitingValues[i];
            counts[(int) bin]++;
        }
        waiting = 0;
    }

    private UnusableTrace tooLong(long line) {
        return UnusableTrace.at(
                file,
                line,
                before + " is more than " + MOST_STEPS + " steps of "
                        + Durations.format(step.isZero() ? USUAL : step)
                        + " after the first row; check the timestamp, cut the file, or name a longer --step");
    }
}
