package io.predictivescaler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {
    private final FakeObject object = new FakeObject();
    private final SimulatedCluster cluster =
            new SimulatedCluster(Checkout.world(Frames.START, 200, Duration.ofMinutes(3)), object);

    private static final class FakeObject implements AutoscalerObject {
        private Bounds bounds = Checkout.BOUNDS;
        private final List<String> reports = new ArrayList<>();

        @Override
        public Bounds bounds() {
            return bounds;
        }

        @Override
        public void report(int currentReplicas, int desiredReplicas) {
            reports.add(currentReplicas + " to " + desiredReplicas);
        }
    }

    @Test
    void startsWithTheReplicasThatDemandNeeds() {
        assertThat(cluster.step(200).created()).isEqualTo(4);
    }

    @Test
    void followsTheBoundsOnceTheyAreReadAgain() {
        object.bounds = new Bounds(9, 80);
        assertThat(cluster.step(200).desired()).isEqualTo(4);

        cluster.readBounds();

        assertThat(cluster.step(200).desired()).isEqualTo(9);
        assertThat(cluster.bounds()).isEqualTo(new Bounds(9, 80));
    }

    @Test
    void writesItsStatusOnlyWhenItChanged() {
        for (int i = 0; i < 10; i++) {
            cluster.step(200);
        }
        object.bounds = new Bounds(9, 80);
        cluster.readBounds();
        for (int i = 0; i < 10; i++) {
            cluster.step(200);
        }
        assertThat(object.reports).containsExactly("4 to 4", "4 to 9", "9 to 9");
    }
}
