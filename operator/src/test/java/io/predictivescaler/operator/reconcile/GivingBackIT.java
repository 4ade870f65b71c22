package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.testkit.FailingClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the baseline returns, and what of the operator's is left then: nothing. */
@EnableKubernetesMockClient(crud = true, https = false)
class GivingBackIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final String ENFORCED = "leadTime: {fixed: 5m}\nrelease: {maxStepPercent: 40, stepEvery: 2m}";
    private static final int RAISED = 18;

    KubernetesClient client;
    private PrometheusStub prometheus;

    @BeforeEach
    void startPrometheus() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
    }

    @AfterEach
    void stopPrometheus() {
        prometheus.close();
    }

    private OperatorFixture at(Instant start) {
        return OperatorFixture.on(client, prometheus.url(), start)
                .withHpa(2, 40)
                .withScaler("Enforce", ENFORCED);
    }

    private static void awaitRaised(OperatorFixture operator) {
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
        operator.settle();
        assertThat(operator.scaler().getMetadata().getFinalizers())
                .containsExactly(PredictiveScaler.BASELINE_FINALIZER);
    }

    /** Minute by minute until nothing is held, each floor once. */
    private static List<Integer> floorsUntilGivenBack(OperatorFixture operator) {
        List<Integer> floors = new ArrayList<>(List.of(operator.floor()));
        for (int minutes = 0; minutes < 90 && !operator.note().isEmpty(); minutes++) {
            operator.pass(Duration.ofMinutes(1));
            if (operator.floor() != floors.getLast()) {
                floors.add(operator.floor());
            }
        }
        return floors;
    }

    private static void assertReturnsByStepsOf(int percent, OperatorFixture operator) {
        List<Integer> floors = floorsUntilGivenBack(operator);

        assertThat(floors).hasSizeGreaterThan(4).endsWith(2);
        for (int i = 1; i < floors.size(); i++) {
            int before = floors.get(i - 1);
            assertThat(before - floors.get(i)).isBetween(1, Math.ceilDiv(before * percent, 100));
        }
        assertThat(operator.note()).isEmpty();
        operator.pass(Duration.ofMinutes(1));
        assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void releasesByStepsWhenTheModeIsObserveAgain() {
        try (OperatorFixture operator = at(MORNING).start()) {
            awaitRaised(operator);

            operator.respec("Observe", ENFORCED);

            operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, LettingGo"));
            assertReturnsByStepsOf(40, operator);
            assertThat(operator.condition("Enforcing")).isEqualTo("False, Observing");
        }
    }

    @Test
    void releasesByStepsWhilePausedAndRaisesAgainAfterwards() {
        try (OperatorFixture operator = at(MORNING).start()) {
            awaitRaised(operator);
            Instant until = MORNING.plus(Duration.ofMinutes(40));

            operator.annotate(PredictiveScaler.PAUSE_UNTIL, until.toString());

            operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, Paused"));
            assertReturnsByStepsOf(40, operator);
            operator.passUntil(until.minus(Duration.ofMinutes(2)));
            assertThat(operator.floor()).isEqualTo(2);
            operator.passUntil(until.plus(Duration.ofMinutes(2)));
            assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
            assertThat(operator.condition("Enforcing")).startsWith("True");
        }
    }

    @Test
    void restoresInOneWriteOnDeletionWithoutPrometheus() {
        FailingClient watched = FailingClient.of(client);
        try (watched;
                OperatorFixture operator = at(MORNING).start(watched.client())) {
            awaitRaised(operator);
            prometheus.close();
            operator.pass(Duration.ofMinutes(3));
            int before = watched.writesTo("horizontalpodautoscalers");

            operator.scalerResource(OperatorFixture.NAME).delete();

            operator.await(() -> assertThat(
                            operator.scalerResource(OperatorFixture.NAME).get())
                    .isNull());
            assertThat(watched.writesTo("horizontalpodautoscalers")).isEqualTo(before + 1);
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(operator.note()).isEmpty();
        }
    }

    @Test
    void releasesByStepsWhenTheSpecCannotBeUsedAnyMore() {
        try (OperatorFixture operator = at(MORNING).start()) {
            awaitRaised(operator);

            operator.respec("Enforce", "timeZone: Mars/Base");

            operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("False, InvalidSpec"));
            assertReturnsByStepsOf(25, operator);
            assertThat(operator.condition("Ready")).isEqualTo("False, InvalidSpec");
            assertThat(operator.status().target().applied().minReplicas()).isEqualTo(2);
            assertThat(operator.status().target().applied().expires()).isNull();
        }
    }

    @Test
    void holdsAFinalizerOnlyFromTheRaiseUntilTheBaselineIsBack() {
        try (OperatorFixture operator = at(Instant.parse("2026-11-03T17:40:00Z"))
                .respec("Enforce", "bounds: {minReplicas: {lowest: 2, highest: 9}}\n" + ENFORCED)
                .start()) {
            operator.await(() -> assertThat(operator.floor()).isGreaterThan(5));
            operator.settle();
            assertThat(operator.scaler().getMetadata().getFinalizers()).hasSize(1);

            operator.setBounds(4, 40).passUntil(Instant.parse("2026-11-03T18:50:00Z"));

            assertThat(operator.floor()).isEqualTo(4);
            assertThat(operator.note()).isEmpty();
            assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();
            assertThat(operator.condition("Enforcing")).startsWith("True");
        }
    }

    @Test
    void holdsNoFinalizerOnAccountOfATargetThatIsGone() {
        try (OperatorFixture operator = at(MORNING).start()) {
            awaitRaised(operator);

            operator.hpaResource().delete();
            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, TargetNotFound"));
            operator.pass(Duration.ofMinutes(1));

            assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();
        }
    }

    @Test
    void putsTheFinalizerBackThatSomebodyTookOffWhileSomethingIsHeld() {
        try (OperatorFixture operator = at(MORNING).start()) {
            awaitRaised(operator);

            operator.scalerResource(OperatorFixture.NAME).edit(found -> {
                found.removeFinalizer(PredictiveScaler.BASELINE_FINALIZER);
                return found;
            });
            operator.pass(Duration.ofMinutes(2));

            assertThat(operator.scaler().getMetadata().getFinalizers())
                    .containsExactly(PredictiveScaler.BASELINE_FINALIZER);
        }
    }
}
