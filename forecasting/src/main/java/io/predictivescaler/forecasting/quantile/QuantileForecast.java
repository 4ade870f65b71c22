package io.predictivescaler.forecasting.quantile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Quantiles of future demand: horizon × levels, row = step. Step {@code h} (from 0) covers
 * {@code [start + h·step, start + (h+1)·step)}. Values are finite, never negative, and do not fall from a level to the next.
 */
public final class QuantileForecast {
    private final Instant start;
    private final Duration step;
    private final List<QuantileLevel> levels;
    /** Row by row. */
    private final double[] values;

    /**
     * @param start the first instant that is forecast
     * @param levels ascending, at least one
     * @param values one row a step, one value a level; copied
     */
    public QuantileForecast(Instant start, Duration step, List<QuantileLevel> levels, double[][] values) {
        this.start = start;
        this.step = step;
        this.levels = List.copyOf(levels);
        this.values = new double[values.length * levels.size()];
        if (!this.levels.equals(
                        new ArrayList<>(levels).stream().distinct().sorted().toList())
                || this.levels.isEmpty()) {
            throw new IllegalArgumentException("levels ascend and there is at least one, not " + levels);
        }
        for (int h = 0; h < values.length; h++) {
            check(h, values[h]);
            System.arraycopy(values[h], 0, this.values, h * levels.size(), levels.size());
        }
    }

    private void check(int h, double[] row) {
        if (row.length != levels.size()) {
            throw new IllegalArgumentException("row " + h + " has " + row.length + " values for levels " + levels);
        }
        double floor = 0;
        for (double value : row) {
            if (!(value >= floor && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + h + " is not finite, non-negative and monotone: " + Arrays.toString(row));
            }
            floor = value;
        }
    }

    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    /** The number of steps. */
    public int horizon() {
        return values.length / levels.size();
    }

    public List<QuantileLevel> levels() {
        return levels;
    }

    /** The start of step {@code h}. */
    public Instant timeOf(int h) {
        return start.plusMillis(step.toMillis() * h);
    }

    /** The first instant after the last step. */
    public Instant end() {
        return timeOf(horizon());
    }

    /**
     * The quantile of step {@code h}; between two of the forecast's levels a straight line in the level, outside them the nearest.
     */
    public double valueAt(int h, QuantileLevel level) {
        int row = Objects.checkIndex(h, horizon()) * levels.size();
        double tau = level.probability();
        if (tau <= levels.getFirst().probability()) {
            return values[row];
        }
        for (int i = 1; i < levels.size(); i++) {
            double above = levels.get(i).probability();
            if (tau <= above) {
                double below = levels.get(i - 1).probability();
                double lower = values[row + i - 1];
                double upper = values[row + i];
                // Rounding must not make a level cross the next one.
                return tau == above
                        ? upper
                        : Math.min(upper, lower + (upper - lower) * (tau - below) / (above - below));
            }
        }
        return values[row + levels.size() - 1];
    }

    /** The highest quantile over the steps that overlap {@code [from, to]}; empty when the forecast covers none of it. */
    public OptionalDouble maximum(QuantileLevel level, Instant from, Instant to) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int h = 0; h < horizon(); h++) {
            if (!timeOf(h).isAfter(to) && timeOf(h + 1).isAfter(from)) {
                highest = Math.max(highest, valueAt(h, level));
            }
        }
        return highest == Double.NEGATIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(highest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantileForecast that
                && start.equals(that.start)
                && step.equals(that.step)
                && levels.equals(that.levels)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * start.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "QuantileForecast[" + horizon() + " steps of " + step + " from " + start + " at " + levels + "]";
    }
}
