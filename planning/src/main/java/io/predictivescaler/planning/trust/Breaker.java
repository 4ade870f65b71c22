package io.predictivescaler.planning.trust;

import io.predictivescaler.planning.trust.Standing.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens after three surprises in a row, or when windows have gone astray for two hours; closes after three windows in a row that did neither.
 *
 * @param surprises in a row, up to now
 * @param astray windows in a row, up to now: positive when they came above what was forecast, negative when below
 * @param calm windows in a row that were neither
 * @param isOpen true while the pattern is broken
 * @param spoiltUntil until when forecasts are not scored, since the break has spoilt them: for 30 hours after it opened they
 *     have yet to learn what was a new pattern and what an incident
 */
record Breaker(int surprises, int astray, int calm, boolean isOpen, Instant spoiltUntil) {
    static final int IN_A_ROW = 3;

    /**
     * A bad day of three times the demand spoilt the forecasts of the morning after; from its noon on they were good again. When the old
     * pattern returns the breaker opens once more, at working hours only the morning after: 36 hours would be too long for three days.
     */
    static final Duration SPOILT = Duration.ofHours(30);

    static Breaker closed() {
        return new Breaker(0, 0, 0, false, Instant.MIN);
    }

    /**
     * @param strayed 1 when the window came above what had been forecast an hour before, -1 when below, 0 when neither
     * @param now the end of the window
     */
    Breaker after(boolean surprised, int strayed, WindowGrid grid, Instant now) {
        int surprisesNow = surprised ? surprises + 1 : 0;
        int astrayNow = strayed == 0 ? 0 : Integer.signum(astray) == strayed ? astray + strayed : strayed;
        int calmNow = surprised || strayed != 0 ? 0 : calm + 1;
        if (isOpen) {
            return new Breaker(surprisesNow, astrayNow, calmNow, calmNow < IN_A_ROW, spoiltUntil);
        }
        Breaker next = new Breaker(surprisesNow, astrayNow, calmNow, false, spoiltUntil);
        return next.run(grid)
                .map(run -> new Breaker(surprisesNow, astrayNow, calmNow, true, now.plus(SPOILT)))
                .orElse(next);
    }

    /** The run of windows that breaks the pattern; empty where they are still too few. */
    Optional<Run> run(WindowGrid grid) {
        if (surprises >= IN_A_ROW) {
            return Optional.of(new Run.Surprises(surprises));
        }
        return Math.abs(astray) >= grid.astrayInARow()
                ? Optional.of(new Run.Astray(Math.abs(astray)))
                : Optional.empty();
    }

    /** True while forecasts are not scored. */
    boolean isSpoilt(Instant now) {
        return isOpen || now.isBefore(spoiltUntil);
    }
}
