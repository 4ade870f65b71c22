package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.benefit.BenefitTracker;
import io.predictivescaler.operator.capacity.CapacityTracker;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.config.WatchSettings;
import io.predictivescaler.operator.demand.DemandTracker;
import io.predictivescaler.operator.killswitch.KillSwitch;
import io.predictivescaler.operator.pods.LeadTimes;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.telemetry.ScalerEvents;
import io.predictivescaler.operator.telemetry.ScalerMetrics;
import io.predictivescaler.operator.time.Timekeeping;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Registers the reconciler with the framework. */
public final class Reconciling {
    private Reconciling() {}

    /** What a reconcile needs of the rest of the program. */
    public record Parts(
            KubernetesClient client,
            Timekeeping time,
            Duration refresh,
            MaxMode maxMode,
            KillSwitch killSwitch,
            SpecDefaults defaults,
            DemandTracker tracker,
            CapacityTracker capacities,
            LeadTimes leadTimes,
            BenefitTracker benefits,
            ReconcileTrigger trigger,
            ScalerEvents events,
            ScalerMetrics metrics) {}

    public static void register(Operator operator, Parts parts, WatchSettings watch, Shard shard) {
        Targets targets = new Targets(parts.client());
        BoundsWriter writer = new BoundsWriter(parts.client(), targets);
        DemandTracker tracker = parts.tracker();
        PredictiveScalerReconciler reconciler = new PredictiveScalerReconciler(
                shard,
                parts.time(),
                parts.trigger(),
                parts.defaults(),
                parts.killSwitch(),
                tracker,
                parts.leadTimes(),
                new Looks(
                        parts.time(),
                        parts.refresh(),
                        parts.maxMode(),
                        parts.killSwitch(),
                        new TargetResolver(targets),
                        tracker,
                        parts.capacities(),
                        parts.leadTimes(),
                        parts.benefits(),
                        writer),
                new Farewell(targets, writer, parts.killSwitch(), parts.events()),
                new Ticks(parts.time(), parts.refresh(), tracker::refresh, parts.trigger()::fire),
                new Reports(new StatusWriter(parts.client()), parts.events(), parts.metrics()));
        operator.register(reconciler, configuration -> configure(configuration, watch, shard));
    }

    private static void configure(
            ControllerConfigurationOverrider<PredictiveScaler> configuration, WatchSettings watch, Shard shard) {
        switch (watch) {
            case WatchSettings.AllNamespaces all -> configuration.watchingAllNamespaces();
            case WatchSettings.OnlyNamespaces only -> configuration.settingNamespaces(only.namespaces());
        }
        // All are watched all the same: of two resources for one target, the other may be another shard's.
        configuration.withGenericFilter(
                scaler -> shard.owns(scaler.getMetadata().getUid()));
        // The finalizer is on a resource only while it holds something, so the framework must not manage one.
        configuration
                .withName("predictivescaler")
                .withTriggerReconcilerOnAllEvents(true)
                .withGenerationAware(false)
                .withOnUpdateFilter(Reconciling::isNews);
    }

    /**
     * A new spec, another pause, a deletion, or another resource of the same name, whose creation the watch missed; not the status or
     * the finalizer that the operator itself writes.
     */
    static boolean isNews(PredictiveScaler newer, PredictiveScaler older) {
        return !newer.getMetadata().getUid().equals(older.getMetadata().getUid())
                || !Objects.equals(
                        newer.getMetadata().getGeneration(), older.getMetadata().getGeneration())
                || !pauseOf(newer).equals(pauseOf(older))
                || newer.isMarkedForDeletion() != older.isMarkedForDeletion();
    }

    private static String pauseOf(PredictiveScaler scaler) {
        return Optional.ofNullable(scaler.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(PredictiveScaler.PAUSE_UNTIL))
                .orElse("");
    }
}
