package io.predictivescaler.operator.spec;

import io.predictivescaler.operator.api.BoundsOptions;
import io.predictivescaler.operator.api.BoundsOptions.MaxReplicasPolicy;
import io.predictivescaler.operator.api.BoundsOptions.MinReplicasRange;
import io.predictivescaler.operator.api.BoundsOptions.Policy;
import io.predictivescaler.operator.api.BudgetOptions;
import io.predictivescaler.operator.api.RaiseOptions;
import io.predictivescaler.operator.api.ReleaseOptions;
import io.predictivescaler.operator.spec.FloorLimits.Limit;
import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how far and how fast a resource lets the bounds move. */
final class LimitsReading {
    static final DurationRange HOLD = new DurationRange(Duration.ofMinutes(10), Duration.ZERO, Duration.ofDays(1));
    static final DurationRange RAISE_EVERY =
            new DurationRange(Duration.ofMinutes(1), Duration.ofSeconds(15), Duration.ofHours(1));
    static final DurationRange RELEASE_EVERY =
            new DurationRange(Duration.ofMinutes(3), Duration.ofSeconds(15), Duration.ofHours(1));
    static final NumberRange REPLICAS = new NumberRange(1, 1, 100_000);
    static final NumberRange HEADROOM = new NumberRange(20, 0, 1000);
    static final NumberRange RAISE_STEP = new NumberRange(Integer.MAX_VALUE, 1, 10_000);
    static final NumberRange REPLICA_HOURS = new NumberRange(1, 1, 2_400_000);
    static final NumberRange RELEASE_STEP = new NumberRange(25, 1, 100);

    private final Problems problems;

    LimitsReading(Problems problems) {
        this.problems = problems;
    }

    FloorLimits floor(@Nullable BoundsOptions bounds) {
        MinReplicasRange range = bounds == null ? null : bounds.minReplicas();
        if (range == null) {
            return FloorLimits.open();
        }
        Limit lowest = limit("spec.bounds.minReplicas.lowest", range.lowest());
        Limit highest = limit("spec.bounds.minReplicas.highest", range.highest());
        if (lowest.orElse(1) > highest.orElse(Integer.MAX_VALUE)) {
            problems.add(
                    "spec.bounds.minReplicas.lowest",
                    range.lowest(),
                    "above highest, " + range.highest() + "; write a lowest of at most that");
        }
        return new FloorLimits(lowest, highest);
    }

    private Limit limit(String field, @Nullable Integer replicas) {
        return replicas == null ? new Limit.Open() : new Limit.At(problems.number(field, replicas, REPLICAS));
    }

    Ceiling ceiling(@Nullable BoundsOptions bounds) {
        MaxReplicasPolicy policy = bounds == null ? null : bounds.maxReplicas();
        if (policy == null) {
            return new Ceiling.Keep();
        }
        int highest = problems.number("spec.bounds.maxReplicas.highest", policy.highest(), REPLICAS);
        int headroom = problems.number("spec.bounds.maxReplicas.headroomPercent", policy.headroomPercent(), HEADROOM);
        if (policy.policy() != Policy.Raise) {
            return new Ceiling.Keep();
        }
        if (policy.highest() == null) {
            problems.add(
                    "spec.bounds.maxReplicas.highest",
                    null,
                    "required with policy Raise; write the most it may become");
        }
        return new Ceiling.Raise(highest, headroom);
    }

    RaiseRate raise(@Nullable RaiseOptions raise) {
        if (raise == null) {
            return RaiseRate.unlimited();
        }
        int percent = problems.number("spec.raise.maxStepPercent", raise.maxStepPercent(), RAISE_STEP);
        Duration every = problems.duration("spec.raise.stepEvery", raise.stepEvery(), RAISE_EVERY);
        return new RaiseRate(percent, every);
    }

    BudgetLimit budget(@Nullable BudgetOptions budget) {
        if (budget == null) {
            return new BudgetLimit.None();
        }
        if (budget.replicaHoursPerDay() == null) {
            problems.add(
                    "spec.budget.replicaHoursPerDay", null, "required; write the most that raising may cost in a day");
        }
        return new BudgetLimit.ReplicaHoursPerDay(
                problems.number("spec.budget.replicaHoursPerDay", budget.replicaHoursPerDay(), REPLICA_HOURS));
    }

    ReleaseRate release(@Nullable ReleaseOptions release) {
        ReleaseOptions stated = release == null ? new ReleaseOptions(null, null, null) : release;
        return new ReleaseRate(
                problems.duration("spec.release.hold", stated.hold(), HOLD),
                problems.number("spec.release.maxStepPercent", stated.maxStepPercent(), RELEASE_STEP),
                problems.duration("spec.release.stepEvery", stated.stepEvery(), RELEASE_EVERY));
    }
}
