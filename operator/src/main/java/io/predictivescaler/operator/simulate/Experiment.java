package io.predictivescaler.operator.simulate;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.DemandLog;
import io.predictivescaler.simulation.HpaSettings;
import io.predictivescaler.simulation.MetricsPipeline;
import io.predictivescaler.simulation.Replay;
import io.predictivescaler.simulation.StartUp;
import io.predictivescaler.simulation.Workload;
import io.predictivescaler.simulation.World;
import io.predictivescaler.simulation.WorldSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * What is led through every strategy.
 *
 * @param demand as it was; what of it lies before {@code from} is history
 * @param from when the strategies begin
 * @param to when they end
 * @param key the resource's name, which its own share of every spread follows from
 * @param spec with one demand entry, in mode Enforce
 * @param perReplica load that one replica carries at the autoscaler's target; positive
 * @param baseline bounds of the autoscaler without the operator
 * @param startUp of pods
 * @param planned what the operator takes for the start-up; positive
 * @param metricsLag how old CPU samples are when the autoscaler reads them
 */
public record Experiment(
        DemandCurve demand,
        Instant from,
        Instant to,
        ResourceKey key,
        ScalerSpec spec,
        double perReplica,
        HpaSettings hpa,
        Baseline baseline,
        StartUp startUp,
        Duration planned,
        Duration metricsLag) {
    /** How often the operator looks at a resource, and how often its autoscaler acts on what it has set. */
    static final Duration REFRESH = Duration.ofMinutes(1);

    private static final int PODS_ASKED = 1000;

    public Experiment {
        if (!from.isBefore(to) || spec.demand().size() != 1 || !(perReplica > 0)) {
            throw new IllegalArgumentException("an experiment has a time from " + from + " to a later one than " + to
                    + ", one demand entry, not " + spec.demand().size() + ", and a capacity that is not " + perReplica);
        }
    }

    /** The entry whose demand this is. */
    public DemandSpec entry() {
        return spec.demand().getFirst();
    }

    /** The same, planned for another percentile. */
    public Experiment at(QuantileLevel percentile) {
        return with(spec.withPercentile(percentile), perReplica, hpa);
    }

    /** The same pods under an autoscaler that loads them more or less: what one carries at its target follows from that. */
    public Experiment targeting(int utilizationPercent) {
        return with(
                spec,
                perReplica * utilizationPercent / hpa.targetUtilizationPercent(),
                hpa.withTarget(utilizationPercent));
    }

    private Experiment with(ScalerSpec spec, double perReplica, HpaSettings hpa) {
        return new Experiment(demand, from, to, key, spec, perReplica, hpa, baseline, startUp, planned, metricsLag);
    }

    /** What nine of ten pods need at most from creation to Ready. */
    public Duration usualStartUp() {
        Duration[] times = new Duration[PODS_ASKED];
        Arrays.setAll(times, startUp::of);
        Arrays.sort(times);
        return times[PODS_ASKED * 9 / 10];
    }

    /** What the operator looks ahead. */
    public Duration leadTime() {
        return planned.plus(REFRESH).plus(hpa.syncPeriod());
    }

    /** The replicas that the highest demand of the experiment needs. */
    int peakReplicas() {
        double highest = 0;
        for (Instant at = from; at.isBefore(to); at = at.plus(DemandLog.STEP)) {
            highest = Math.max(highest, demand.at(at));
        }
        return Math.max(1, (int) Math.ceil(highest / perReplica));
    }

    /** It begins with the replicas that its demand needs there. */
    Replay replay(Bounds bounds) {
        int needed = (int) Math.ceil(demand.at(from) / perReplica);
        World start = World.at(
                from,
                Math.clamp(needed, Math.max(1, bounds.minReplicas()), bounds.maxReplicas()),
                WorldSettings.of(
                        hpa,
                        Workload.carrying(perReplica, hpa.targetUtilizationPercent(), startUp),
                        MetricsPipeline.lagging(metricsLag)));
        return new Replay(start, demand, to);
    }
}
