package io.predictivescaler.operator.telemetry;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.planning.Reason;
import io.predictivescaler.planning.SwitchOrder;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;

/** The operator's own metrics. Every series of a resource disappears with it. */
public final class ScalerMetrics {
    private final ObservedResources observed = new ObservedResources();
    private final Counter decisions;
    private final Counter errors;
    private final Counter trustChanges;
    private final Histogram fits;
    private final Histogram queries;
    private final Gauge killSwitch;
    private final Info shard;

    /** Registers everything. */
    public ScalerMetrics(PrometheusRegistry registry, Version version) {
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
        shard = Info.builder()
                .name("predictive_scaler_shard_info")
                .help("The shard that this instance looks after, from 0, and how many there are.")
                .labelNames("shard", "shards")
                .register(registry);
        Info.builder()
                .name("predictive_scaler_build_info")
                .help("The program that runs.")
                .labelNames("version", "java_version")
                .register(registry)
                .setLabelValues(version.text(), Runtime.version().toString());
    }

    /** Which of all resources this instance looks after; said once. */
    public void looksAfter(Shard part) {
        shard.setLabelValues(Integer.toString(part.index()), Integer.toString(part.count()));
    }

    /** What a look at a resource found; replaces what the look before it found. */
    public void observed(ResourceKey key, Observation observation) {
        observed.put(key, observation);
    }

    /** A plan was made. */
    public void decided(ResourceKey key, Reason reason) {
        decisions.labelValues(key.namespace(), key.name(), reason.name()).inc();
    }

    /** Something failed. */
    public void failed(ResourceKey key, ConditionReason kind) {
        errors.labelValues(key.namespace(), key.name(), kind.name()).inc();
    }

    /** Forecasts of the resource have lost or regained their trust. */
    public void trustChanged(ResourceKey key, ConditionStatus to) {
        trustChanges.labelValues(key.namespace(), key.name(), to.name()).inc();
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
    public void remove(ResourceKey key) {
        observed.remove(key);
        List<String> labels = List.of(key.namespace(), key.name());
        decisions.removeIf(values -> values.subList(0, 2).equals(labels));
        errors.removeIf(values -> values.subList(0, 2).equals(labels));
        trustChanges.removeIf(values -> values.subList(0, 2).equals(labels));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
