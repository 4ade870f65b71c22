package io.predictivescaler.operator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MaxReplicas;
import io.predictivescaler.planning.MinReplicas;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ScaledObjects read and written. HorizontalPodAutoscalers are in every other test. */
@EnableKubernetesMockClient(crud = true, https = false)
class TargetsIT {
    private static final TargetKey ORDERS = TargetKey.of(TargetKind.ScaledObject, "shop", "orders");
    private static final Instant EXPIRES = Instant.parse("2026-11-23T08:00:00Z");
    private static final Baseline LEFT_OUT = new Baseline(new MinReplicas.Absent(0), new MaxReplicas.Absent(100));

    KubernetesMockServer server;
    KubernetesClient client;
    private Targets targets;
    private Keda keda;

    @BeforeEach
    void prepare() {
        targets = new Targets(client);
        keda = Keda.on(client, "shop");
    }

    private Target found() {
        return ((TargetLookup.Found) targets.find(ORDERS)).target();
    }

    private Target applied(Bounds bounds) {
        Target target = found();
        BoundsRecord record = new BoundsRecord(target.bounds().targetUid(), "scaler", LEFT_OUT, bounds, EXPIRES);
        return ((WriteOutcome.Written) targets.apply(target, record)).target();
    }

    private void refuseReading() {
        server.expect()
                .get()
                .withPath("/apis/keda.sh/v1alpha1/namespaces/shop/scaledobjects/orders")
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("no leave")
                                .build())
                .always();
        server.expect()
                .get()
                .withPath("/apis/keda.sh/v1alpha1/namespaces/shop/scaledobjects")
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("no leave")
                                .build())
                .always();
    }

    @Test
    void raisesBothBoundsAndRemovesThemAgain() {
        keda.installed().withScaledObject("orders", "").running("orders", 7);

        Target raised = applied(new Bounds(9, 120));

        assertThat(raised.currentReplicas()).isEqualTo(7);
        assertThat(raised.isNoted()).isTrue();
        assertThat(keda.min("orders")).isEqualTo(9);
        assertThat(keda.max("orders")).isEqualTo(120);
        assertThat(targets.restore(raised, LEFT_OUT)).isInstanceOf(WriteOutcome.Written.class);
        assertThat(keda.min("orders")).isNull();
        assertThat(keda.max("orders")).isNull();
        assertThat(keda.note("orders")).isEmpty();
    }

    @Test
    void removesTheMaximumAloneWhileTheFloorStaysRaised() {
        keda.installed().withScaledObject("orders", "");
        applied(new Bounds(9, 120));

        applied(new Bounds(9, 100));

        assertThat(keda.min("orders")).isEqualTo(9);
        assertThat(keda.max("orders")).isNull();
    }

    @Test
    void leavesABoundThatDoesNotMoveAsItsUserWroteIt() {
        keda.installed().withScaledObject("orders", "minReplicaCount: 9\nmaxReplicaCount: 100");

        applied(new Bounds(9, 100));

        assertThat(keda.min("orders")).isEqualTo(9);
        assertThat(keda.max("orders")).isEqualTo(100);
    }

    @Test
    void writesNothingOverWhatChangedMeanwhile() {
        keda.installed().withScaledObject("orders", "minReplicaCount: 2");
        Target read = found();
        keda.setBounds("orders", 3, 30);

        assertThat(targets.restore(read, LEFT_OUT)).isEqualTo(new WriteOutcome.Conflict());

        assertThat(keda.min("orders")).isEqualTo(3);
    }

    @Test
    void tellsAMissingOneFromAMissingKind() {
        assertThat(targets.find(ORDERS)).isEqualTo(new TargetLookup.NotServed());
        assertThat(targets.in("shop", TargetKind.ScaledObject)).isEmpty();

        keda.installed();
        assertThat(targets.find(ORDERS)).isEqualTo(new TargetLookup.NotFound());

        keda.withScaledObject("search", "");
        assertThat(targets.find(ORDERS)).isEqualTo(new TargetLookup.NotFound());
    }

    @Test
    void findsThoseOfEveryNamespaceWithWhatTheyRun() {
        keda.installed().withScaledObject("orders", "").running("orders", 7);
        Keda.on(client, "bank").withScaledObject("orders", "").running("orders", 4);

        assertThat(targets.everywhere(TargetKind.ScaledObject))
                .extracting(target -> target.key().object() + " runs " + target.currentReplicas())
                .containsExactlyInAnyOrder("shop/orders runs 7", "bank/orders runs 4");
    }

    @Test
    void leavesOutWhatCannotBeATarget() {
        keda.installed().withScaledObject("orders", "").withScaledObject("broken", "maxReplicaCount: 0");

        assertThat(targets.in("shop", TargetKind.ScaledObject))
                .extracting(target -> target.key().name())
                .containsExactly("orders");
    }

    @Test
    void isToldThatItMayNotReadOnlyWhereThereIsSomethingToRead() {
        refuseReading();
        assertThat(targets.find(ORDERS)).isEqualTo(new TargetLookup.NotServed());
        assertThat(targets.in("shop", TargetKind.ScaledObject)).isEmpty();

        keda.installed();
        assertThat(targets.find(ORDERS)).isEqualTo(new TargetLookup.Forbidden("no leave"));
    }
}
