package io.predictivescaler.operator.benefit;

import io.predictivescaler.operator.ResourceKey;
import java.time.Duration;
import java.time.Instant;

/** The benefit of one resource, and when it is due: first as soon as it can be worked out, then at a moment of each day that follows from its name. */
final class BenefitEntry {
    private static final Duration EVERY = Duration.ofDays(1);

    private final Duration offset;
    private boolean busy;
    private Instant last;
    private BenefitState state = new BenefitState.Waiting();

    BenefitEntry(ResourceKey key, BenefitTracker.Told told, Instant now) {
        this.offset = Duration.ofMillis(Math.floorMod(key.hashCode(), EVERY.toMillis()));
        this.last = switch (told) {
            case NUMBERS -> now;
            case NOTHING -> Instant.MIN;
        };
    }

    synchronized BenefitState state() {
        return state;
    }

    synchronized boolean isDue(Instant now) {
        return !busy && (last.equals(Instant.MIN) || slot(now) != slot(last));
    }

    private long slot(Instant time) {
        return Math.floorDiv(time.plus(offset).toEpochMilli(), EVERY.toMillis());
    }

    /** It cannot be begun, for now: what was known is out of date. */
    synchronized void without(String why) {
        state = new BenefitState.None(why);
    }

    synchronized void begin(Instant now) {
        busy = true;
        last = now;
    }

    /** Whatever came of it holds for a day, apart from nothing. */
    synchronized void end(BenefitState newer) {
        busy = false;
        switch (newer) {
            case BenefitState.Waiting again -> last = Instant.MIN;
            case BenefitState.Known known -> state = known;
            case BenefitState.None none -> state = none;
            case BenefitState.Off off -> state = off;
        }
    }
}
