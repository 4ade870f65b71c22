package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.api.Crd;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.testkit.InstalledChart;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.RealApiServer;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Raise, release and give back on a real API server, which validates, defaults, keeps account of who owns which field and waits for
 * finalizers. No autoscaler runs, so the tests write the status that its controller would.
 */
class RealApiServerScenarioIT {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final int RAISED = 18;
    private static final String USER = "kubectl";

    /** The operator's own: every test runs with the permissions that the chart gives, and none more. */
    private static @Nullable KubernetesClient operators;

    private String namespace = "";
    private PrometheusStub prometheus;

    @BeforeAll
    static void establish() {
        SERVER.establish(Crd.file());
        SERVER.establish(Keda.crdFile());
        operators = InstalledChart.on(SERVER, Map.of()).client();
    }

    @AfterAll
    static void disconnect() {
        if (operators != null) {
            operators.close();
        }
    }

    @BeforeEach
    void start() {
        namespace = SERVER.newNamespace();
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    private OperatorFixture at(Instant start) {
        return OperatorFixture.on(SERVER.client(), prometheus.url(), start)
                .in(namespace)
                .as(operators);
    }

    private static OperatorFixture raised(OperatorFixture operator) {
        operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
        operator.settle();
        return operator;
    }

    /** As {@code kubectl apply --server-side --force-conflicts} does. */
    private void apply(int minReplicas, int maxReplicas) {
        SERVER.client()
                .resource(OperatorFixture.hpaOf(OperatorFixture.NAME, minReplicas, maxReplicas)
                        .editMetadata()
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .fieldManager(USER)
                .forceConflicts()
                .serverSideApply();
    }

    private static List<String> ownersOf(String field, HasMetadata target) {
        return target.getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
                        && spec.containsKey("f:" + field))
                .map(ManagedFieldsEntry::getManager)
                .toList();
    }

    private static void awaitGone(OperatorFixture operator) {
        operator.await(() ->
                assertThat(operator.scalerResource(OperatorFixture.NAME).get()).isNull());
    }

    @Test
    void raisesTheFloorBeforeTheMorningInItsOwnNameAndReleasesIt() {
        Instant early = Instant.parse("2026-11-03T07:40:00Z");
        try (OperatorFixture operator = at(early).withHpa(5, 40)) {
            operator.withScaler("Enforce", "leadTime: {fixed: 5m}\nrelease: {maxStepPercent: 50, stepEvery: 1m}")
                    .start();
            operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));
            assertThat(operator.floor()).isEqualTo(5);
            assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();
            long generation = operator.scaler().getMetadata().getGeneration();

            operator.passUntil(Instant.parse("2026-11-03T08:50:00Z"));

            assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
            assertThat(ownersOf("minReplicas", operator.hpa())).containsExactly("predictive-scaler");
            assertThat(operator.note()).contains("\"baseline\":{\"minReplicas\":5,\"maxReplicas\":40}");
            assertThat(operator.scaler().getMetadata().getFinalizers())
                    .containsExactly(PredictiveScaler.BASELINE_FINALIZER);
            // Neither status nor finalizer is a new spec.
            assertThat(operator.scaler().getMetadata().getGeneration()).isEqualTo(generation);
            assertThat(operator.status().observedGeneration()).isEqualTo(generation);

            operator.respec("Observe", "release: {maxStepPercent: 50, stepEvery: 1m}")
                    .pass(Duration.ofMinutes(20));

            assertThat(operator.floor()).isEqualTo(5);
            assertThat(operator.note()).isEmpty();
            operator.pass(Duration.ofMinutes(1));
            assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();
        }
    }

    @Test
    void putsTheBaselineBackBeforeADeletionEnds() {
        try (OperatorFixture operator = raised(at(MORNING).withHpa(2, 40))) {
            operator.scalerResource(OperatorFixture.NAME).delete();

            awaitGone(operator);
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(operator.hpa().getSpec().getMaxReplicas()).isEqualTo(40);
            assertThat(operator.note()).isEmpty();
        }
    }

    @Test
    void leavesAMinReplicasThatWasLeftOutToTheServersDefault() {
        OperatorFixture before = at(MORNING);
        before.withHpa(OperatorFixture.hpaOf(OperatorFixture.NAME, 2, 40)
                .editSpec()
                .withMinReplicas(null)
                .endSpec()
                .build());
        try (OperatorFixture operator = raised(before)) {
            operator.scalerResource(OperatorFixture.NAME).delete();

            awaitGone(operator);
            assertThat(operator.floor()).isEqualTo(1);
        }
    }

    @Test
    void takesWhatAUserAppliesForTheUsersNewBaseline() {
        apply(2, 40);
        try (OperatorFixture operator = raised(at(MORNING))) {
            int raised = operator.floor();
            assertThat(ownersOf("minReplicas", operator.hpa())).containsExactly("predictive-scaler");
            assertThat(ownersOf("maxReplicas", operator.hpa())).contains(USER);
            assertThat(operator.events()).doesNotContain("BoundsEdited");

            apply(6, 40);

            operator.await(() -> assertThat(operator.note()).contains("\"baseline\":{\"minReplicas\":6"));
            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            operator.await(() -> assertThat(operator.events()).contains("BoundsEdited"));
            operator.scalerResource(OperatorFixture.NAME).delete();
            awaitGone(operator);
            assertThat(operator.floor()).isEqualTo(6);
        }
    }

    @Test
    void takesTheRaisedFloorForTheUsersOnceTheUserAppliesIt() {
        apply(2, 40);
        try (OperatorFixture operator = raised(at(MORNING))) {
            int raised = operator.floor();

            apply(raised, 40);
            operator.pass(Duration.ofMinutes(2));

            operator.await(
                    () -> assertThat(operator.status().target().baseline().minReplicas())
                            .isEqualTo(raised));
            operator.scalerResource(OperatorFixture.NAME).delete();
            awaitGone(operator);
            assertThat(operator.floor()).isEqualTo(raised);
        }
    }

    @Test
    void namesTheManagerThatKeepsReverting() {
        apply(2, 40);
        try (OperatorFixture operator = raised(at(MORNING))) {
            int raised = operator.floor();

            apply(2, 40);
            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            operator.pass(Duration.ofMinutes(5));
            apply(2, 40);

            operator.await(() -> assertThat(operator.condition("Contended")).isEqualTo("True, Reverted"));
            assertThat(operator.message(OperatorFixture.NAME, "Contended")).contains("field manager 'kubectl'");
            operator.pass(Duration.ofMinutes(10));
            assertThat(operator.floor()).isEqualTo(2);
        }
    }

    @Test
    void isToldByTheServerThatAMaximumCannotFallBelowTheRaisedFloor() {
        try (OperatorFixture operator = raised(at(MORNING).withHpa(2, 40))) {
            assertThatThrownBy(() -> operator.merge("{\"spec\":{\"maxReplicas\":10}}"))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("maxReplicas");

            operator.setBounds(2, 10);

            operator.await(() -> assertThat(operator.floor()).isEqualTo(10));
            assertThat(operator.hpa().getSpec().getMaxReplicas()).isEqualTo(10);
        }
    }

    @Test
    void doesNotWakeAWorkloadThatIsScaledToZero() {
        try (OperatorFixture operator = at(MORNING).withHpa(2, 40)) {
            operator.hpaResource()
                    .editStatus(found -> new HorizontalPodAutoscalerBuilder(found)
                            .editOrNewStatus()
                            .withCurrentReplicas(0)
                            .withDesiredReplicas(0)
                            .addNewCondition()
                            .withType("ScalingActive")
                            .withStatus("False")
                            .withReason("ScalingDisabled")
                            .withMessage("scaling is disabled since the replica count of the target is zero")
                            .withLastTransitionTime("2026-11-03T09:00:00Z")
                            .endCondition()
                            .endStatus()
                            .build());
            operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();

            operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, ScaledToZero"));
            operator.pass(Duration.ofMinutes(3));
            assertThat(operator.floor()).isEqualTo(2);
        }
    }

    /** KEDA does not run either: only its definition of a ScaledObject is there. */
    @Nested
    class WithAScaledObject {
        private static final String NAME = OperatorFixture.NAME;

        private Keda keda;

        @BeforeEach
        void prepare() {
            keda = Keda.on(SERVER.client(), namespace);
        }

        private OperatorFixture raisedScaledObject(String extra) {
            OperatorFixture operator = at(MORNING);
            operator.withScalerOfScaledObject("Enforce", "leadTime: {fixed: 5m}\n" + extra)
                    .start();
            operator.await(() -> assertThat(keda.min(NAME)).isNotNull().isGreaterThanOrEqualTo(RAISED));
            operator.settle();
            return operator;
        }

        @Test
        void putsTheBaselineBackBeforeADeletionEnds() {
            keda.withScaledObject(NAME, "minReplicaCount: 2\nmaxReplicaCount: 40");
            try (OperatorFixture operator = raisedScaledObject("")) {
                assertThat(ownersOf("minReplicaCount", keda.get(NAME))).containsExactly("predictive-scaler");
                assertThat(keda.note(NAME)).contains("\"baseline\":{\"minReplicas\":2,\"maxReplicas\":40}");

                operator.scalerResource(NAME).delete();

                awaitGone(operator);
                assertThat(keda.min(NAME)).isEqualTo(2);
                assertThat(keda.max(NAME)).isEqualTo(40);
                assertThat(keda.note(NAME)).isEmpty();
            }
        }

        @Test
        void removesBoundsThatWereLeftOut() {
            keda.withScaledObject(NAME, "");
            try (OperatorFixture operator = raisedScaledObject("bounds: {minReplicas: {lowest: 1}}")) {
                operator.scalerResource(NAME).delete();

                awaitGone(operator);
                assertThat(keda.min(NAME)).isNull();
                assertThat(keda.max(NAME)).isNull();
            }
        }

        @Test
        void takesAnEditForTheUsersNewBaseline() {
            keda.withScaledObject(NAME, "minReplicaCount: 2\nmaxReplicaCount: 40");
            try (OperatorFixture operator = raisedScaledObject("")) {
                int raised = keda.get(NAME).<Integer>get("spec", "minReplicaCount");

                keda.setBounds(NAME, 6, 40);

                operator.await(() -> assertThat(keda.note(NAME)).contains("\"baseline\":{\"minReplicas\":6"));
                operator.await(() -> assertThat(keda.min(NAME)).isEqualTo(raised));
                operator.scalerResource(NAME).delete();
                awaitGone(operator);
                assertThat(keda.min(NAME)).isEqualTo(6);
            }
        }
    }
}
