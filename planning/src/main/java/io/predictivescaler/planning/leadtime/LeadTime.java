package io.predictivescaler.planning.leadtime;

import java.time.Duration;

/**
 * Time from a decision to a Ready replica, and where it is known from.
 *
 * @param startUp what a pod takes from created to Ready; positive
 * @param reaction what passes before it is created: until the operator looks again and the autoscaler acts; not negative
 * @param samples pods that {@code startUp} was measured on, or that were seen so far
 */
public record LeadTime(Duration startUp, Duration reaction, Source source, int samples) {
    public LeadTime {
        if (!startUp.isPositive() || reaction.isNegative() || samples < 0) {
            throw new IllegalArgumentException(
                    "a lead time has a positive start-up, a reaction and samples that are not" + " negative, not "
                            + startUp + ", " + reaction + " and " + samples);
        }
    }

    /** As its user states it. */
    public static LeadTime fixed(Duration startUp, Duration reaction) {
        return new LeadTime(startUp, reaction, Source.Fixed, 0);
    }

    /** What a plan looks ahead. */
    public Duration total() {
        return startUp.plus(reaction);
    }

    /** Where a lead time is known from. */
    public enum Source {
        /** Its user stated it. */
        Fixed,
        /** Measured on the target's own pods. */
        Learned,
        /** Not known yet: what its user would have until it is. */
        Fallback
    }
}
