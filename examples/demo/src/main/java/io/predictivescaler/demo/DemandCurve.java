package io.predictivescaler.demo;

import io.predictivescaler.simulation.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/**
 * Demand by steps, from the first remembered one to the last that is lived. Where it was not measured it goes on as it was, but is
 * not seen by the metrics.
 */
final class DemandCurve implements Demand {
    private final Instant start;
    private final Duration step;
    private final double[] values;
    private final BitSet missing;

    /**
     * @param start of the first step
     * @param step positive
     * @param values one a step, at least one, finite and not negative; copied
     * @param missing the steps that were not measured; copied
     */
    DemandCurve(Instant start, Duration step, double[] values, BitSet missing) {
        this.start = start;
        this.step = step;
        this.values = values.clone();
        this.missing = (BitSet) missing.clone();
    }

    Instant start() {
        return start;
    }

    /** The first instant after the last step. */
    Instant end() {
        return start.plus(step.multipliedBy(values.length));
    }

    /** The load at {@code time}; before the start that of the first step, after the end that of the last. */
    @Override
    public double at(Instant time) {
        return values[index(time)];
    }

    /** True when {@code time} lies in a step that was not measured. */
    boolean isMissing(Instant time) {
        return missing.get(index(time));
    }

    /** The largest mean over {@code window}, which moves by steps; a step longer than the window counts for itself. */
    double largestMean(Duration window) {
        int width = Math.clamp(window.toMillis() / step.toMillis(), 1, values.length);
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] - (i >= width ? values[i - width] : 0);
            largest = i + 1 >= width ? Math.max(largest, sum / width) : largest;
        }
        return largest;
    }

    /** This curve with every value multiplied. */
    DemandCurve scaledBy(double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new DemandCurve(start, step, scaled, missing);
    }

    private int index(Instant time) {
        long steps = Math.floorDiv(Duration.between(start, time).toMillis(), step.toMillis());
        return Math.clamp(steps, 0, values.length - 1);
    }
}
