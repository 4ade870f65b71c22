package io.predictivescaler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Demand as it was measured: the past, and what was lived since. It only grows as life goes on, so whoever reads it cannot see what
 * is still to come. Safe for use by many threads.
 *
 * <p>All measurements of a curve are added up once, when its first log is made, in 8 bytes each (12 when some are missing: 2.6 or
 * 3.9 MB for eight weeks); logs that are {@linkplain #begunAt begun} from another one share them.
 */
public final class DemandLog {
    /** The distance of measurements. */
    public static final Duration STEP = Duration.ofSeconds(15);

    private static final long STEP_MILLIS = STEP.toMillis();

    private final Measurements all;
    private final AtomicInteger length;

    private DemandLog(Measurements all, Instant end) {
        this.all = all;
        this.length = new AtomicInteger(all.lengthAt(end));
    }

    /** What was measured of {@code curve} before {@code end}, on the grid of whole quarters of a minute. */
    public static DemandLog pastOf(DemandCurve curve, Instant end) {
        return new DemandLog(new Measurements(curve), end);
    }

    /** A log of the same demand that has come as far as {@code end}, whatever this one has seen. */
    public DemandLog begunAt(Instant end) {
        return new DemandLog(all, end);
    }

    /** The end of the last measurement: what is asked of later times has no answer. */
    public Instant end() {
        return Instant.ofEpochMilli(all.startMillis + length.get() * STEP_MILLIS);
    }

    /** Takes the next measurement down, as it has just been lived. */
    public void append() {
        if (length.get() == all.length()) {
            throw new IllegalStateException("demand is known until " + all.end() + ", and no further");
        }
        length.incrementAndGet();
    }

    /** Takes down what was lived until {@code time}, or until the curve's end; an earlier time than the end changes nothing. */
    public void advanceTo(Instant time) {
        length.accumulateAndGet(all.lengthAt(time), Math::max);
    }

    /** The mean over {@code (time − window, time]} of what was measured; empty when nothing was, and beyond the end. */
    public OptionalDouble mean(Instant time, Duration window) {
        long since = time.toEpochMilli() - all.startMillis;
        long to = Math.floorDiv(since, STEP_MILLIS);
        if (to < 1 || since > length.get() * STEP_MILLIS) {
            return OptionalDouble.empty();
        }
        return all.mean((int) Math.max(0, to - window.toMillis() / STEP_MILLIS), (int) to);
    }

    /** The measurements of a whole curve. */
    private static final class Measurements {
        private final long startMillis;
        /** At {@code i}: the sum of the first {@code i} measurements. */
        private final double[] sums;
        /** At {@code i}: how many of the first {@code i} are there; empty when none is missing. */
        private final int[] counts;

        Measurements(DemandCurve curve) {
            // On the grid that evaluations of whole minutes lie on, whatever the curve's own is.
            startMillis = Math.floorDiv(curve.start().toEpochMilli(), STEP_MILLIS) * STEP_MILLIS;
            int length = Math.toIntExact(Math.ceilDiv(curve.end().toEpochMilli() - startMillis, STEP_MILLIS));
            sums = new double[length + 1];
            counts = new int[curve.missingSteps() == 0 ? 0 : length + 1];
            for (int i = 0; i < length; i++) {
                Instant time = Instant.ofEpochMilli(startMillis + i * STEP_MILLIS);
                boolean missing = counts.length > 0 && curve.isMissing(time);
                sums[i + 1] = sums[i] + (missing ? 0 : curve.at(time));
                if (counts.length > 0) {
                    counts[i + 1] = counts[i] + (missing ? 0 : 1);
                }
            }
        }

        int length() {
            return sums.length - 1;
        }

        Instant end() {
            return Instant.ofEpochMilli(startMillis + length() * STEP_MILLIS);
        }

        /** The number of measurements before {@code time}. */
        int lengthAt(Instant time) {
            return (int) Math.clamp(Math.ceilDiv(time.toEpochMilli() - startMillis, STEP_MILLIS), 0L, length());
        }

        OptionalDouble mean(int from, int to) {
            int count = counts.length == 0 ? to - from : counts[to] - counts[from];
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((sums[to] - sums[from]) / count);
        }
    }
}
