package io.predictivescaler.forecasting.quantile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Quantiles of future demand: horizon × levels, row = step. Step {@code h} (from 0) covers
 * {@code [start + h·step, start + (h+1)·step)}. Values are finite, never negative, and do not fall from a level to the next.
 */
public final class QuantileForecast {
    private static final double[] NOT_YET = new double[0];

    private final Instant start;
    private final Duration step;
    private final List<QuantileLevel> levels;
    private final int horizon;
    /** Row by row, the first steps of the horizon. */
    private final double[] near;

    private final Rest rest;

    /**
     * @param start the first instant that is forecast
     * @param levels ascending, at least one
     * @param values one row a step, one value a level; copied
     */
    public QuantileForecast(Instant start, Duration step, List<QuantileLevel> levels, double[][] values) {
        this(start, step, levels, values, values.length, () -> new double[0][]);
    }

    /**
     * A forecast whose later steps are worked out when somebody asks for one of them: most forecasts are replaced before anybody does.
     *
     * @param near the first rows, like those of the other constructor
     * @param horizon the number of steps
     * @param rest gives the other rows, the same ones each time; may be asked by several threads at once
     */
    public QuantileForecast(
            Instant start,
            Duration step,
            List<QuantileLevel> levels,
            double[][] near,
            int horizon,
            Supplier<double[][]> rest) {
        this.start = start;
        this.step = step;
        this.levels = List.copyOf(levels);
        if (!this.levels.equals(
                        new ArrayList<>(levels).stream().distinct().sorted().toList())
                || this.levels.isEmpty()) {
            throw new IllegalArgumentException("levels ascend and there is at least one, not " + levels);
        }
        this.horizon = horizon;
        this.near = checked(near, 0, near.length);
        this.rest = new Rest(rest, new AtomicReference<>(NOT_YET));
    }

    /** The rows of steps {@code from} to before {@code to}, one after the other. */
    private double[] checked(double[][] rows, int from, int to) {
        if (rows.length != to - from) {
            throw new IllegalArgumentException(rows.length + " rows for steps " + from + " to " + to);
        }
        double[] all = new double[rows.length * levels.size()];
        for (int r = 0; r < rows.length; r++) {
            check(from + r, rows[r]);
            System.arraycopy(rows[r], 0, all, r * levels.size(), levels.size());
        }
        return all;
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
        return horizon;
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
        int position = Objects.checkIndex(h, horizon) * levels.size();
        boolean isNear = position < near.length;
        double[] values = isNear ? near : later();
        int row = isNear ? position : position - near.length;
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
        int last = (int) Math.min(horizon - 1L, stepsUntil(to) + 1);
        for (int h = (int) Math.max(0, stepsUntil(from) - 1); h <= last; h++) {
            if (!timeOf(h).isAfter(to) && timeOf(h + 1).isAfter(from)) {
                highest = Math.max(highest, valueAt(h, level));
            }
        }
        return highest == Double.NEGATIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(highest);
    }

    /** Rounded, so that a step to either side is to be looked at as well. */
    private long stepsUntil(Instant time) {
        return Math.floorDiv(Duration.between(start, time).toMillis(), step.toMillis());
    }

    private double[] later() {
        double[] known = requireNonNull(rest.values().get());
        if (known.length > 0) {
            return known;
        }
        // Two threads may come here at once, to the same values.
        double[] worked = checked(rest.source().get(), near.length / levels.size(), horizon);
        rest.values().set(worked);
        return worked;
    }

    private double[] values() {
        double[] later = later();
        double[] all = Arrays.copyOf(near, near.length + later.length);
        System.arraycopy(later, 0, all, near.length, later.length);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantileForecast that
                && start.equals(that.start)
                && step.equals(that.step)
                && levels.equals(that.levels)
                && Arrays.equals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return 31 * start.hashCode() + Arrays.hashCode(values());
    }

    @Override
    public String toString() {
        return "QuantileForecast[" + horizon() + " steps of " + step + " from " + start + " at " + levels + "]";
    }

    /** Later rows, and where they come from. */
    private record Rest(Supplier<double[][]> source, AtomicReference<double[]> values) {}
}
