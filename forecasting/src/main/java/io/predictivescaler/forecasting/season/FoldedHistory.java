package io.predictivescaler.forecasting.season;

import io.predictivescaler.forecasting.series.Median;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.StepGrid;
import java.util.ArrayList;
import java.util.List;

/** A history in rows of one repetition of a season, each of the same number of bins; its trend taken out. */
final class FoldedHistory {
    /** Differences below this share of the mean are rounding, not shape. */
    private static final double RESOLUTION = 1e-6;

    /** Values further from nothing than a thousand means are all the same; their differences fit into an {@code int}. */
    private static final double FURTHEST = 1e9;

    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;

    private final int bins;
    private final double level;
    /** Row after row; NaN where missing. */
    private final double[] cells;

    private FoldedHistory(double[] cells, int bins) {
        this.bins = bins;
        this.cells = withoutTrend(cells, bins);
        double sum = 0;
        int count = 0;
        for (double cell : cells) {
            if (!Double.isNaN(cell)) {
                sum += Math.abs(cell);
                count++;
            }
        }
        this.level = count == 0 ? 0 : sum / count;
    }

    /** Rows of the local clock, in bins of equal time that hold the mean of their steps, from step {@code from} on. */
    static FoldedHistory onClock(double[] values, int from, StepGrid grid, Season season, int bins) {
        int stepSeconds = DAY / grid.stepsPerDay();
        int rowSeconds = Math.toIntExact(season.length().toSeconds());
        int binSeconds = rowSeconds / bins;
        // A few more than there are: where clocks go back at midnight, a day is met twice.
        int rows = 9 + (values.length - from) / (rowSeconds / stepSeconds);
        double[] sums = new double[rows * bins];
        int[] counts = new int[sums.length];
        int row = 0;
        int end;
        long rowOfWeek = -1;
        for (int t = from; t < values.length; t = end) {
            long second = grid.secondOfWeek(t);
            end = Math.min(values.length, t + grid.stepsPerDay());
            long straight = (second + (long) (end - t) * stepSeconds) % WEEK;
            if (straight != grid.secondOfWeek(end)) {
                end = t + 1; // the clocks change on this day
            }
            row += rowOfWeek < 0 || rowOfWeek == second / rowSeconds ? 0 : 1;
            int inRow = (int) (second % rowSeconds);
            for (int i = t; i < end; i++) {
                if (inRow >= rowSeconds) {
                    inRow -= rowSeconds;
                    row++;
                }
                if (!Double.isNaN(values[i])) {
                    int cell = row * bins + Math.min(inRow / binSeconds, bins - 1);
                    sums[cell] += values[i];
                    counts[cell]++;
                }
                inRow += stepSeconds;
            }
            rowOfWeek = grid.secondOfWeek(end - 1) / rowSeconds;
        }
        double[] cells = new double[(row + 1) * bins];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
        }
        return new FoldedHistory(cells, bins);
    }

    /** Rows of {@code stepsPerRow} steps counted back from the end, in bins that hold the mean of their steps if half of them are there. */
    static FoldedHistory backFromEnd(double[] values, int stepsPerRow, int bins) {
        int rows = Math.ceilDiv(values.length, stepsPerRow);
        double[] cells = new double[rows * bins];
        for (int i = 0; i < cells.length; i++) {
            int from = values.length - (cells.length - i) * stepsPerRow / bins;
            int end = values.length - (cells.length - 1 - i) * stepsPerRow / bins;
            double sum = 0;
            int count = 0;
            for (int t = Math.max(0, from); t < end; t++) {
                if (!Double.isNaN(values[t])) {
                    sum += values[t];
                    count++;
                }
            }
            cells[i] = 2 * count < end - from ? Double.NaN : sum / count;
        }
        return new FoldedHistory(cells, bins);
    }

    private static double[] withoutTrend(double[] cells, int bins) {
        double[] changes = new double[cells.length];
        int count = 0;
        for (int i = bins; i < cells.length; i++) {
            double change = cells[i] - cells[i - bins];
            if (!Double.isNaN(change)) {
                changes[count++] = change;
            }
        }
        double slope = count == 0 ? 0 : median(changes, count) / bins;
        double[] level = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            level[i] = cells[i] - slope * i;
        }
        return level;
    }

    /** Of values that may be negative; they are changed. */
    private static double median(double[] values, int count) {
        double least = 0;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, values[i]);
        }
        for (int i = 0; i < count; i++) {
            values[i] -= least;
        }
        return Median.of(values, count) + least;
    }

    /** The mean size of the values. */
    double level() {
        return level;
    }

    /**
     * How many lower minus how many higher values lie around each value, from half a repetition before it to half a repetition after
     * it (at the ends in the nearest such window), for the rows that are at least half there; 0 for a missing value. A window
     * of its own for each value, rather than its row, knows nothing of where rows begin.
     *
     * @param kinds values are compared with those only that lie a multiple of this many bins away
     */
    int[][] ranks(int kinds) {
        if (cells.length < 2 * bins) {
            return new int[0][];
        }
        int[] scaled = new int[cells.length];
        int[] present = new int[cells.length]; // all bits set, or none
        double unit = RESOLUTION * level + Double.MIN_NORMAL;
        for (int i = 0; i < cells.length; i++) {
            present[i] = Double.isNaN(cells[i]) ? 0 : -1;
            scaled[i] = (int) Math.rint(Math.clamp(cells[i] / unit, -FURTHEST, FURTHEST));
        }
        int reach = bins / kinds / 2 * kinds;
        List<int[]> rows = new ArrayList<>();
        for (int start = 0; start < cells.length; start += bins) {
            int[] row = new int[bins];
            int there = 0;
            for (int b = 0; b < bins; b++) {
                int i = start + b;
                there -= present[i];
                row[b] = present[i] & rank(scaled, present, i, centre(i, reach, kinds), reach, kinds);
            }
            if (2 * there >= bins) {
                rows.add(row);
            }
        }
        return rows.toArray(new int[0][]);
    }

    /** Without branches, since it is most of the work. */
    private static int rank(int[] scaled, int[] present, int i, int centre, int reach, int kinds) {
        int value = scaled[i];
        int rank = 0;
        for (int other = centre - reach; other <= centre + reach; other += kinds) {
            rank += Integer.signum(value - scaled[other]) & present[other];
        }
        return rank;
    }

    /** The middle of the window around {@code i}, of the same kind as it. */
    private int centre(int i, int reach, int kinds) {
        int centre = i;
        while (centre < reach) {
            centre += kinds;
        }
        while (centre + reach >= cells.length) {
            centre -= kinds;
        }
        return centre;
    }

    /** The highest minus the lowest bin of the median row, of departures from the mean of the window around each value. */
    double medianSwing() {
        int reach = bins / 2;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        double[] scratch = new double[cells.length / bins];
        for (int b = 0; b < bins; b++) {
            int count = 0;
            for (int i = b; i < cells.length; i += bins) {
                if (!Double.isNaN(cells[i])) {
                    scratch[count++] = cells[i] - mean(centre(i, reach, 1) - reach, reach);
                }
            }
            double median = count == 0 ? 0 : median(scratch, count);
            lowest = Math.min(lowest, median);
            highest = Math.max(highest, median);
        }
        return highest - lowest;
    }

    private double mean(int from, int reach) {
        double sum = 0;
        int count = 0;
        for (int i = from; i <= from + 2 * reach; i++) {
            if (!Double.isNaN(cells[i])) {
                sum += cells[i];
                count++;
            }
        }
        return sum / count;
    }
}
