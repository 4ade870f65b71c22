package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.scale.BoundsAnnotation;
import io.predictivescaler.operator.testkit.FailingClient;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What restore puts back after an operator was killed that held a ScaledObject, and a HorizontalPodAutoscaler beside it. */
@EnableKubernetesMockClient(crud = true, https = false)
class RestoreScaledObjectsIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final String NAME = OperatorFixture.NAME;

    private KubernetesMockServer server;
    private KubernetesClient client;
    private Keda keda;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void killAnOperatorThatHoldsRaisedFloors() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), MORNING);
        keda = Keda.on(client, OperatorFixture.NAMESPACE)
                .installed()
                .withScaledObject(NAME, "")
                .running(NAME, 4);
        operator.withScalerOfScaledObject("Enforce", "leadTime: {fixed: 5m}");
        operator.withHpa("search", 2, 40).withScaler("search", "search", "Enforce", "leadTime: {fixed: 5m}");
        try (FailingClient mortal = FailingClient.of(client)) {
            operator.start(mortal.client());
            operator.await(() -> {
                assertThat(keda.min(NAME)).isNotNull().isGreaterThanOrEqualTo(18);
                assertThat(operator.floor("search")).isGreaterThanOrEqualTo(18);
            });
            operator.settle();
            mortal.cutOff(true);
            operator.stop();
        }
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private ProgramRun restore(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "restore";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return ProgramRun.of(
                settings -> {
                    throw new AssertionError("restore starts no operator");
                },
                () -> new KubernetesClientBuilder()
                        .withConfig(client.getConfiguration())
                        .build(),
                Map.of(),
                line);
    }

    private void assertScaledObjectRestored() {
        assertThat(keda.min(NAME)).isNull();
        assertThat(keda.max(NAME)).isNull();
        assertThat(keda.note(NAME)).isEmpty();
    }

    private boolean isFinalized(String name) {
        return operator.scalerResource(name).require().hasFinalizer(PredictiveScaler.BASELINE_FINALIZER);
    }

    private void refuseLists(int status) {
        for (String path : new String[] {"", "/namespaces/shop"}) {
            server.expect()
                    .get()
                    .withPath("/apis/keda.sh/v1alpha1" + path + "/scaledobjects")
                    .andReturn(
                            status,
                            new StatusBuilder()
                                    .withCode(status)
                                    .withMessage("scaledobjects.keda.sh is out of reach")
                                    .build())
                    .always();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--all", "-n shop", "shop/checkout"})
    void putsTheBoundsBackAndTakesTheFinalizerOff(String which) {
        int raised = keda.get(NAME).<Integer>get("spec", "minReplicaCount");

        ProgramRun run = restore(which.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("ScaledObject shop/checkout: minReplicaCount " + raised
                        + " → 0 (left out), maxReplicaCount 100 (left out)");
        assertScaledObjectRestored();
        assertThat(isFinalized(NAME)).isFalse();
    }

    @Test
    void takesTheBaselineOfTheStatusWhereTheAnnotationIsLost() {
        keda.annotate(NAME, BoundsAnnotation.KEY, null);

        ProgramRun run = restore("--all");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("(as the status of PredictiveScaler shop/checkout tells)");
        assertScaledObjectRestored();
    }

    @Test
    void restoresTheAutoscalersOfBothKindsUnderOneName() {
        operator.withHpa(3, 30);

        ProgramRun run = restore("shop/checkout");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("shop/checkout: nothing to restore", "ScaledObject shop/checkout: ");
        assertScaledObjectRestored();
        assertThat(operator.floor()).isEqualTo(3);
    }

    @Test
    void saysNothingOfScaledObjectsWhereTheClusterKnowsNone() {
        keda.uninstalled();
        refuseLists(404);

        ProgramRun run = restore("--all");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(operator.floor("search")).isEqualTo(2);
    }

    @Test
    void restoresTheOthersAndFailsWhereScaledObjectsMayNotBeRead() {
        refuseLists(403);

        ProgramRun run = restore("--all");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("ScaledObjects cannot be read", "scaledobjects.keda.sh is out of reach");
        assertThat(operator.floor("search")).isEqualTo(2);
        assertThat(isFinalized("search")).isFalse();
        assertThat(isFinalized(NAME)).isTrue();
    }
}
