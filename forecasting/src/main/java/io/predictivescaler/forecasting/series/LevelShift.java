package io.predictivescaler.forecasting.series;

import java.time.Instant;

/**
 * A lasting change of a series by a factor: what lies before it is read times the factor, as if the level had always been the new one.
 *
 * @param from the first instant on the new level
 * @param factor new level over old, above 0; 1 changes nothing
 */
public record LevelShift(Instant from, double factor) {
    /** No shift. */
    public static final LevelShift NONE = new LevelShift(Instant.EPOCH, 1);

    public LevelShift {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the factor of a shift is finite and above 0, not " + factor);
        }
    }

    /** The last lasting shift of a series by a factor of 1.25 to 5 up or down, 12 hours to 14 days ago; {@link #NONE} when there is none. */
    public static LevelShift in(Series series, LocalCalendar calendar) {
        return ShiftSearch.in(series, StepGrid.of(series.start(), series.step(), series.length(), calendar));
    }

    /** Whether there is one. */
    public boolean isAny() {
        return factor != 1;
    }

    /** The values of a series, with {@code gap} at the missing steps, on the level after the shift. */
    public double[] levelled(Series series, double gap) {
        double[] values = series.toArray(gap);
        if (isAny()) {
            int end = Math.clamp(series.indexOf(from), 0, values.length);
            for (int t = 0; t < end; t++) {
                values[t] *= factor;
            }
        }
        return values;
    }
}
