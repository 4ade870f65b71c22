package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.scale.TargetLookup;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsReading;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.Plan;
import io.predictivescaler.planning.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written when the copy of the resource that a look works from is older than the resource. */
@EnableKubernetesMockClient(crud = true, https = false)
class BoundsWriterIT {
    private static final Instant NOW = Instant.parse("2026-11-03T09:30:00Z");

    KubernetesClient client;
    private OperatorFixture cluster;
    private Targets targets;
    private BoundsWriter writer;

    @BeforeEach
    void prepare() {
        cluster = OperatorFixture.on(client, URI.create("http://127.0.0.1:1"), NOW)
                .withHpa(2, 40)
                .withScaler("Enforce", "");
        targets = new Targets(client);
        writer = new BoundsWriter(client, targets);
    }

    private BoundsWriter.Outcome raise(PredictiveScaler cached) {
        Target target = ((TargetLookup.Found) targets.find(TargetKey.of(
                        TargetKind.HorizontalPodAutoscaler, OperatorFixture.NAMESPACE, OperatorFixture.NAME)))
                .target();
        Plan plan = new Plan.Raise(
                new Bounds(9, 40),
                new Plan.Decision(Reason.ForecastRaise, LimitedBy.None, 9, "9 are needed", Optional.empty()),
                NOW.plus(Duration.ofHours(2)));
        return writer.carryOut(
                cached,
                target,
                BoundsReading.of(Optional.empty(), target.bounds()),
                plan,
                ScalerMemory.startingAt(
                        NOW,
                        cached.getMetadata().getUid(),
                        new ScalerMemory.Holding.Nothing(),
                        PredictiveScalerStatus.empty()),
                NOW);
    }

    @Test
    void putsTheFinalizerOnThoughAnOldCopyStillShowsOne() {
        PredictiveScaler cached = cluster.scaler();
        cached.addFinalizer(PredictiveScaler.BASELINE_FINALIZER);

        assertThat(raise(cached)).isInstanceOf(BoundsWriter.Outcome.Applied.class);

        assertThat(cluster.scaler().getMetadata().getFinalizers()).containsExactly(PredictiveScaler.BASELINE_FINALIZER);
        assertThat(cluster.floor()).isEqualTo(9);
    }

    @Test
    void raisesNothingForAResourceThatIsOnItsWayOut() {
        cluster.scalerResource(OperatorFixture.NAME).edit(found -> {
            found.addFinalizer("example.com/archive");
            return found;
        });
        PredictiveScaler cached = cluster.scaler();
        cluster.scalerResource(OperatorFixture.NAME).delete();

        assertThat(raise(cached)).isInstanceOf(BoundsWriter.Outcome.Unchanged.class);

        assertThat(cluster.floor()).isEqualTo(2);
    }

    @Test
    void raisesNothingForAResourceThatWasReplacedByOneOfTheSameName() {
        PredictiveScaler cached = cluster.scaler();
        cluster.scalerResource(OperatorFixture.NAME).delete();
        cluster.withScaler("Observe", "");

        assertThat(raise(cached)).isInstanceOf(BoundsWriter.Outcome.Unchanged.class);

        assertThat(cluster.floor()).isEqualTo(2);
        assertThat(cluster.scaler().getMetadata().getFinalizers()).isEmpty();
    }
}
