package io.predictivescaler.operator.metrics;

import java.time.Duration;

/** What came of sending one request once. */
sealed interface Answer {
    /** The samples. */
    record Samples(Matrix matrix) implements Answer {}

    /** None, and nothing would change if it were sent again at once. */
    record Final(FetchOutcome.Failed failure) implements Answer {}

    /**
     * None, and it may be sent again.
     *
     * @param notBefore how long the server wants to be left alone
     */
    record Passing(FetchOutcome.Failed failure, Duration notBefore) implements Answer {}
}
