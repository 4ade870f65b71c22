package io.predictivescaler.forecasting.capacity;

import io.predictivescaler.forecasting.capacity.CapacityOutcome.Learned;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Quality;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Reach;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Reason;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Refused;
import io.predictivescaler.forecasting.capacity.Observations.Observation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;

/**
 * What one ready replica carries at a target utilization: a robust line of utilization on load per replica, {@code u = idle + slope · x},
 * solved for the target. The line need not go through the origin, since a replica without load is not idle. It is never followed beyond
 * the highest load that was seen: there the capacity is that load, which is too small rather than too large.
 */
public final class CapacityLearner {
    /** Shorter says too little of a day, longer keeps too much of what was released since. */
    public static final Duration WINDOW = Duration.ofDays(7);

    private static final Duration HALF_LIFE = Duration.ofDays(2);
    private static final Duration LEAST_OBSERVED = Duration.ofHours(6);
    private static final Duration OLDEST = Duration.ofDays(1);

    /** What was observed before the cost last changed is brought to today's by an estimate, so it says less. */
    private static final double OF_BEFORE = 0.25;

    private static final double LEAST_RANGE = 0.2;
    private static final double LEAST_CORRELATION = 0.7;
    private static final double MOST_SPREAD = 0.15;
    private static final double MOST_UNCERTAINTY = 0.1;
    private static final double FARTHEST_FROM_TARGET = 2;

    /** Neighbouring quarter hours are alike: an hour of them counts as one. */
    private static final Duration ALIKE = Duration.ofHours(1);

    private final Observations seen;
    private final double target;
    private final Instant now;

    private CapacityLearner(Observations seen, double target, Instant now) {
        this.seen = seen;
        this.target = target;
        this.now = now;
    }

    /**
     * What one replica carries, from the last {@link #WINDOW} of a history, or why that cannot be told.
     *
     * @param targetPercent utilization at which the capacity is asked for, in percent, above 0
     * @param now not before the history's last step
     */
    public static CapacityOutcome learn(WorkloadHistory history, double targetPercent, Instant now) {
        if (!(targetPercent > 0)) {
            throw new IllegalArgumentException("a target utilization is above 0 %, not " + targetPercent);
        }
        Instant first = now.minus(WINDOW);
        int steps = Math.toIntExact(WINDOW.dividedBy(history.demand().step()));
        WorkloadHistory recent =
                new WorkloadHistory(history.demand().last(steps), history.replicas(), history.utilization());
        Observations all = Observations.of(recent).where(each -> !each.start().isBefore(first));
        return new CapacityLearner(all, targetPercent, now).outcome();
    }

    private CapacityOutcome outcome() {
        Observations unsaturated = Saturation.belowCeiling(seen, target);
        Duration observed = unsaturated.length().multipliedBy(unsaturated.size());
        if (observed.compareTo(LEAST_OBSERVED) < 0) {
            return new Refused(
                    Reason.TooFewObservations,
                    "demand, ready replicas and utilization are all known, no replica comes or goes and none is saturated for "
                            + number(hours(observed)) + " hours in all, of the " + LEAST_OBSERVED.toHours()
                            + " needed");
        }
        Instant last = unsaturated.get(unsaturated.size() - 1).start();
        if (last.plus(OLDEST).isBefore(now)) {
            return new Refused(
                    Reason.StaleObservations, "demand, ready replicas and utilization were last all known at " + last);
        }
        CostChanges changes = CostChanges.undone(unsaturated);
        Observations rising = Saturation.beforeFlattening(
                changes.current(), part -> RobustLine.through(part, weights(part, changes.last())));
        return judged(rising, RobustLine.through(rising, weights(rising, changes.last())), changes.last());
    }

    private double[] weights(Observations observations, Instant changed) {
        return observations.all().stream()
                .mapToDouble(each -> weight(each, changed))
                .toArray();
    }

    /** Of few replicas one that differs weighs much, so that they say less. */
    private double weight(Observation each, Instant changed) {
        double age = (double) Duration.between(each.start(), now).toMillis() / HALF_LIFE.toMillis();
        double certainty = each.replicas() / (each.replicas() + 2);
        return Math.pow(0.5, age) * certainty * (each.start().isBefore(changed) ? OF_BEFORE : 1);
    }

    private CapacityOutcome judged(Observations used, RobustLine fit, Instant changed) {
        Line line = fit.line();
        double[] loads = used.sortedLoads();
        double low = loads[loads.length / 20];
        double high = loads[loads.length - 1 - loads.length / 20];
        Moments moments = fit.moments();
        double highest = used.highestLoad();
        double reached = line.at(highest);
        if (high - low < LEAST_RANGE * high) {
            return HeldUtilization.of(used, target)
                    .<CapacityOutcome>map(held -> held.learned(highest, changed))
                    .orElseGet(() -> flat(low, high));
        }
        if (!(line.slope() > 0) || moments.correlation() < LEAST_CORRELATION) {
            return new Refused(
                    Reason.NoRelation,
                    "utilization hardly follows load per replica: their correlation is " + number(moments.correlation())
                            + ", and " + LEAST_CORRELATION + " is needed");
        }
        if (line.idle() >= target) {
            return new Refused(
                    Reason.IdleAboveTarget,
                    "a replica without load is at " + number(line.idle()) + "% already, above the target of "
                            + number(target) + "%");
        }
        if (fit.spread() > MOST_SPREAD * target) {
            return new Refused(
                    Reason.Scattered,
                    "utilization is off its line by " + percent(fit.spread() / target) + " of the target, and "
                            + percent(MOST_SPREAD) + " is the most that will do");
        }
        if (target > FARTHEST_FROM_TARGET * reached || target * FARTHEST_FROM_TARGET < line.at(low)) {
            return new Refused(
                    Reason.TargetNotSeen,
                    "utilization was " + number(line.at(low)) + "% to " + number(reached) + "%, far from the target of "
                            + number(target) + "%");
        }
        Reach reach = target <= reached ? Reach.Seen : Reach.HighestSeen;
        double capacity = reach == Reach.Seen ? solved(line, low) : highest;
        double uncertainty = 2 * error(capacity, fit, used) / capacity;
        if (uncertainty > MOST_UNCERTAINTY) {
            return new Refused(
                    Reason.Uncertain,
                    "one replica seems to carry " + number(capacity) + ", give or take " + percent(uncertainty)
                            + ", and " + percent(MOST_UNCERTAINTY) + " is the most that will do");
        }
        double hours = hours(used.length().multipliedBy(used.size()));
        return new Learned(
                capacity,
                reach,
                new Quality(
                        hours,
                        moments.correlation(),
                        fit.spread() / target,
                        uncertainty,
                        line.idle(),
                        reached,
                        changed));
    }

    private static Refused flat(double low, double high) {
        return new Refused(
                Reason.FlatLoad,
                "load per replica was " + number(low) + " to " + number(high) + " nearly all the time, a range of "
                        + percent((high - low) / high) + ", and " + percent(LEAST_RANGE) + " are needed");
    }

    /** Below what was seen no more than in proportion: what a line says there may be anything. */
    private double solved(Line line, double low) {
        double capacity = line.loadAt(target);
        return capacity < low ? Math.min(capacity, low * target / line.at(low)) : capacity;
    }

    /** Standard error of the load at which the line has this utilization. */
    private static double error(double capacity, RobustLine fit, Observations used) {
        Moments moments = fit.moments();
        long alike = Math.max(1, ALIKE.dividedBy(used.length()));
        double effective = moments.effective() / (double) alike;
        double distance = capacity - moments.load();
        double variance = (1 + distance * distance / moments.loads()) / effective;
        return fit.spread() * Math.sqrt(variance) / fit.line().slope();
    }

    private static double hours(Duration duration) {
        return duration.toMinutes() / 60.0;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + "%";
    }

    /** To three digits. */
    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
