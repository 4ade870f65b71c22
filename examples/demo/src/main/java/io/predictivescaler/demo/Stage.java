package io.predictivescaler.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.ConstantFloor;
import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.DemandLog;
import io.predictivescaler.simulation.Moment;
import io.predictivescaler.simulation.Replay;
import io.predictivescaler.simulation.Scores;
import io.predictivescaler.simulation.World;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything a run needs, started: the clock, the API server with the objects on it, the Prometheus endpoint, the operator, and the two
 * clusters, one whose autoscaler the operator moves and one whose autoscaler it does not know.
 */
final class Stage implements AutoCloseable {
    private static final Duration REPORT_EVERY = Duration.ofMinutes(30);

    private final Settings settings;
    private final DemandLog log;
    private final SteppedClock clock;
    private final EmbeddedApiServer apiServer;
    private final KubernetesClient client;
    private final PrometheusEndpoint prometheus;
    private final OperatorUnderTest operator;
    private final SimulatedCluster cluster;
    private final SimulatedCluster twin;

    /**
     * What to play.
     *
     * @param measured the demand that Prometheus answers with; that of the scenario, unless a test gives it another workload's
     */
    record Settings(Scenario scenario, DemandCurve measured, Duration startUp) {}

    private record Unmoved(Bounds bounds) implements AutoscalerObject {
        @Override
        public void report(int currentReplicas, int desiredReplicas) {
            // nobody looks at the status of the twin
        }
    }

    Stage(Settings settings, OperatorUnderTest.Starter starter) throws IOException {
        this.settings = settings;
        Scenario scenario = settings.scenario();
        this.log = DemandLog.pastOf(settings.measured(), scenario.liveFrom());
        this.clock = new SteppedClock(scenario.liveFrom());
        this.apiServer = EmbeddedApiServer.start(clock::now);
        this.client = apiServer.client();
        Checkout.create(client, settings.startUp());
        this.prometheus = PrometheusEndpoint.serving(Map.of(Checkout.NAME, log));
        this.cluster =
                new SimulatedCluster(world(), new ApiServerAutoscaler(client, Checkout.NAMESPACE, Checkout.NAME));
        this.twin = new SimulatedCluster(world(), new Unmoved(Checkout.BOUNDS));
        this.operator = starter.start(client, prometheus.url(), clock);
    }

    private World world() {
        Scenario scenario = settings.scenario();
        return Checkout.world(scenario.liveFrom(), scenario.curve().at(scenario.liveFrom()), settings.startUp());
    }

    /** Where what runs can be asked, by what it is. */
    Map<String, URI> urls() {
        Map<String, URI> urls = new LinkedHashMap<>();
        urls.put("API server", apiServer.url());
        urls.put("Prometheus", prometheus.url());
        operator.telemetry().ifPresent(url -> urls.put("operator", url));
        return urls;
    }

    /** Lives the scenario to its end. */
    Outcome play(View view) throws InterruptedException {
        Scenario scenario = settings.scenario();
        Scores moved = Scores.none();
        Scores alone = Scores.none();
        advance(scenario.liveFrom());
        // Its first look needs nothing to be due.
        cluster.readBounds();
        ScalerReport report = report();
        for (Instant now = scenario.liveFrom(); now.isBefore(scenario.end()); now = clock.now()) {
            double demand = scenario.curve().at(now);
            Moment movedMoment = cluster.step(demand);
            Moment aloneMoment = twin.step(demand);
            moved = moved.plus(movedMoment);
            alone = alone.plus(aloneMoment);
            Bounds bounds = cluster.bounds();
            log.append();
            advance(now.plus(DemandLog.STEP));
            Duration lived = Duration.between(scenario.liveFrom(), clock.now());
            if (lived.toMillis() % REPORT_EVERY.toMillis() == 0) {
                report = report();
            }
            view.show(
                    new Frame(lived, bounds, new Frame.Side(movedMoment, moved), new Frame.Side(aloneMoment, alone)),
                    report);
        }
        Replay replay = new Replay(world(), scenario.curve(), scenario.end());
        return new Outcome(alone, moved, ConstantFloor.costing(moved.replicaHours(), replay, Checkout.BOUNDS));
    }

    /** The operator may have moved the bounds whenever something of it was due. */
    private void advance(Instant time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was interrupted at " + clock.now());
        }
        if (clock.advanceTo(time, operator::awaitIdle) > 0) {
            cluster.readBounds();
        }
    }

    /** What the resource's status says now. */
    ScalerReport report() {
        return ScalerReport.of(scaler());
    }

    /** The resource as it stands now. */
    PredictiveScaler scaler() {
        return client.resources(PredictiveScaler.class)
                .inNamespace(Checkout.NAMESPACE)
                .withName(Checkout.NAME)
                .require();
    }

    @Override
    public void close() {
        operator.close();
        clock.close();
        prometheus.close();
        client.close();
        apiServer.close();
    }
}
