package io.predictivescaler.operator.capacity;

import io.predictivescaler.forecasting.capacity.CapacityLearner;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Learned;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Quality;
import io.predictivescaler.forecasting.capacity.CapacityOutcome.Refused;
import io.predictivescaler.operator.spec.CapacitySpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is told of a fit. */
final class CapacityWording {
    private CapacityWording() {}

    /** To three digits. */
    static double rounded(double capacity) {
        return decimal(capacity).doubleValue();
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(3));
    }

    private static String number(double value) {
        return decimal(value).stripTrailingZeros().toPlainString();
    }

    private static String percent(double share) {
        return number(100 * share) + "%";
    }

    /** How good it is, in short: {@code ±1.9% at 60%, 118h, r 0.98}; the number itself stands in the status. */
    static String learned(Learned found, CapacitySpec.Range range, double targetPercent, Instant now) {
        Quality quality = found.quality();
        return "±" + percent(quality.uncertainty()) + reach(found, targetPercent) + ", " + Math.round(quality.hours())
                + "h, r " + number(quality.correlation()) + limit(found, range) + changed(quality, now);
    }

    private static String reach(Learned found, double targetPercent) {
        return switch (found.reach()) {
            case Seen -> " at " + number(targetPercent) + "%";
            case Held -> " at " + number(targetPercent) + "%, held";
            case HighestSeen ->
                " at " + number(found.quality().highestSeen()) + "%, the most seen of " + number(targetPercent) + "%";
        };
    }

    private static String limit(Learned found, CapacitySpec.Range range) {
        double limited = range.within(found.perReplica());
        if (limited == found.perReplica()) {
            return "";
        }
        String fitted = ", fit " + number(found.perReplica());
        return limited < found.perReplica() ? fitted + " above highest" : fitted + " below lowest";
    }

    private static String changed(Quality quality, Instant now) {
        return quality.changed().isBefore(now.minus(CapacityLearner.WINDOW))
                ? ""
                : ", changed " + quality.changed().truncatedTo(ChronoUnit.MINUTES);
    }

    static String refused(Refused refused) {
        String remedy = switch (refused.reason()) {
            case TooFewObservations -> "wait for more history, or check replicasQuery and utilizationQuery";
            case StaleObservations -> "check that kube-state-metrics and cAdvisor are still scraped";
            case FlatLoad -> "it will do once load varies";
            case NoRelation, Scattered, Uncertain ->
                "check that the query is the load of these very replicas, and that CPU is what bounds them";
            case IdleAboveTarget -> "raise the CPU request or the target utilization";
            case TargetNotSeen -> "fewer replicas by night, or a target nearer to that, would show it";
        };
        return refused.finding() + ": " + remedy;
    }
}
