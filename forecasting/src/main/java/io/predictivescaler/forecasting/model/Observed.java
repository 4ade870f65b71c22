package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.Spikes;
import io.predictivescaler.forecasting.series.StepGrid;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * A series as the members read it: values in doubles with NaN at gaps and never negative, its local clock, and the seasonal
 * {@link Base}s worked out so far. Steps are numbered from the start of the series; {@link #length} is the newest origin.
 *
 * <p>Made for one fit or one forecast and thrown away after it, because the bases fill in as they are asked for. Not safe to
 * share between threads.
 */
public final class Observed {
    /** How far back constants are learnt from. */
    public static final int LEARNT_FROM_DAYS = 14;

    /** Bases are asked for as far back as constants are learnt from, and some hours more. */
    private static final int KEPT_DAYS = LEARNT_FROM_DAYS + 2;

    private final double[] values;
    private final StepGrid grid;
    private final double level;
    private final Map<Base, BaseCurve> curves = new EnumMap<>(Base.class);
    private final int keptFrom;
    private final int reach;
    private final boolean spikesClipped;
    private double[] withoutSpikes = new double[0];

    private Observed(double[] values, StepGrid grid, int reach, boolean spikesClipped) {
        this.values = values;
        this.grid = grid;
        this.keptFrom = Math.max(0, values.length - KEPT_DAYS * grid.stepsPerDay());
        this.reach = reach;
        this.spikesClipped = spikesClipped;
        double sum = 0;
        int count = 0;
        for (int t = 0; t < values.length; t++) {
            if (!Double.isNaN(values[t])) {
                values[t] = Math.max(0, values[t]);
                sum += values[t];
                count++;
            }
        }
        this.level = count == 0 ? 0 : sum / count;
    }

    /**
     * A series to be forecast {@code horizon} steps beyond its end.
     *
     * @param spikesClipped whether {@link #recentWithoutSpikes} is without them
     * @throws IllegalArgumentException if the step cannot be forecast, see {@link StepGrid#supports}
     */
    public static Observed of(Series series, ZoneId zone, int horizon, boolean spikesClipped) {
        StepGrid grid = StepGrid.of(series.start(), series.step(), series.length() + horizon, zone);
        int reach = series.length() + Math.min(horizon, grid.stepsPerDay());
        return new Observed(series.toArray(Double.NaN), grid, reach, spikesClipped);
    }

    public StepGrid grid() {
        return grid;
    }

    /** The number of steps, gaps included. */
    public int length() {
        return values.length;
    }

    /** The value of step {@code t}; NaN where it is missing or outside. */
    public double at(int t) {
        return t >= 0 && t < values.length ? values[t] : Double.NaN;
    }

    /** The mean of what is there; 0 when nothing is. */
    public double level() {
        return level;
    }

    /** A base over the steps of this series. */
    public BaseCurve curve(Base base) {
        return curves.computeIfAbsent(base, b -> new BaseCurve(b, this, keptFrom, reach));
    }

    /**
     * What {@code base} says about step {@code t} to somebody who has seen the steps before {@code origin}; NaN when its days are
     * all missing.
     */
    public double base(Base base, int t, int origin) {
        return curve(base).at(t, origin);
    }

    /** How far its days lie apart, as far back as bases are kept. */
    public DailySpread spread() {
        return DailySpread.of(this, keptFrom, reach);
    }

    /** The same, of the steps after the end only. */
    public DailySpread spreadAhead() {
        return DailySpread.of(this, values.length - DailySpread.side(grid.stepsPerDay()), reach);
    }

    /**
     * The last {@link #LEARNT_FROM_DAYS} days without spikes that happened once; NaN at gaps. For learning constants only: it has seen
     * what came after.
     */
    public double[] recentWithoutSpikes() {
        if (withoutSpikes.length == 0) {
            int from = Math.max(0, values.length - LEARNT_FROM_DAYS * grid.stepsPerDay());
            withoutSpikes = spikesClipped
                    ? Spikes.clipped(values, grid, from, level)
                    : Arrays.copyOfRange(values, from, values.length);
        }
        return withoutSpikes.clone();
    }
}
