package io.predictivescaler.forecasting;

import java.util.Optional;

/**
 * How a fit has judged itself at its own rolling origins.
 *
 * @param accuracy empty when there were too few origins to say
 */
record Judgement(Optional<Accuracy> accuracy, LeadTimeSkills leadTimes) {
    /** Where this does not tell what is predictable, the earlier one's answer stands. */
    Judgement succeeding(FittedForecaster earlier) {
        return new Judgement(accuracy, leadTimes.succeeding(earlier::predictability));
    }
}
