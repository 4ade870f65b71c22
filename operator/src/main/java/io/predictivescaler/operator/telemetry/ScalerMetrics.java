package io.predictivescaler.operator.telemetry;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.planning.SwitchOrder;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StatefulMetric;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operator's own metrics. Every series of a resource disappears with it, and only an instance that acts has series of resources:
 * what one that waits knows of them is old.
 */
public final class ScalerMetrics {
    private final ObservedResources observed = new ObservedResources();
    private final Counter decisions;
    private final Counter errors;
    private final Counter trustChanges;
    private final Counter added;
    private final Histogram fits;
    private final Histogram queries;
    private final Gauge killSwitch;
    private final GaugeDataPoint leader;
    private boolean acting;

    /**
     * Registers everything. The instance waits until it {@link #leads}.
     *
     * @param part of all resources, which this instance looks after
     * @param refresh from one look at a resource to the next
     */
    public ScalerMetrics(PrometheusRegistry registry, Version version, Shard part, Duration refresh) {
        registry.register(observed);
        decisions = Counter.builder()
                .name("predictive_scaler_decisions_total")
                .help("Plans made, by their reason.")
                .labelNames("namespace", "name", "reason")
                .withoutExemplars()
                .register(registry);
        errors = Counter.builder()
                .name("predictive_scaler_errors_total")
                .help("Failures, by the condition reason they led to.")
                .labelNames("namespace", "name", "kind")
                .withoutExemplars()
                .register(registry);
        trustChanges = Counter.builder()
                .name("predictive_scaler_trust_changes_total")
                .help(
                        "Changes of condition Trusted: to False when forecasts are no longer trusted, to True when they are again.")
                .labelNames("namespace", "name", "to")
                .withoutExemplars()
                .register(registry);
        added = Counter.builder()
                .name("predictive_scaler_added_replica_hours_total")
                .help("(floor in force − baseline floor) × time: a replica for an hour counts an hour.")
                .labelNames("namespace", "name")
                .withoutExemplars()
                .register(registry);
        fits = Histogram.builder()
                .name("predictive_scaler_fit_duration_seconds")
                .help("Time that fitting one demand entry's model took.")
                .classicOnly()
                .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
                .withoutExemplars()
                .register(registry);
        queries = Histogram.builder()
                .name("predictive_scaler_query_duration_seconds")
                .help("Time that one demand entry's read from Prometheus took, retries included.")
                .classicOnly()
                .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
                .withoutExemplars()
                .register(registry);
        killSwitch = Gauge.builder()
                .name("predictive_scaler_kill_switch")
                .help("1 for what the cluster's kill switch orders now, 0 for what it does not; all 0 while it is off.")
                .labelNames("order")
                .withoutExemplars()
                .register(registry);
        killSwitchOff();
        leader = Gauge.builder()
                .name("predictive_scaler_leader")
                .help("1 while this instance acts for its shard, 0 while it waits to take over.")
                .labelNames("shard")
                .withoutExemplars()
                .register(registry)
                .labelValues(Integer.toString(part.index()));
        Gauge.builder()
                .name("predictive_scaler_shards")
                .help("Parts into which all resources are divided; 1 where they are not.")
                .withoutExemplars()
                .register(registry)
                .set(part.count());
        Info.builder()
                .name("predictive_scaler_shard_info")
                .help("The shard that this instance looks after, from 0, and how many there are.")
                .labelNames("shard", "shards")
                .register(registry)
                .setLabelValues(Integer.toString(part.index()), Integer.toString(part.count()));
        Gauge.builder()
                .name("predictive_scaler_look_interval_seconds")
                .help("Time from one look at a resource to the next, as it was set.")
                .withoutExemplars()
                .register(registry)
                .set(seconds(refresh));
        Info.builder()
                .name("predictive_scaler_build_info")
                .help("The program that runs.")
                .labelNames("version", "java_version")
                .register(registry)
                .setLabelValues(version.text(), Runtime.version().toString());
    }

    /** From now on this instance acts, and tells of resources. */
    public synchronized void leads() {
        acting = true;
        leader.set(1);
    }

    /** From now on another instance may act: what this one knows of resources grows old, and what it still does is not told. */
    public synchronized void standsBy() {
        acting = false;
        leader.set(0);
        observed.clear();
        perResource().forEach(StatefulMetric::clear);
    }

    /** What a look at a resource found; replaces what the look before it found. */
    public synchronized void observed(ResourceKey key, Observation observation) {
        if (acting) {
            double hours = observed.put(key, observation)
                    .map(before -> before.addedReplicaHours(observation.at()))
                    .orElse(0.0);
            added.labelValues(key.namespace(), key.name()).inc(hours);
        }
    }

    /** A plan was made. */
    public void decided(ResourceKey key, Reason reason) {
        count(decisions, key, reason);
    }

    /** Something failed. */
    public void failed(ResourceKey key, ConditionReason kind) {
        count(errors, key, kind);
    }

    /** Forecasts of the resource have lost or regained their trust. */
    public void trustChanged(ResourceKey key, ConditionStatus to) {
        count(trustChanges, key, to);
    }

    private synchronized void count(Counter counter, ResourceKey key, Enum<?> what) {
        if (acting) {
            counter.labelValues(key.namespace(), key.name(), what.name()).inc();
        }
    }

    /** The kill switch is on, or not known to be off. */
    public void killSwitchOrders(SwitchOrder order) {
        for (SwitchOrder each : SwitchOrder.values()) {
            killSwitch.labelValues(each.name()).set(each == order ? 1 : 0);
        }
    }

    /** The kill switch is off. */
    public void killSwitchOff() {
        for (SwitchOrder each : SwitchOrder.values()) {
            killSwitch.labelValues(each.name()).set(0);
        }
    }

    /** A model was fitted, or could not be. */
    public void fitted(Duration took) {
        fits.observe(seconds(took));
    }

    /** Demand was read, or could not be. */
    public void queried(Duration took) {
        queries.observe(seconds(took));
    }

    /** The resource is gone: so are all its series. */
    public synchronized void remove(ResourceKey key) {
        observed.remove(key);
        List<String> labels = List.of(key.namespace(), key.name());
        perResource()
                .forEach(counter ->
                        counter.removeIf(values -> values.subList(0, 2).equals(labels)));
    }

    private Stream<Counter> perResource() {
        return Stream.of(decisions, errors, trustChanges, added);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
