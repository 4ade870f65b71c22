package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.scale.BoundsAnnotation;
import io.predictivescaler.operator.testkit.FailingClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What restore puts back after an operator that held raised floors was killed. */
@EnableKubernetesMockClient(crud = true, https = false)
class RestoreIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final List<String> NAMES = List.of("checkout", "search", "cart");

    private KubernetesMockServer server;
    private KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void killAnOperatorThatHoldsRaisedFloors() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), MORNING);
        for (String name : NAMES) {
            operator.withHpa(name, 2, 40).withScaler(name, name, "Enforce", "leadTime: {fixed: 5m}");
        }
        try (FailingClient mortal = FailingClient.of(client)) {
            operator.start(mortal.client());
            operator.await(() -> assertThat(NAMES).allMatch(name -> operator.floor(name) >= 18));
            mortal.cutOff(true);
            operator.stop();
        }
        assertThat(NAMES).allMatch(this::isFinalized);
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

    private boolean isFinalized(String name) {
        return operator.scalerResource(name).require().hasFinalizer(PredictiveScaler.BASELINE_FINALIZER);
    }

    private void assertRestored(String name) {
        assertThat(operator.floor(name)).isEqualTo(2);
        assertThat(operator.note(name)).isEmpty();
    }

    @Test
    void putsEveryBaselineBackAndTakesTheFinalizersOff() {
        ProgramRun run = restore("--all");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(NAMES).allSatisfy(this::assertRestored).noneMatch(this::isFinalized);
        assertThat(run.out().lines())
                .hasSize(6)
                .contains("PredictiveScaler shop/search: finalizer predictivescaler.io/baseline taken off");
    }

    @Test
    void letsADeletionEndThatWaitedForTheOperator() {
        operator.scalerResource("search").delete();
        assertThat(operator.scalerResource("search").require().isMarkedForDeletion())
                .isTrue();

        restore("--all");

        assertThat(operator.scalerResource("search").get()).isNull();
        assertRestored("search");
    }

    @Test
    void leavesOtherFinalizersOn() {
        operator.scalerResource("cart").edit(found -> {
            found.addFinalizer("example.com/archive");
            return found;
        });

        restore("--all");

        assertThat(operator.scalerResource("cart").require().getMetadata().getFinalizers())
                .containsExactly("example.com/archive");
    }

    @Test
    void takesOffOnlyTheFinalizerOfTheOneThatIsNamed() {
        ProgramRun run = restore("shop/search");

        assertThat(run.exitCode()).isZero();
        assertRestored("search");
        assertThat(NAMES).filteredOn(this::isFinalized).containsExactly("checkout", "cart");
        assertThat(operator.floor("cart")).isGreaterThanOrEqualTo(18);
    }

    private void note(String name, @Nullable String text) {
        operator.hpaResource(name).edit(found -> {
            found.getMetadata().getAnnotations().put(BoundsAnnotation.KEY, text);
            return found;
        });
    }

    private void refusePatchesOfSearch() {
        server.expect()
                .patch()
                .withPath("/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/search"
                        + "?fieldManager=predictive-scaler")
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("a policy forbids it")
                                .build())
                .always();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "stripped", textBlock = """
            stripped, --all
            stripped, shop/search
            mangled, --all
            mangled, shop/search
            """)
    void takesTheBaselineOfTheStatusWhereTheAnnotationIsLost(@Nullable String text, String which) {
        note("search", text);

        ProgramRun run = restore(which);

        assertThat(run.exitCode()).isZero();
        assertRestored("search");
        assertThat(isFinalized("search")).isFalse();
        assertThat(run.out()).contains("→ 2, maxReplicas 40 (as the status of PredictiveScaler shop/search tells)");
    }

    @Test
    void keepsTheFinalizerWhereTheBaselineOfTheStatusCannotBePutBack() {
        note("search", null);
        refusePatchesOfSearch();

        ProgramRun run = restore("--all");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("shop/search: not restored", "a policy forbids it");
        assertThat(run.out()).contains("PredictiveScaler shop/search: finalizer predictivescaler.io/baseline stays");
        assertThat(NAMES).filteredOn(this::isFinalized).containsExactly("search");
    }

    @Test
    void keepsTheFinalizerWhereNeitherWitnessCanBeRead() {
        note("search", "mangled");
        operator.scalerResource("search").editStatus(found -> {
            found.setStatus(PredictiveScalerStatus.empty());
            return found;
        });

        ProgramRun run = restore("--all");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("shop/search: not restored: the annotation", "by hand");
        assertThat(NAMES).filteredOn(this::isFinalized).containsExactly("search");
    }

    @Test
    void leavesBoundsOfTheUsersOwnWhateverTheStatusTells() {
        note("search", null);
        operator.hpaResource("search").edit(found -> {
            found.getSpec().setMinReplicas(7);
            return found;
        });

        ProgramRun run = restore("--all");

        assertThat(run.exitCode()).isZero();
        assertThat(operator.floor("search")).isEqualTo(7);
        assertThat(isFinalized("search")).isFalse();
    }

    @Test
    void leavesTheFinalizerOnWhereTheTargetCouldNotBeRestored() {
        refusePatchesOfSearch();

        ProgramRun run = restore("-n", "shop");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("shop/search: not restored", "a policy forbids it");
        assertThat(NAMES).filteredOn(this::isFinalized).containsExactly("search");
        assertRestored("checkout");
        assertRestored("cart");
    }

    @Test
    void touchesNothingInADryRun() {
        ProgramRun run = restore("--all", "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("finalizer");
        assertThat(NAMES).allMatch(this::isFinalized).allMatch(name -> operator.floor(name) >= 18);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            403, predictivescalers.predictivescaler.io is forbidden
            404, the server could not find the requested resource
            """)
    void countsAsDoneWhenOnlyTheFinalizersCannotBeReached(int status, String message) {
        server.expect()
                .get()
                .withPath("/apis/predictivescaler.io/v1alpha1/predictivescalers")
                .andReturn(
                        status,
                        new StatusBuilder()
                                .withCode(status)
                                .withMessage(message)
                                .build())
                .always();

        ProgramRun run = restore("--all");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("note: PredictiveScalers may keep their finalizer", message);
        assertThat(NAMES).allSatisfy(this::assertRestored).allMatch(this::isFinalized);
    }
}
