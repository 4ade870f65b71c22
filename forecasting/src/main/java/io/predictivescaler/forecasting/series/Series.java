package io.predictivescaler.forecasting.series;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Demand on an even grid: step {@code i} covers {@code [start + i·step, start + (i+1)·step)} and holds one finite value, or is
 * missing. A missing step is not a zero: {@link #valueAt} refuses it. Immutable; values are kept as {@code float}, since 28 days
 * at five minutes are 8,064 of them for every demand entry of a cluster.
 */
public final class Series {
    private final Instant start;
    private final Duration step;
    private final float[] values;
    private final BitSet missing;

    private Series(Instant start, Duration step, float[] values, BitSet missing) {
        if (step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException("the step of a series is positive, not " + step);
        }
        this.start = start;
        this.step = step;
        this.values = values;
        this.missing = missing;
    }

    /**
     * A series of the given values in which the marked steps are missing.
     *
     * @param values one per step, finite and copied; what stands at a missing step is ignored
     * @param missing indices of the missing steps
     */
    public static Series of(Instant start, Duration step, double[] values, BitSet missing) {
        float[] copy = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            if (missing.get(i)) {
                continue;
            }
            copy[i] = (float) values[i];
            if (!Float.isFinite(copy[i])) {
                throw new IllegalArgumentException(
                        "value " + i + " of a series is finite or missing, not " + values[i]);
            }
        }
        return new Series(start, step, copy, missing.get(0, values.length));
    }

    /** A series without gaps. */
    public static Series of(Instant start, Duration step, double... values) {
        return of(start, step, values, new BitSet());
    }

    /** A series of no steps yet. */
    public static Series empty(Instant start, Duration step) {
        return new Series(start, step, new float[0], new BitSet());
    }

    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    /** The number of steps, missing ones included. */
    public int length() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    /** The first instant after the last step: where a forecast of this series begins. */
    public Instant end() {
        return timeOf(values.length);
    }

    /** The start of step {@code index}, which may lie outside the series. */
    public Instant timeOf(int index) {
        return start.plusMillis(step.toMillis() * index);
    }

    /** The index of the step that covers {@code time}, negative before the start and past {@link #length} after the end. */
    public int indexOf(Instant time) {
        return Math.toIntExact(Math.floorDiv(Duration.between(start, time).toMillis(), step.toMillis()));
    }

    public boolean isMissing(int index) {
        return missing.get(checked(index));
    }

    /**
     * The value of a step that is there.
     *
     * @throws IllegalStateException if the step is missing
     */
    public double valueAt(int index) {
        if (isMissing(index)) {
            throw new IllegalStateException("step " + index + " at " + timeOf(index) + " is missing");
        }
        return values[index];
    }

    /** The number of steps that are there. */
    public int present() {
        return values.length - missing.cardinality();
    }

    /** The index of the last step that is there. */
    public OptionalInt lastPresent() {
        int last = missing.previousClearBit(values.length - 1);
        return last < 0 ? OptionalInt.empty() : OptionalInt.of(last);
    }

    /** The highest value that is there. */
    public OptionalDouble maximum() {
        float highest = Float.NEGATIVE_INFINITY;
        for (int from = missing.nextClearBit(0); from < values.length; ) {
            int to = endOfStretch(from);
            for (int i = from; i < to; i++) {
                highest = Math.max(highest, values[i]);
            }
            from = missing.nextClearBit(to);
        }
        return highest == Float.NEGATIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(highest);
    }

    /** The mean of what is there. */
    public OptionalDouble mean() {
        double sum = 0;
        for (int from = missing.nextClearBit(0); from < values.length; ) {
            int to = endOfStretch(from);
            for (int i = from; i < to; i++) {
                sum += values[i];
            }
            from = missing.nextClearBit(to);
        }
        return present() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / present());
    }

    /** The steps whose value is there and at most {@code bound}. */
    BitSet notAbove(double bound) {
        BitSet found = new BitSet();
        for (int i = 0; i < values.length; i++) {
            if (values[i] <= bound && !missing.get(i)) {
                found.set(i);
            }
        }
        return found;
    }

    /** Where what follows {@code from} is missing first, or the series ends. */
    private int endOfStretch(int from) {
        int next = missing.nextSetBit(from);
        return next < 0 ? values.length : next;
    }

    /** A copy of the values with {@code gap} at the missing steps. */
    public double[] toArray(double gap) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        for (int from = missing.nextSetBit(0); from >= 0; ) {
            int to = missing.nextClearBit(from);
            Arrays.fill(copy, from, to, gap);
            from = missing.nextSetBit(to);
        }
        return copy;
    }

    /** Steps {@code from} (inclusive) to {@code to} (exclusive) as a series of their own. */
    public Series slice(int from, int to) {
        if (from == 0 && to == values.length) {
            return this;
        }
        return new Series(timeOf(from), step, Arrays.copyOfRange(values, from, to), missing.get(from, to));
    }

    /** The last {@code steps} steps, or all of them when there are fewer. */
    public Series last(int steps) {
        return slice(Math.max(0, values.length - steps), values.length);
    }

    /**
     * This series brought up to date: where {@code tail} reaches, its present steps win; what lies between the end of this series
     * and the start of the tail is missing. A tail before the end of this series may fill gaps, and never makes one.
     *
     * @param tail a series on the same grid that does not start before this one
     */
    public Series updatedWith(Series tail) {
        if (!tail.step.equals(step)
                || Duration.between(start, tail.start).toMillis() % step.toMillis() != 0
                || tail.start.isBefore(start)) {
            throw new IllegalArgumentException("a tail from " + tail.start + " by " + tail.step
                    + " is not on the grid from " + start + " by " + step);
        }
        int offset = indexOf(tail.start);
        int length = Math.max(values.length, offset + tail.values.length);
        float[] merged = Arrays.copyOf(values, length);
        BitSet gaps = (BitSet) missing.clone();
        gaps.set(values.length, length);
        for (int i = tail.missing.nextClearBit(0); i < tail.values.length; i = tail.missing.nextClearBit(i + 1)) {
            merged[offset + i] = tail.values[i];
            gaps.clear(offset + i);
        }
        return new Series(start, step, merged, gaps);
    }

    /** Whether this series is {@code earlier} gone on: oldest steps may have been dropped and newer ones come, nothing else. */
    public boolean continues(Series earlier) {
        if (!earlier.step.equals(step) || Duration.between(earlier.start, start).toMillis() % step.toMillis() != 0) {
            return false;
        }
        int dropped = earlier.indexOf(start);
        int shared = earlier.values.length - dropped;
        return dropped >= 0
                && shared >= 0
                && shared <= values.length
                && Arrays.equals(values, 0, shared, earlier.values, dropped, earlier.values.length)
                && missing.get(0, shared).equals(earlier.missing.get(dropped, earlier.values.length));
    }

    /** This series with every step that overlaps one of the windows missing. */
    public Series without(Collection<TimeWindow> windows) {
        if (windows.isEmpty()) {
            return this;
        }
        BitSet overlapped = new BitSet();
        for (TimeWindow window : windows) {
            for (int i = Math.max(0, indexOf(window.start()));
                    i < values.length && timeOf(i).isBefore(window.end());
                    i++) {
                overlapped.set(i);
            }
        }
        return withMissing(overlapped);
    }

    /** This series with the marked steps missing as well. */
    public Series withMissing(BitSet steps) {
        BitSet gaps = (BitSet) missing.clone();
        gaps.or(steps.get(0, values.length));
        if (gaps.equals(missing)) {
            return this; // the history of a demand entry is then held once, not once more by its forecaster
        }
        float[] rest = values.clone();
        for (int from = gaps.nextSetBit(0); from >= 0; ) {
            int to = gaps.nextClearBit(from);
            Arrays.fill(rest, from, to, 0); // so that what stood there does not make two equal series differ
            from = gaps.nextSetBit(to);
        }
        return new Series(start, step, rest, gaps);
    }

    private int checked(int index) {
        if (index < 0 || index >= values.length) {
            throw new IndexOutOfBoundsException("step " + index + " of a series of " + values.length);
        }
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that
                && start.equals(that.start)
                && step.equals(that.step)
                && missing.equals(that.missing)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * start.hashCode() + step.hashCode()) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Series[" + length() + " steps of " + step + " from " + start + ", " + missing.cardinality()
                + " missing]";
    }
}
