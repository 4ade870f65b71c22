package io.predictivescaler.operator.spec;

/**
 * One load to be served.
 *
 * @param query PromQL for the demand now
 * @param unit the query's unit; empty where the user named none
 * @param capacity what one ready replica carries at the target utilization
 * @param source where {@code query} is asked; history may live elsewhere
 */
public record DemandSpec(
        String name, String query, String unit, CapacitySpec capacity, HistorySpec history, SourceSpec source) {}
