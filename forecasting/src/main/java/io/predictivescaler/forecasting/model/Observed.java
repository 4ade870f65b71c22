package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.StepGrid;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    private final double[] values;
    private final StepGrid grid;
    private final Reading reading;
    private final int keptFrom;
    private final int keptTo;
    private final KnownBases known;
    private final Map<Base, BaseCurve> curves = new EnumMap<>(Base.class);

    /** Negative while nobody has asked. */
    private double level = -1;

    @Nullable private Observed standing;

    private Observed(double[] values, StepGrid grid, Reading reading, int keptFrom, int keptTo, KnownBases known) {
        this.values = values;
        this.grid = grid;
        this.reading = reading;
        this.keptFrom = keptFrom;
        this.keptTo = keptTo;
        this.known = known;
        for (int t = 0; t < values.length; t++) {
            values[t] = Math.max(0, values[t]); // NaN stays
        }
    }

    /**
     * A series to be fitted, and forecast {@code horizon} steps beyond its end.
     *
     * @throws IllegalArgumentException if the step cannot be forecast, see {@link StepGrid#supports}
     */
    public static Observed of(Series series, int horizon, Reading reading) {
        // Bases are asked for as far back as constants are learnt from, and some hours more.
        return of(series, horizon, reading, LEARNT_FROM_DAYS + 2, KnownBases.NONE);
    }

    /**
     * A series to be forecast from its end only.
     *
     * @param known of this series, {@code newer} steps ago
     * @param newer not negative
     * @param dropped the number of steps that were dropped at its start since
     */
    public static Observed atItsEnd(
            Series series, int horizon, Reading reading, KnownBases known, int newer, int dropped) {
        StepGrid grid = StepGrid.of(series.start(), series.step(), 0, reading.calendar());
        return of(series, horizon, reading, 1, known.endingAt(series.length() - newer, Touched.by(dropped, grid)));
    }

    private static Observed of(Series series, int horizon, Reading reading, int keptDays, KnownBases known) {
        int length = series.length();
        StepGrid grid = StepGrid.of(series.start(), series.step(), length + horizon, reading.calendar());
        int keptFrom = Math.max(0, length - keptDays * grid.stepsPerDay());
        int keptTo = length + Math.min(horizon, grid.stepsPerDay());
        return new Observed(reading.shift().levelled(series, Double.NaN), grid, reading, keptFrom, keptTo, known);
    }

    public StepGrid grid() {
        return grid;
    }

    /**
     * The same series on a clock that never changes, as jobs on UTC follow it; of that nothing is known from before, which costs time in the
     * weeks around a change only.
     */
    public Observed standing() {
        if (standing == null) {
            standing = new Observed(values, grid.standing(), reading, keptFrom, keptTo, KnownBases.NONE);
        }
        return standing;
    }

    /** The number of steps, gaps included. */
    public int length() {
        return values.length;
    }

    /** The value of step {@code t}; NaN where it is missing or outside. */
    public double at(int t) {
        return t >= 0 && t < values.length ? values[t] : Double.NaN;
    }

    /** Whether the profiles keep what recurs at its minute. */
    boolean jobsKept() {
        return reading.jobsKept();
    }

    /** The mean of what is there; 0 when nothing is. */
    public double level() {
        if (level < 0) {
            level = mean();
        }
        return level;
    }

    private double mean() {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** A base over the steps of this series. */
    public BaseCurve curve(Base base) {
        return curves.computeIfAbsent(base, b -> {
            BaseCurve curve = new BaseCurve(b, this, keptFrom, keptTo);
            known.tell(b, curve);
            return curve;
        });
    }

    /** The profiles that have been asked for. */
    public Set<Base> profiles() {
        return Base.PROFILES.stream().filter(curves::containsKey).collect(Collectors.toUnmodifiableSet());
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
        return DailySpread.of(this, keptFrom, keptTo);
    }

    /** The same, of the steps after the end only. */
    public DailySpread spreadAhead() {
        return DailySpread.of(this, Math.max(0, values.length - DailySpread.side(grid.stepsPerDay())), keptTo);
    }

    /** A copy of the last {@link #LEARNT_FROM_DAYS} days; NaN at gaps. */
    public double[] recent() {
        return Arrays.copyOfRange(
                values, Math.max(0, values.length - LEARNT_FROM_DAYS * grid.stepsPerDay()), values.length);
    }
}
