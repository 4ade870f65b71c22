package io.predictivescaler.operator.spec;

import java.time.Duration;

/** Time from a decision to a Ready replica, and where it is known from. */
public record LeadTimeSpec(Duration value, Source source) {
    public LeadTimeSpec {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("a lead time is positive, not " + value);
        }
    }

    /** Where a lead time is known from. */
    public enum Source {
        /** The user stated it. */
        Fixed,
        /** Nobody knows it; this is used until somebody does. */
        Fallback
    }
}
