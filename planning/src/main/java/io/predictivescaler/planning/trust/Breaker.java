package io.predictivescaler.planning.trust;

import java.time.Duration;
import java.time.Instant;

/**
 * Opens after three surprises in a row, closes after three windows in a row that came as forecast.
 *
 * @param surprises in a row, up to now
 * @param calm windows in a row that were none
 * @param isOpen true while the pattern is broken
 * @param spoiltUntil until when forecasts are not scored, since the break has spoilt them: for a day and a half after it opened they
 *     have yet to learn what was a new pattern and what an incident
 */
record Breaker(int surprises, int calm, boolean isOpen, Instant spoiltUntil) {
    static final int IN_A_ROW = 3;

    /** A bad day of three times the demand spoilt the forecasts of the morning after; from its noon on they were good again. */
    static final Duration SPOILT = Duration.ofHours(36);

    static Breaker closed() {
        return new Breaker(0, 0, false, Instant.MIN);
    }

    /** @param now the end of the window */
    Breaker after(boolean surprised, Instant now) {
        int surprisesNow = surprised ? surprises + 1 : 0;
        int calmNow = surprised ? 0 : calm + 1;
        if (isOpen) {
            return new Breaker(surprisesNow, calmNow, calmNow < IN_A_ROW, spoiltUntil);
        }
        return surprisesNow >= IN_A_ROW
                ? new Breaker(surprisesNow, calmNow, true, now.plus(SPOILT))
                : new Breaker(surprisesNow, calmNow, false, spoiltUntil);
    }

    /** True while forecasts are not scored. */
    boolean isSpoilt(Instant now) {
        return isOpen || now.isBefore(spoiltUntil);
    }
}
