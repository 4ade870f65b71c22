package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.series.Series;
import java.time.Instant;
import java.util.Arrays;

/** What came: the highest demand of each window of a history, and the last value before it. */
public final class WindowDemand {
    /** With less of its steps a window's highest demand is not known. */
    private static final double MOSTLY = 0.8;

    private final WindowGrid grid;
    private final long first;
    private final long end;
    /** NaN where not known. */
    private final float[] highest;
    /** NaN before the first value. */
    private final float[] lastBefore;

    private WindowDemand(WindowGrid grid, long first, long end, float[] highest, float[] lastBefore) {
        this.grid = grid;
        this.first = first;
        this.end = end;
        this.highest = highest;
        this.lastBefore = lastBefore;
    }

    /**
     * The demand of every window that a history touches.
     *
     * @param history windows that its user excluded missing
     */
    public static WindowDemand of(Series history, WindowGrid grid) {
        long first = grid.at(history.start());
        long end = grid.at(history.end());
        int windows = Math.toIntExact(Math.max(0, end - first)) + 1;
        float[] highest = new float[windows];
        float[] lastBefore = new float[windows];
        int[] present = new int[windows];
        int[] steps = new int[windows];
        Arrays.fill(highest, Float.NEGATIVE_INFINITY);
        Arrays.fill(lastBefore, Float.NaN);
        // In plain milliseconds and without a division: this runs through the whole history when a window is over.
        long every = grid.every().toMillis();
        long step = history.step().toMillis();
        long begins = history.start().toEpochMilli() - first * every;
        int at = 0;
        for (int i = 0; i < history.length(); i++, begins += step) {
            boolean known = !history.isMissing(i);
            float value = known ? (float) history.valueAt(i) : Float.NaN;
            while ((at + 1) * every <= begins) {
                at++;
            }
            int next = at;
            for (; next * every < begins + step; next++) {
                steps[next]++;
                if (known) {
                    present[next]++;
                    highest[next] = Math.max(highest[next], value);
                }
            }
            if (known && next < windows) {
                lastBefore[next] = value;
            }
        }
        for (int w = 0; w < windows; w++) {
            if (present[w] == 0 || present[w] < MOSTLY * steps[w]) {
                highest[w] = Float.NaN;
            }
            if (w > 0 && Float.isNaN(lastBefore[w])) {
                lastBefore[w] = lastBefore[w - 1];
            }
        }
        return new WindowDemand(grid, first, end, highest, lastBefore);
    }

    /** The window after the last one that is over. */
    long end() {
        return end;
    }

    /** The first window that the history touches. */
    long first() {
        return first;
    }

    /** The mean of all that is known; 0 where nothing is. */
    double usual() {
        double sum = 0;
        int known = 0;
        for (float peak : highest) {
            if (!Float.isNaN(peak)) {
                sum += peak;
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    /** When a window is over. */
    Instant endOf(long window) {
        return grid.startOf(window + 1);
    }

    /** The highest demand of a window; NaN where it is not known. */
    double highest(long window) {
        return known(window) && window < end ? highest[Math.toIntExact(window - first)] : Double.NaN;
    }

    /** The last value that was known when a window began; NaN where there was none. */
    double lastBefore(long window) {
        return known(window) ? lastBefore[Math.toIntExact(window - first)] : Double.NaN;
    }

    private boolean known(long window) {
        return window >= first && window - first < highest.length;
    }
}
