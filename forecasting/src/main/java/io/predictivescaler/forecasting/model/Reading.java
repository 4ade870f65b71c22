package io.predictivescaler.forecasting.model;

import java.time.ZoneId;

/**
 * How members read a series.
 *
 * @param zone the clock that days and weeks follow
 * @param spikesClipped whether {@link Observed#recentWithoutSpikes} is without them
 * @param jobsKept whether the profiles keep what recurs at its minute, see {@link Base}
 */
public record Reading(ZoneId zone, boolean spikesClipped, boolean jobsKept) {}
