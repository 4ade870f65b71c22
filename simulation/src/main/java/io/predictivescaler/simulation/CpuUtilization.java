package io.predictivescaler.simulation;

import io.predictivescaler.simulation.PodSample.Metric;
import io.predictivescaler.simulation.PodSample.Readiness;
import java.time.Instant;

/**
 * The CPU metric of an autoscaler: from pod samples to a recommendation. Modelled on the Kubernetes replica calculator
 * (pkg/controller/podautoscaler/replica_calculator.go, GetResourceReplicas and groupPods) for pods of one template, so that each has
 * the same request.
 */
final class CpuUtilization {
    private final HpaSettings settings;

    CpuUtilization(HpaSettings settings) {
        this.settings = settings;
    }

    Recommendation recommend(Instant now, HpaObservation seen) {
        Groups groups = Groups.of(now, seen, settings);
        if (groups.measured == 0) {
            return new Recommendation.Unavailable();
        }
        double ratio = ratio(groups.milliCpu, groups.measured, seen);
        boolean upWithUnready = groups.unready > 0 && ratio > 1;
        if (!upWithUnready && groups.missing == 0) {
            return new Recommendation.Replicas(
                    settings.tolerance().covers(ratio) ? seen.replicas() : (int) Math.ceil(ratio * groups.measured));
        }
        return new Recommendation.Replicas(cautious(ratio, groups, seen));
    }

    /** Pods without a sample are taken to be such that the change becomes smaller; a change that would turn round is none. */
    private int cautious(double ratio, Groups groups, HpaObservation seen) {
        long milliCpu = groups.milliCpu;
        int counted = groups.measured;
        if (groups.missing > 0 && ratio != 1) {
            counted += groups.missing;
            milliCpu += ratio < 1 ? groups.missing * assumedOnTheWayDown(seen) : 0;
        }
        if (groups.unready > 0 && ratio > 1) {
            counted += groups.unready;
        }
        double cautiousRatio = ratio(milliCpu, counted, seen);
        if (settings.tolerance().covers(cautiousRatio)
                || (ratio < 1 && cautiousRatio > 1)
                || (ratio > 1 && cautiousRatio < 1)) {
            return seen.replicas();
        }
        int replicas = (int) Math.ceil(cautiousRatio * counted);
        boolean turnedRound =
                (cautiousRatio < 1 && replicas > seen.replicas()) || (cautiousRatio > 1 && replicas < seen.replicas());
        return turnedRound ? seen.replicas() : replicas;
    }

    private long assumedOnTheWayDown(HpaObservation seen) {
        return seen.requestMilliCpu() * Math.max(100, settings.targetUtilizationPercent()) / 100;
    }

    /** The controller works with whole percents, cut off. */
    private double ratio(long milliCpu, int pods, HpaObservation seen) {
        long percent = milliCpu * 100 / (seen.requestMilliCpu() * pods);
        return (double) percent / settings.targetUtilizationPercent();
    }

    /** How many pods count for what, and the CPU use of those that count. */
    private record Groups(long milliCpu, int measured, int unready, int missing) {
        static Groups of(Instant now, HpaObservation seen, HpaSettings settings) {
            long milliCpu = 0;
            int measured = 0;
            int unready = 0;
            int missing = 0;
            Instant initializingSince = now.minus(settings.cpuInitialization());
            for (PodSample pod : seen.pods()) {
                switch (pod) {
                    case PodSample.Pending pending -> unready++;
                    case PodSample.Running running -> {
                        switch (running.metric()) {
                            case Metric.Missing none -> missing++;
                            case Metric.Usage usage -> {
                                if (isUnready(running, usage, initializingSince, settings)) {
                                    unready++;
                                } else {
                                    measured++;
                                    milliCpu += usage.milliCpu();
                                }
                            }
                        }
                    }
                }
            }
            return new Groups(milliCpu, measured, unready, missing);
        }

        private static boolean isUnready(
                PodSample.Running pod, Metric.Usage usage, Instant initializingSince, HpaSettings settings) {
            boolean notReady = pod.readiness() == Readiness.NotReady;
            if (pod.started().isAfter(initializingSince)) {
                return notReady || usage.at().isBefore(pod.lastTransition().plus(usage.window()));
            }
            return notReady && pod.started().plus(settings.readinessDelay()).isAfter(pod.lastTransition());
        }
    }
}
