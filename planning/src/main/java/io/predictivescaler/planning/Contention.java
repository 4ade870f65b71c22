package io.predictivescaler.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How often others put the baseline back, and how long the operator therefore keeps quiet: 2 reverts in 30 minutes stop its writes
 * for an hour, doubling to a day each time; a day without a revert forgets all.
 *
 * @param reverts the recent ones, oldest first
 * @param silence the length of the last silence, zero when there was none
 * @param silentUntil no writes before
 */
public record Contention(List<Instant> reverts, Duration silence, Instant silentUntil) {
    public Contention {
        reverts = List.copyOf(reverts);
    }

    public static Contention none() {
        return new Contention(List.of(), Duration.ZERO, Instant.EPOCH);
    }

    /** After a revert was seen at {@code now}. */
    public Contention afterRevertAt(Instant now) {
        throw new UnsupportedOperationException("to be written: " + now);
    }

    /** As it stands at {@code now}: forgotten after a quiet day. */
    public Contention at(Instant now) {
        throw new UnsupportedOperationException("to be written: " + now);
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
