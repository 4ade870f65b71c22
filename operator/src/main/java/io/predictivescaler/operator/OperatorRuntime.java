package io.predictivescaler.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.predictivescaler.operator.benefit.BenefitTracker;
import io.predictivescaler.operator.capacity.CapacityTracker;
import io.predictivescaler.operator.config.LeaderElectionSettings;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.demand.DemandListener;
import io.predictivescaler.operator.demand.DemandTracker;
import io.predictivescaler.operator.demand.Replays;
import io.predictivescaler.operator.killswitch.KillSwitch;
import io.predictivescaler.operator.killswitch.SwitchPosition;
import io.predictivescaler.operator.pods.LeadTimes;
import io.predictivescaler.operator.reconcile.ReconcileTrigger;
import io.predictivescaler.operator.reconcile.Reconciling;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.simulate.ReplayedBenefit;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.telemetry.Readiness;
import io.predictivescaler.operator.telemetry.ScalerEvents;
import io.predictivescaler.operator.telemetry.ScalerMetrics;
import io.predictivescaler.operator.telemetry.TelemetryServer;
import io.predictivescaler.operator.telemetry.Version;
import io.predictivescaler.operator.time.InFlight;
import io.predictivescaler.operator.time.Timekeeping;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running operator: puts its parts together, starts and stops them. */
public final class OperatorRuntime implements AutoCloseable {
    private final Operator operator;
    private final TelemetryServer telemetry;
    private final InFlight inFlight;
    private final DemandAccess demand;
    private final KillSwitch killSwitch;
    private final LeadTimes leadTimes;
    private final ExecutorService fetches;
    private final ExecutorService fits;
    private final AtomicBoolean closing;

    private OperatorRuntime(
            Operator operator,
            TelemetryServer telemetry,
            InFlight inFlight,
            DemandAccess demand,
            KillSwitch killSwitch,
            LeadTimes leadTimes,
            ExecutorService fetches,
            ExecutorService fits,
            AtomicBoolean closing) {
        this.operator = operator;
        this.telemetry = telemetry;
        this.inFlight = inFlight;
        this.demand = demand;
        this.killSwitch = killSwitch;
        this.leadTimes = leadTimes;
        this.fetches = fetches;
        this.fits = fits;
        this.closing = closing;
    }

    /** Starts an operator that is the only one, as tests and the demo do. */
    public static OperatorRuntime start(KubernetesClient client, OperatorSettings settings, Timekeeping time) {
        return start(client, settings, time, Replays.anew(), () -> {});
    }

    /**
     * Starts an operator that is the only one of its shard.
     *
     * @param replays judges what was before the start
     */
    public static OperatorRuntime start(
            KubernetesClient client, OperatorSettings settings, Timekeeping time, Replays replays) {
        return start(client, settings, time, replays, () -> {});
    }

    /**
     * Starts the operator and returns once it watches, or, with leader election, once it stands for election.
     *
     * @param client stays the caller's to close
     * @param time stays the caller's to close
     * @param onLeadershipLost told when another instance may have taken over, though nobody asked this one to stop: what it still
     *     does is stopped by resource versions only, so the process should end
     */
    public static OperatorRuntime start(
            KubernetesClient client, OperatorSettings settings, Timekeeping time, Runnable onLeadershipLost) {
        return start(client, settings, time, Replays.anew(), onLeadershipLost);
    }

    private static OperatorRuntime start(
            KubernetesClient client,
            OperatorSettings settings,
            Timekeeping time,
            Replays replays,
            Runnable onLeadershipLost) {
        AtomicBoolean closing = new AtomicBoolean();
        InFlight inFlight = new InFlight();
        ExecutorService fetches = inFlight.counting(Executors.newVirtualThreadPerTaskExecutor());
        ExecutorService fits = inFlight.counting(Executors.newFixedThreadPool(
                settings.reconcile().fitThreads(),
                Thread.ofPlatform().daemon().name("fit-", 0).factory()));
        ExecutorService reconciles = inFlight.counting(Executors.newFixedThreadPool(
                settings.reconcile().reconcileThreads(),
                Thread.ofPlatform().daemon().name("reconcile-", 0).factory()));
        PrometheusRegistry registry = new PrometheusRegistry();
        ScalerMetrics metrics = new ScalerMetrics(
                registry,
                Version.ofThisBuild(),
                settings.shard(),
                settings.reconcile().refresh());
        ReconcileTrigger trigger = new ReconcileTrigger();
        DemandAccess demand = new DemandAccess(client, settings.prometheus(), time);
        DemandListener measured = measuredBy(metrics);
        DemandTracker tracker = new DemandTracker(time, demand, fetches, fits, replays, measured, trigger::fire);
        CapacityTracker capacities = new CapacityTracker(time, demand, fetches, fits, measured, trigger::fire);
        KillSwitch killSwitch = new KillSwitch(
                client, ownNamespace(client), settings.killSwitch().configMap(), position -> {
                    switch (position) {
                        case SwitchPosition.Off off -> metrics.killSwitchOff();
                        case SwitchPosition.On on -> metrics.killSwitchOrders(on.order());
                    }
                    trigger.fireAll();
                });
        LeadTimes leadTimes =
                new LeadTimes(client, time::now, settings.reconcile().refresh());
        Targets targets = new Targets(client);
        BenefitTracker benefits = new BenefitTracker(
                time,
                fits,
                settings.reconcile().benefits(),
                new ReplayedBenefit(targets::object),
                key -> metrics.failed(key, ConditionReason.InternalError),
                trigger::fire);
        Operator operator =
                new Operator(configuration -> configure(configuration, client, settings, reconciles, metrics, () -> {
                    if (!closing.get()) {
                        onLeadershipLost.run();
                    }
                }));
        Reconciling.register(
                operator,
                new Reconciling.Parts(
                        client,
                        time,
                        settings.reconcile().refresh(),
                        settings.maxMode(),
                        killSwitch,
                        SpecDefaults.of(settings.prometheus()),
                        tracker,
                        capacities,
                        leadTimes,
                        benefits,
                        trigger,
                        new ScalerEvents(client, time::now),
                        metrics),
                settings.watch(),
                settings.shard());
        TelemetryServer telemetry = TelemetryServer.start(settings.server(), registry, () -> readinessOf(operator));
        OperatorRuntime runtime = new OperatorRuntime(
                operator, telemetry, inFlight, demand, killSwitch, leadTimes, fetches, fits, closing);
        try {
            killSwitch.start();
            operator.start();
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
        return runtime;
    }

    private static void configure(
            ConfigurationServiceOverrider configuration,
            KubernetesClient client,
            OperatorSettings settings,
            ExecutorService reconciles,
            ScalerMetrics metrics,
            Runnable onStopLeading) {
        configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(reconciles)
                // The status has one writer, and the finalizer is patched by itself: nothing is left to apply.
                .withUseSSAToPatchPrimaryResource(false);
        switch (settings.leaderElection()) {
            case LeaderElectionSettings.Off off -> metrics.leads();
            case LeaderElectionSettings.On on ->
                configuration.withLeaderElectionConfiguration(leaderElection(on, metrics, onStopLeading));
        }
    }

    /** The framework would end the process itself, also while it is being closed, and then wait for its own end. */
    private static LeaderElectionConfiguration leaderElection(
            LeaderElectionSettings.On on, ScalerMetrics metrics, Runnable onStopLeading) {
        var configuration = LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(on.leaseName())
                .withExitOnStopLeading(false)
                .withLeaderCallbacks(new LeaderCallbacks(
                        metrics::leads,
                        () -> {
                            metrics.standsBy();
                            onStopLeading.run();
                        },
                        leader -> {}));
        switch (on.leaseNamespace()) {
            case LeaderElectionSettings.LeaseNamespace.Own own -> {}
            case LeaderElectionSettings.LeaseNamespace.Named named ->
                configuration.withLeaseNamespace(named.namespace());
        }
        return configuration.build();
    }

    /** The pod's, or the current context's, as for the Lease; like kubectl, {@code default} where that names none. */
    private static String ownNamespace(KubernetesClient client) {
        return Optional.ofNullable(client.getNamespace()).orElse("default");
    }

    private static DemandListener measuredBy(ScalerMetrics metrics) {
        return new DemandListener() {
            @Override
            public void queried(Duration took) {
                metrics.queried(took);
            }

            @Override
            public void fitted(Duration took) {
                metrics.fitted(took);
            }
        };
    }

    private static Readiness readinessOf(Operator operator) {
        var runtime = operator.getRuntimeInfo();
        if (!runtime.isStarted()) {
            return new Readiness.NotReady("the operator has not started yet");
        }
        return runtime.allEventSourcesAreHealthy()
                ? new Readiness.Ready()
                : new Readiness.NotReady("a watch on the API server is broken");
    }

    /** Waits until no reconcile, query or fit is under way. */
    public void awaitIdle() throws InterruptedException {
        inFlight.awaitIdle();
    }

    /** The port of metrics and probes. */
    public int telemetryPort() {
        return telemetry.port();
    }

    /** Lets what is under way end, gives leadership up and stops. Targets keep the bounds they have. */
    @Override
    public void close() {
        closing.set(true);
        operator.stop();
        killSwitch.close();
        leadTimes.close();
        telemetry.close();
        fetches.shutdownNow();
        fits.shutdownNow();
        demand.close();
    }
}
