package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.LevelShift;
import io.predictivescaler.forecasting.series.LocalCalendar;

/**
 * How members read a series.
 *
 * @param calendar the clock that days and weeks follow, and its holidays
 * @param jobsKept whether the profiles keep what recurs at its minute, see {@link Base}
 * @param shift of the level; what lies before it is read on the level after it
 */
public record Reading(LocalCalendar calendar, boolean jobsKept, LevelShift shift) {
    /** Of a series whose level has not shifted. */
    public Reading(LocalCalendar calendar, boolean jobsKept) {
        this(calendar, jobsKept, LevelShift.NONE);
    }

    /** The same of a series whose level has shifted. */
    public Reading after(LevelShift later) {
        return new Reading(calendar, jobsKept, later);
    }
}
