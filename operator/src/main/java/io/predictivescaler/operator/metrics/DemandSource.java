package io.predictivescaler.operator.metrics;

/** Where demand history comes from. */
@FunctionalInterface
public interface DemandSource {
    /**
     * The demand of the query's window. Blocks until there is an outcome, which is bounded by the source's timeout and tries;
     * interrupting the thread ends it early with {@link FetchOutcome.Interrupted}. Safe for use by many threads.
     */
    FetchOutcome fetch(RangeQuery query);
}
