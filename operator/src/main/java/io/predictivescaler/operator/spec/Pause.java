package io.predictivescaler.operator.spec;

import java.time.Instant;

/** Whether the user's annotation stops raises for a while. */
public sealed interface Pause {
    /** It does not. */
    record NotPaused() implements Pause {}

    /** It does, up to but not including {@code until}, which may be past. */
    record PausedUntil(Instant until) implements Pause {}

    /** Whether raises are stopped at this time. */
    default boolean holdsAt(Instant now) {
        return switch (this) {
            case NotPaused none -> false;
            case PausedUntil paused -> now.isBefore(paused.until());
        };
    }
}
