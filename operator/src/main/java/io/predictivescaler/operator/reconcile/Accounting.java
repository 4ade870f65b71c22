package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.spec.BudgetLimit;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.Budget;
import io.predictivescaler.planning.PlanInput;
import io.predictivescaler.planning.Spending;
import java.time.Duration;
import java.time.Instant;

/** Keeps the account of what floors above the baseline cost, from look to look and beyond a restart. */
final class Accounting {
    /** The calendar of this long before now tells what floors have cost today. */
    private static final Duration TODAY_AND_THE_DAY_BEFORE = Duration.ofDays(2);

    private Accounting() {}

    /** What a plan may spend, when it is made anew every {@code refresh}. */
    static Budget budget(BudgetLimit limit, Duration refresh) {
        return switch (limit) {
            case BudgetLimit.None none -> new Budget.Unlimited();
            case BudgetLimit.ReplicaHoursPerDay limited -> new Budget.Daily(limited.most(), refresh);
        };
    }

    /** From when on the calendar counts. */
    static Instant calendarSince(BudgetLimit limit, Instant now) {
        return switch (limit) {
            case BudgetLimit.None none -> now;
            case BudgetLimit.ReplicaHoursPerDay limited -> now.minus(TODAY_AND_THE_DAY_BEFORE);
        };
    }

    /** At the beginning of a look: what stands has stood since an earlier process wrote its last status, if one did. */
    static ScalerMemory opened(ScalerMemory memory, Spending.Kind kind, BoundsReading reading) {
        int baseline = reading.baseline().floor();
        int floor = switch (kind) {
            case Applied -> reading.inForce().minReplicas();
            case Played -> ToldSpending.playedFloor(memory.status().status(), baseline);
        };
        return memory.withPlan(
                memory.plan().withSpending(memory.plan().spending().found(floor, baseline, kind)));
    }

    /** At the end of a look, from when on {@code floor} costs what it costs. */
    static ScalerMemory charged(ScalerMemory memory, Spending.Kind kind, PlanInput input, int floor) {
        return memory.withPlan(
                memory.plan().withSpending(memory.plan().spending().after(input, floor, kind)));
    }
}
