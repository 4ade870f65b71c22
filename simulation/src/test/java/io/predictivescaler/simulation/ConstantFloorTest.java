package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Half a day that swings between 2 and 20 replicas' worth of load. */
class ConstantFloorTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Bounds RANGE = new Bounds(2, 80);
    private static final Replay REPLAY = new Replay(
            World.at(
                    START,
                    2,
                    WorldSettings.of(
                            HpaSettings.targeting(70),
                            Workload.carrying(50, 70, StartUp.fixed(Duration.ofSeconds(180))),
                            MetricsPipeline.lagging(Duration.ofSeconds(30)))),
            time -> 550
                    - 450 * Math.cos(2 * Math.PI * Duration.between(START, time).toSeconds() / 43_200.0),
            START.plus(Duration.ofHours(12)));

    private static Scores at(int floor) {
        return REPLAY.under(time -> new Bounds(floor, 80));
    }

    @Nested
    class Search {
        @Test
        void findsTheFloorThatCostsJustThat() {
            assertThat(ConstantFloor.costing(at(14).replicaHours(), REPLAY, RANGE)
                            .minReplicas())
                    .isEqualTo(14);
        }

        @Test
        void findsTheClosestFloorAmongAll() {
            double wanted = at(9).replicaHours() * 0.4 + at(10).replicaHours() * 0.6;
            int closest = IntStream.rangeClosed(6, 14)
                    .boxed()
                    .min((a, b) -> Double.compare(
                            Math.abs(at(a).replicaHours() - wanted), Math.abs(at(b).replicaHours() - wanted)))
                    .orElseThrow();

            assertThat(ConstantFloor.costing(wanted, REPLAY, RANGE).minReplicas())
                    .isEqualTo(closest);
        }

        @Test
        void stopsAtTheEndsOfItsRange() {
            assertThat(ConstantFloor.costing(0, REPLAY, RANGE).minReplicas()).isEqualTo(2);
            assertThat(ConstantFloor.costing(1e9, REPLAY, RANGE).minReplicas()).isEqualTo(80);
        }
    }

    @Test
    void costsMoreTheHigherItIs() {
        assertThat(at(2).replicaHours()).isLessThan(at(10).replicaHours());
        assertThat(at(10).replicaHours()).isLessThan(at(20).replicaHours());
    }
}
