package io.predictivescaler.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Demand as it was measured: the past, and what was lived since. It only grows as life goes on, so whoever reads it cannot see what
 * is still to come. Safe for use by many threads.
 */
final class DemandLog {
    /** The distance of measurements. */
    static final Duration STEP = Duration.ofSeconds(15);

    private final Instant start;
    /** At {@code i}: the sum of the first {@code i} measurements, and how many of them there are. */
    private double[] sums = new double[1 << 16];

    private int[] counts = new int[1 << 16];
    private int length;

    private DemandLog(Instant start) {
        this.start = start;
    }

    /** What was measured of {@code curve} before {@code end}. */
    static DemandLog pastOf(DemandCurve curve, Instant end) {
        // On the grid that evaluations of whole minutes lie on, whatever the curve's own is.
        long grid = STEP.toMillis();
        DemandLog log =
                new DemandLog(Instant.ofEpochMilli(Math.floorDiv(curve.start().toEpochMilli(), grid) * grid));
        while (log.end().isBefore(end)) {
            log.append(curve);
        }
        return log;
    }

    /** The end of the last measurement: what is asked of later times has no answer. */
    synchronized Instant end() {
        return start.plus(STEP.multipliedBy(length));
    }

    /** Takes the next step of {@code curve} down, as it has just been lived. */
    synchronized void append(DemandCurve curve) {
        Instant time = end();
        if (length + 1 == sums.length) {
            sums = Arrays.copyOf(sums, 2 * sums.length);
            counts = Arrays.copyOf(counts, 2 * counts.length);
        }
        boolean missing = curve.isMissing(time);
        sums[length + 1] = sums[length] + (missing ? 0 : curve.at(time));
        counts[length + 1] = counts[length] + (missing ? 0 : 1);
        length++;
    }

    /** The mean over {@code (time − window, time]} of what was measured; empty when nothing was, and beyond the end. */
    synchronized OptionalDouble mean(Instant time, Duration window) {
        long to = Math.floorDiv(Duration.between(start, time).toMillis(), STEP.toMillis());
        if (to < 1 || time.isAfter(end())) {
            return OptionalDouble.empty();
        }
        long from = Math.max(0, to - window.dividedBy(STEP));
        int count = counts[(int) to] - counts[(int) from];
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((sums[(int) to] - sums[(int) from]) / count);
    }
}
