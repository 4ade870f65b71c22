package io.predictivescaler.operator.spec;

/**
 * One load to be served.
 *
 * @param query PromQL for the demand now
 * @param unit the query's unit; empty where the user named none
 * @param capacityPerReplica load that one ready replica carries at the target utilization, in {@code unit}; positive
 * @param source where {@code query} is asked; history may live elsewhere
 */
public record DemandSpec(
        String name, String query, String unit, double capacityPerReplica, HistorySpec history, SourceSpec source) {
    public DemandSpec {
        if (!(capacityPerReplica > 0 && capacityPerReplica < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("capacity per replica is positive, not " + capacityPerReplica);
        }
    }
}
