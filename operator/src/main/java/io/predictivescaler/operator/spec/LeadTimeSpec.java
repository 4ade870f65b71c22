package io.predictivescaler.operator.spec;

import io.predictivescaler.planning.leadtime.LearnedLeadTime;
import java.time.Duration;

/** Where the time from a decision to a Ready replica is known from. */
public sealed interface LeadTimeSpec {
    /** The longest that it can become, without the time until the operator and the autoscaler act. */
    Duration longest();

    /** From its user. */
    record Fixed(Duration value) implements LeadTimeSpec {
        public Fixed {
            if (!value.isPositive()) {
                throw new IllegalArgumentException("a lead time is positive, not " + value);
            }
        }

        @Override
        public Duration longest() {
            return value;
        }
    }

    /** From the target's own pods. */
    record Learned(LearnedLeadTime settings) implements LeadTimeSpec {
        @Override
        public Duration longest() {
            return settings.longest();
        }
    }
}
