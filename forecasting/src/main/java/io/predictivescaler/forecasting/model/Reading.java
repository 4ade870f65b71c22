package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.LocalCalendar;

/**
 * How members read a series.
 *
 * @param calendar the clock that days and weeks follow, and its holidays
 * @param jobsKept whether the profiles keep what recurs at its minute, see {@link Base}
 */
public record Reading(LocalCalendar calendar, boolean jobsKept) {}
