package io.predictivescaler.simulation;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Recorded demand by steps, as a load at every instant. A step of five minutes or less holds its value throughout. Between the
 * centres of longer steps demand is a straight line: an hourly recording says nothing of a cliff at each full hour, and an autoscaler
 * replayed on one would be blamed for not seeing it. Where nothing was measured, demand goes on as it was, but is not seen by the
 * metrics.
 */
public final class DemandCurve implements Demand {
    /** The longest step that holds its value throughout. */
    public static final Duration LONGEST_FLAT = Duration.ofMinutes(5);

    private final Instant start;
    private final Duration step;
    private final double[] values;
    private final BitSet missing;
    private final long startMillis;
    private final long stepMillis;
    private final boolean flat;

    /**
     * Demand by steps.
     *
     * @param start of the first step
     * @param step positive, whole milliseconds
     * @param values one a step, at least one, finite and not negative, also in the steps that were not measured; copied
     * @param missing the steps that were not measured; copied
     */
    public DemandCurve(Instant start, Duration step, double[] values, BitSet missing) {
        if (step.toMillis() < 1 || values.length == 0) {
            throw new IllegalArgumentException(
                    "a demand curve has a positive step and a value, not " + step + " and " + values.length);
        }
        for (double value : values) {
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("demand is finite and not negative, unlike " + value);
            }
        }
        this.start = start;
        this.step = step;
        this.values = values.clone();
        this.missing = missing.get(0, values.length);
        this.startMillis = start.toEpochMilli();
        this.stepMillis = step.toMillis();
        this.flat = step.compareTo(LONGEST_FLAT) <= 0;
    }

    /**
     * A series with its gaps bridged by what stood before them; a gap at the very beginning is demand of the first step that was
     * measured.
     *
     * @param series at least one step of it present
     */
    public static DemandCurve of(Series series) {
        double[] values = series.toArray(0);
        BitSet missing = new BitSet(values.length);
        for (int i = 0; i < values.length; i++) {
            missing.set(i, series.isMissing(i));
        }
        int first = missing.nextClearBit(0);
        if (first >= values.length) {
            throw new IllegalArgumentException("a demand curve needs a step that was measured, unlike " + series);
        }
        Arrays.fill(values, 0, first, values[first]);
        for (int i = first + 1; i < values.length; i++) {
            values[i] = missing.get(i) ? values[i - 1] : values[i];
        }
        return new DemandCurve(series.start(), series.step(), values, missing);
    }

    /** The start of the first step. */
    public Instant start() {
        return start;
    }

    /** The length of a step. */
    public Duration step() {
        return step;
    }

    /** The first instant after the last step. */
    public Instant end() {
        return start.plus(step.multipliedBy(values.length));
    }

    /** The load at {@code time}; before the start that of the first step, after the end that of the last. */
    @Override
    public double at(Instant time) {
        long since = time.toEpochMilli() - startMillis;
        return flat ? values[indexAt(since)] : between(since);
    }

    /** True when {@code time} lies in a step that was not measured; before the start and after the end as in the step next to it. */
    public boolean isMissing(Instant time) {
        return missing.get(indexAt(time.toEpochMilli() - startMillis));
    }

    /** The number of steps that were not measured. */
    public int missingSteps() {
        return missing.cardinality();
    }

    /** The largest mean over {@code window}, which moves by steps; a step longer than the window counts for itself. */
    public double largestMean(Duration window) {
        int width = Math.clamp(window.toMillis() / stepMillis, 1, values.length);
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] - (i >= width ? values[i - width] : 0);
            largest = i + 1 >= width ? Math.max(largest, sum / width) : largest;
        }
        return largest;
    }

    /** This curve with every value multiplied by {@code factor}, which is not negative. */
    public DemandCurve scaledBy(double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new DemandCurve(start, step, scaled, missing);
    }

    private int indexAt(long since) {
        return Math.clamp(Math.floorDiv(since, stepMillis), 0, values.length - 1);
    }

    private double between(long since) {
        double position = (double) since / stepMillis - 0.5;
        int left = Math.clamp((long) Math.floor(position), 0, values.length - 1);
        int right = Math.min(left + 1, values.length - 1);
        double share = Math.clamp(position - left, 0, 1);
        return values[left] + share * (values[right] - values[left]);
    }
}
