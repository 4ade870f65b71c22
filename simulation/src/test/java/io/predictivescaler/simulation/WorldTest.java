package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.predictivescaler.planning.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that carry 50 req/s at 70 % and 71.4 req/s at most, ready after 180 s; samples 30 s old. */
class WorldTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Bounds BOUNDS = new Bounds(2, 80);
    private static final Workload WORKLOAD = Workload.carrying(50, 70, StartUp.fixed(Duration.ofSeconds(180)));

    private static World world(int replicas) {
        return World.at(
                START,
                replicas,
                WorldSettings.of(HpaSettings.targeting(70), WORKLOAD, MetricsPipeline.lagging(Duration.ofSeconds(30))));
    }

    private static List<Moment> run(World start, int steps, Demand demand, Bounds bounds) {
        List<Moment> moments = new ArrayList<>();
        World world = start;
        for (int i = 0; i < steps; i++) {
            World.Stepped stepped = world.step(demand.at(world.now()), bounds);
            moments.add(stepped.moment());
            world = stepped.next();
        }
        return moments;
    }

    @Nested
    class SteadyDemand {
        @Test
        void keepsReplicasThatRunAtTheTarget() {
            assertThat(run(world(10), 100, time -> 500, BOUNDS))
                    .allSatisfy(moment -> assertThat(moment.created()).isEqualTo(10))
                    .noneMatch(Moment::isShort);
        }

        @Test
        void isNotScaledBeforeTheFirstSampleIsOldEnough() {
            // A sample of the step at 0:00 ends at 0:15 and can be read at 0:45, the fourth sync.
            List<Moment> moments = run(world(10), 4, time -> 700, BOUNDS);
            assertThat(moments).extracting(Moment::desired).containsExactly(10, 10, 10, 14);
            assertThat(moments.getLast().current()).isEqualTo(10);
        }
    }

    @Nested
    class Shortage {
        @Test
        void beginsAboveNineTenthsOfWhatReadyPodsCarryAtMost() {
            // 10 × 71.43 × 0.9 = 642.9
            assertThat(run(world(10), 1, time -> 642, BOUNDS).getFirst().isShort())
                    .isFalse();
            assertThat(run(world(10), 1, time -> 644, BOUNDS).getFirst().isShort())
                    .isTrue();
        }

        @Test
        void lastsUntilNewPodsAreReady() {
            List<Moment> moments = run(world(10), 30, time -> 700, BOUNDS);
            assertThat(moments.stream().filter(Moment::isShort)).hasSize(15);
            assertThat(moments.get(14).ready()).isEqualTo(10);
            assertThat(moments.get(15).ready()).isEqualTo(14);
        }

        @Test
        void paysForPodsFromTheirCreation() {
            assertThat(run(world(10), 5, time -> 700, BOUNDS))
                    .extracting(Moment::created)
                    .containsExactly(10, 10, 10, 14, 14);
        }
    }

    @Nested
    class AMovedFloor {
        @Test
        void startsPodsAtTheNextSync() {
            World.Stepped calm = world(4).step(200, BOUNDS);
            Moment raised = calm.next().step(200, new Bounds(12, 80)).moment();
            assertThat(raised.created()).isEqualTo(12);
            assertThat(raised.started()).isEqualTo(8);
            assertThat(raised.ready()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void staysWithinItsBoundsAndIsTheSameEachTimeOnRandomDemand(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] demand = random.doubles(500, 0, 6000).toArray();
        Demand stepped = time -> demand[(int) (Duration.between(START, time).toSeconds() / 15)];

        List<Moment> moments = run(world(5), 500, stepped, BOUNDS);

        assertThat(moments).as("seed %d", seed).allSatisfy(moment -> {
            assertThat(moment.created()).isBetween(2, 80);
            assertThat(moment.ready()).isBetween(0, moment.created());
            assertThat(moment.created()).isEqualTo(moment.desired());
        });
        assertThat(run(world(5), 500, stepped, BOUNDS)).as("seed %d", seed).isEqualTo(moments);
    }

    @Test
    void refusesDemandThatIsNotANumber() {
        assertThatThrownBy(() -> world(2).step(Double.NaN, BOUNDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN at 2026-11-23T00:00:00Z");
    }

    @Test
    void knowsTheLoadOfAPodFromItsCpu() {
        assertThat(WORKLOAD.saturationLoad()).isCloseTo(71.4286, org.assertj.core.data.Offset.offset(0.001));
        Workload recorded = new Workload(500, 500, 20, 10, StartUp.fixed(Duration.ZERO));
        assertThat(recorded.saturationLoad()).isEqualTo(48);
        assertThat(recorded.loadAt(60)).isEqualTo(28);
    }
}
