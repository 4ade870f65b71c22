package io.predictivescaler.simulation;

import io.predictivescaler.planning.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The HorizontalPodAutoscaler controller's decision at a sync, for a CPU utilization metric and what further ones ask for. Modelled
 * on Kubernetes (pkg/controller/podautoscaler/horizontal.go, reconcileAutoscaler), and compared with recorded runs of 1.36, which do
 * not exercise every rule. Departures: the request is the same for all pods; pods that are being deleted are not there any more.
 */
public final class HpaController {
    private final HpaSettings settings;
    private final CpuUtilization cpu;

    public HpaController(HpaSettings settings) {
        this.settings = settings;
        this.cpu = new CpuUtilization(settings);
    }

    /** Why the controller decided as it did. */
    public enum Cause {
        /** 0 replicas with a positive minimum: autoscaling is switched off. */
        SwitchedOff,
        /** Replicas stood above the maximum. */
        AboveMaximum,
        /** Replicas stood below the minimum. */
        BelowMinimum,
        /** The metric, as far as behavior and bounds let it. */
        Metric,
        /** No metric could be had, or one could not while the others ask for less: nothing changes. */
        MetricUnavailable
    }

    /**
     * A decision, and what to hand to the next sync.
     *
     * @param desired replicas that the scale target is set to
     */
    public record Decision(int desired, Cause cause, HpaMemory memory) {}

    /** Decides at {@code now}. The same arguments give the same decision. */
    public Decision sync(Instant now, HpaMemory before, HpaObservation seen) {
        int current = seen.replicas();
        Bounds bounds = seen.bounds();
        HpaMemory memory = before.knowing(now, current);
        if (current == 0 && bounds.minReplicas() != 0) {
            return new Decision(0, Cause.SwitchedOff, memory);
        }
        if (current > bounds.maxReplicas()) {
            return decided(now, memory, current, bounds.maxReplicas(), Cause.AboveMaximum);
        }
        if (current < bounds.minReplicas()) {
            return decided(now, memory, current, bounds.minReplicas(), Cause.BelowMinimum);
        }
        return switch (combined(cpu.recommend(now, seen), seen)) {
            case Recommendation.Unavailable none -> new Decision(current, Cause.MetricUnavailable, memory);
            case Recommendation.Replicas asked -> {
                int stable = stabilized(now, memory, current, asked.count());
                int desired = limited(now, memory, current, stable, bounds);
                HpaMemory after = memory.recommended(now, asked.count(), longestWindow());
                yield decided(now, after, current, desired, Cause.Metric);
            }
        };
    }

    /** The largest of all; none when one of them is unavailable and the rest would scale down. */
    private static Recommendation combined(Recommendation cpu, HpaObservation seen) {
        if (seen.others().isEmpty()) {
            return cpu;
        }
        OptionalInt largest = Stream.concat(Stream.of(cpu), seen.others().stream())
                .flatMapToInt(recommendation -> switch (recommendation) {
                    case Recommendation.Replicas asked -> IntStream.of(asked.count());
                    case Recommendation.Unavailable none -> IntStream.empty();
                })
                .max();
        boolean complete = cpu instanceof Recommendation.Replicas
                && seen.others().stream().allMatch(Recommendation.Replicas.class::isInstance);
        return largest.isPresent() && (complete || largest.getAsInt() >= seen.replicas())
                ? new Recommendation.Replicas(largest.getAsInt())
                : new Recommendation.Unavailable();
    }

    private int stabilized(Instant now, HpaMemory memory, int current, int recommended) {
        return switch (settings.behavior()) {
            // Without a behavior the cutoff itself still counts; with one it does not.
            case Behavior.Unstated unstated ->
                memory.highestAfter(now.minus(Behavior.DOWNSCALE_STABILIZATION).minusNanos(1), recommended);
            case Behavior.Stated stated -> {
                int lowest = memory.lowestAfter(now.minus(stated.scaleUp().stabilizationWindow()), recommended);
                int highest = memory.highestAfter(now.minus(stated.scaleDown().stabilizationWindow()), recommended);
                yield Math.min(Math.max(current, lowest), highest);
            }
        };
    }

    private int limited(Instant now, HpaMemory memory, int current, int wanted, Bounds bounds) {
        long lowest = bounds.minReplicas();
        long highest = bounds.maxReplicas();
        switch (settings.behavior()) {
            case Behavior.Unstated unstated -> highest = Math.min(highest, Math.max(2L * current, 4));
            case Behavior.Stated stated -> {
                if (wanted > current) {
                    highest = Math.min(highest, Math.max(current, ceiling(now, memory, current, stated.scaleUp())));
                }
                if (wanted < current) {
                    lowest = Math.max(lowest, Math.min(current, floor(now, memory, current, stated.scaleDown())));
                }
            }
        }
        return (int) Math.clamp(wanted, lowest, highest);
    }

    private static long ceiling(Instant now, HpaMemory memory, int current, ScalingRules rules) {
        var reachable = rules.policies().stream()
                .mapToLong(p -> p.highestFrom(current - memory.netChangeAfter(now.minus(p.period()))));
        return switch (rules.select()) {
            case Disabled -> current;
            case Max -> reachable.max().orElse(current);
            case Min -> reachable.min().orElse(current);
        };
    }

    private static long floor(Instant now, HpaMemory memory, int current, ScalingRules rules) {
        var reachable = rules.policies().stream()
                .mapToLong(p -> p.lowestFrom(current - memory.netChangeAfter(now.minus(p.period()))));
        return switch (rules.select()) {
            case Disabled -> current;
            case Max -> reachable.min().orElse(current);
            case Min -> reachable.max().orElse(current);
        };
    }

    private Decision decided(Instant now, HpaMemory memory, int current, int desired, Cause cause) {
        HpaMemory after = desired == current ? memory : memory.changed(now, desired - current, longestPeriod());
        return new Decision(desired, cause, after);
    }

    private Duration longestWindow() {
        return switch (settings.behavior()) {
            case Behavior.Unstated unstated -> Behavior.DOWNSCALE_STABILIZATION;
            case Behavior.Stated stated ->
                stated.scaleUp()
                                        .stabilizationWindow()
                                        .compareTo(stated.scaleDown().stabilizationWindow())
                                > 0
                        ? stated.scaleUp().stabilizationWindow()
                        : stated.scaleDown().stabilizationWindow();
        };
    }

    private Duration longestPeriod() {
        return switch (settings.behavior()) {
            case Behavior.Unstated unstated -> Duration.ZERO;
            case Behavior.Stated stated ->
                Stream.of(stated.scaleUp(), stated.scaleDown())
                        .flatMap(rules -> rules.policies().stream())
                        .map(ScalingPolicy::period)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        };
    }
}
