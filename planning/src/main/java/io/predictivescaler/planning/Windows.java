package io.predictivescaler.planning;

import java.time.Duration;
import java.time.Instant;

/**
 * The stretches of time that a plan looks at, all of which begin now.
 *
 * @param leadEnd until here capacity must stand now: what is decided later would be Ready too late
 * @param holdEnd until here demand keeps what it needs
 * @param mergeEnd until here demand is looked at to merge small moves into one
 */
record Windows(Instant now, Instant leadEnd, Instant holdEnd, Instant mergeEnd) {
    /**
     * How far beyond the hold small moves are merged, and how long the floor must have stood still before a small release. Half an
     * hour keeps a forecast that wavers about a boundary from moving the floor more than about four times an hour.
     */
    static final Duration MERGED = Duration.ofMinutes(30);

    static Windows of(Instant now, PlanSettings settings) {
        long spread = Math.round(settings.leadTime().toMillis() * settings.spread());
        Instant leadEnd = now.plus(settings.leadTime()).plusMillis(spread);
        Instant holdEnd = leadEnd.plus(settings.release().hold());
        return new Windows(now, leadEnd, holdEnd, holdEnd.plus(MERGED));
    }

    /** The lead time, and the resource's share of one by which it raises earlier. */
    Duration lead() {
        return Duration.between(now, leadEnd);
    }
}
