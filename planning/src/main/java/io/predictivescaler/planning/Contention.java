package io.predictivescaler.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How often others put the baseline back, and how long the operator therefore keeps quiet: 2 reverts in 30 minutes stop its writes
 * for an hour, doubling to a day each time; a day without a revert forgets all. That day begins with the end of the silence, since
 * nothing can be reverted while nothing is written.
 *
 * @param reverts the recent ones, oldest first
 * @param silence the length of the last silence, zero when there was none
 * @param silentUntil no writes before
 */
public record Contention(List<Instant> reverts, Duration silence, Instant silentUntil) {
    private static final int TOO_MANY = 2;
    private static final Duration WITHIN = Duration.ofMinutes(30);
    private static final Duration FIRST_SILENCE = Duration.ofHours(1);
    private static final Duration LONGEST_SILENCE = Duration.ofDays(1);
    private static final Duration QUIET = Duration.ofDays(1);

    public Contention {
        if (silence.isNegative()) {
            throw new IllegalArgumentException("a silence is not negative, as " + silence + " is");
        }
        reverts = List.copyOf(reverts);
    }

    public static Contention none() {
        return new Contention(List.of(), Duration.ZERO, Instant.EPOCH);
    }

    /**
     * After a revert was seen at {@code now}. What is seen during a silence is the revert that began it: nothing was written since,
     * so it does not count again.
     */
    public Contention afterRevertAt(Instant now) {
        if (silentAt(now)) {
            return this;
        }
        Contention before = at(now);
        List<Instant> recent = Stream.concat(
                        before.reverts.stream()
                                .filter(revert -> !revert.plus(WITHIN).isBefore(now)),
                        Stream.of(now))
                .toList();
        if (recent.size() < TOO_MANY) {
            return new Contention(recent, before.silence, before.silentUntil);
        }
        Duration longer = before.nextSilence();
        return new Contention(recent, longer, now.plus(longer));
    }

    private Duration nextSilence() {
        if (silence.isZero()) {
            return FIRST_SILENCE;
        }
        Duration doubled = silence.multipliedBy(2);
        return doubled.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : doubled;
    }

    /** As it stands at {@code now}: forgotten after a quiet day. */
    public Contention at(Instant now) {
        if (reverts.isEmpty()) {
            return none();
        }
        Instant calmSince = reverts.getLast().isAfter(silentUntil) ? reverts.getLast() : silentUntil;
        return now.isBefore(calmSince.plus(QUIET)) ? this : none();
    }

    /** True while the operator may not write. */
    public boolean silentAt(Instant now) {
        return now.isBefore(silentUntil);
    }

    /** True from the first silence until a quiet day has passed. */
    public boolean isContended() {
        return !silence.isZero();
    }
}
