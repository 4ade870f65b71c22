package io.predictivescaler.operator.spec;

/** What floors above the baseline may cost in a local day. */
public sealed interface BudgetLimit {
    /** The user says nothing of it. */
    record None() implements BudgetLimit {}

    /** At least 1. */
    record ReplicaHoursPerDay(int most) implements BudgetLimit {}
}
