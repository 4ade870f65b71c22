package io.predictivescaler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.simulate.Experiment;
import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.Move;
import io.predictivescaler.operator.simulate.Progress;
import io.predictivescaler.operator.simulate.Simulation;
import io.predictivescaler.operator.spec.AllowedAddresses;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.DemandLog;
import io.predictivescaler.simulation.HpaSettings;
import io.predictivescaler.simulation.StartUp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator in a cluster and the operator in a simulation: one resource, the same demand, side by side. */
class SameDecisionsIT {
    private static final Duration START_UP = Duration.ofMinutes(3);
    private static final Scenario SCENARIO = Traffic.scenario(3, 1);

    /** Bounds by when they came into force. */
    private static final Map<Instant, Bounds> IN_THE_CLUSTER = new TreeMap<>();

    private static List<Told> toldInTheCluster = List.of();
    private static List<Move> moves = List.of();

    /** A decision as its user reads it. */
    private record Told(Instant at, int minReplicas, String reason, String message) {}

    @BeforeAll
    static void both() throws Exception {
        PredictiveScaler scaler;
        try (Stage stage =
                new Stage(new Stage.Settings(SCENARIO, SCENARIO.curve(), START_UP), EmbeddedOperator::start)) {
            stage.play(new Stands());
            scaler = stage.scaler();
        }
        toldInTheCluster = scaler.getStatus().decisions().stream()
                .map(SameDecisionsIT::told)
                .toList();
        moves = simulated(scaler).moves();
    }

    private static Findings simulated(PredictiveScaler scaler) {
        SpecOutcome outcome = SpecReader.read(
                scaler,
                new SpecDefaults(
                        new SpecDefaults.OwnAddress.At(URI.create("http://prometheus:9090")), AllowedAddresses.none()));
        ScalerSpec spec = ((SpecOutcome.Valid) outcome).spec();
        return Simulation.of(
                new Experiment(
                        SCENARIO.curve(),
                        SCENARIO.liveFrom(),
                        SCENARIO.end(),
                        new ResourceKey(Checkout.NAMESPACE, Checkout.NAME),
                        spec,
                        Checkout.CAPACITY_PER_REPLICA,
                        HpaSettings.targeting(Checkout.TARGET_UTILIZATION_PERCENT),
                        Baseline.of(Checkout.BOUNDS.minReplicas(), Checkout.BOUNDS.maxReplicas()),
                        StartUp.fixed(START_UP),
                        START_UP,
                        Checkout.METRICS_LAG),
                Progress.unheard());
    }

    private static Told told(PredictiveScalerStatus.Decision decision) {
        return new Told(
                OffsetDateTime.parse(decision.time()).toInstant(),
                decision.minReplicas(),
                decision.reason(),
                decision.message());
    }

    private static Told told(Move move) {
        return new Told(
                move.at(),
                move.to().minReplicas(),
                move.decision().reason().name(),
                move.decision().message());
    }

    private static final class Stands implements View {
        private Bounds last = new Bounds(1, 1);

        @Override
        public void show(Frame frame, ScalerReport report) {
            if (!frame.bounds().equals(last)) {
                IN_THE_CLUSTER.put(frame.at(), frame.bounds());
            }
            last = frame.bounds();
        }

        @Override
        public void close() {}
    }

    @Test
    void moveTheSameBoundsInTheSameSteps() {
        Map<Instant, Bounds> simulated = new TreeMap<>(Map.of(SCENARIO.liveFrom(), Checkout.BOUNDS));
        moves.forEach(move -> simulated.put(stepAfter(move.at()), move.to()));
        assertThat(simulated).hasSizeGreaterThan(10).isEqualTo(IN_THE_CLUSTER);
    }

    /** A move made within a step is seen by the next one. */
    private static Instant stepAfter(Instant time) {
        long since = Duration.between(SCENARIO.liveFrom(), time).toMillis();
        return SCENARIO.liveFrom().plus(DemandLog.STEP.multipliedBy(Math.ceilDiv(since, DemandLog.STEP.toMillis())));
    }

    @Test
    void tellTheSameReasonsAtTheSameTimes() {
        List<Told> inTheSimulation = moves.stream().map(SameDecisionsIT::told).toList();
        assertThat(toldInTheCluster).hasSizeGreaterThan(5).isSubsetOf(inTheSimulation);
    }
}
