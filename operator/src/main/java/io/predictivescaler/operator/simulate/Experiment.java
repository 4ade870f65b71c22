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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is led through every strategy.
 *
 * @param demand as it was; what of it lies before {@code from} is history
 * @param from when the strategies begin
 * @param to when they end
 * @param key the resource's name, which its own share of every spread follows from
 * @param spec in mode Enforce
 * @param perReplica load that one replica carries at the autoscaler's target; positive
 * @param baseline bounds of the autoscaler without the operator
 * @param startUp of pods
 * @param planned what the operator takes for the start-up; positive
 * @param metricsLag how old CPU samples are when the autoscaler reads them
 * @param entries what the operator measures, by the name of the demand entry; {@code demand} is what the neediest of them needs
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
        Duration metricsLag,
        Map<String, EntryLoad> entries) {
    /** How old CPU samples are where nobody says. */
    static final Duration USUAL_METRICS_LAG = Duration.ofSeconds(30);

    /** How often the operator looks at a resource, and how often its autoscaler acts on what it has set. */
    static final Duration REFRESH = Duration.ofMinutes(1);

    private static final int PODS_ASKED = 1000;

    public Experiment {
        entries = Map.copyOf(entries);
        Set<String> named = spec.demand().stream().map(DemandSpec::name).collect(Collectors.toSet());
        if (!from.isBefore(to) || named.isEmpty() || !named.equals(entries.keySet()) || !(perReplica > 0)) {
            throw new IllegalArgumentException("an experiment has a time from " + from + " to a later one than " + to
                    + ", the demand of each entry of " + named + ", not of " + entries.keySet()
                    + ", and a capacity that is not " + perReplica);
        }
    }

    /** Of a spec with one demand entry. */
    public Experiment(
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
        this(
                demand,
                from,
                to,
                key,
                spec,
                perReplica,
                hpa,
                baseline,
                startUp,
                planned,
                metricsLag,
                Map.of(spec.demand().getFirst().name(), new EntryLoad(demand, perReplica)));
    }

    /** The entry whose demand this is, the first of several. */
    public DemandSpec entry() {
        return spec.demand().getFirst();
    }

    /** The same, planned for another percentile. */
    public Experiment at(QuantileLevel percentile) {
        return with(spec.withPercentile(percentile), hpa);
    }

    /** The same pods under an autoscaler that loads them more or less: what one carries at its target follows from that. */
    public Experiment targeting(int utilizationPercent) {
        return with(spec, hpa.withTarget(utilizationPercent));
    }

    private Experiment with(ScalerSpec spec, HpaSettings newer) {
        Map<String, EntryLoad> carried = new LinkedHashMap<>();
        entries.forEach((name, load) ->
                carried.put(name, new EntryLoad(load.demand(), carried(load.perReplica(), newer))));
        return new Experiment(
                demand,
                from,
                to,
                key,
                spec,
                carried(perReplica, newer),
                newer,
                baseline,
                startUp,
                planned,
                metricsLag,
                carried);
    }

    private double carried(double perReplica, HpaSettings newer) {
        return newer.targetUtilizationPercent() == hpa.targetUtilizationPercent()
                ? perReplica
                : perReplica * newer.targetUtilizationPercent() / hpa.targetUtilizationPercent();
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
