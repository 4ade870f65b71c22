package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.testkit.FailingClient;
import io.predictivescaler.operator.testkit.FailingClient.Write;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators that are killed between any two writes, by a client whose requests no longer arrive, and those that come after. */
@EnableKubernetesMockClient(crud = true, https = false)
class CrashIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final String HPA = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/checkout";
    private static final int RAISED = 18;

    KubernetesMockServer server;
    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void start() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), MORNING)
                .withHpa(2, 40)
                .withScaler("Enforce", "leadTime: {fixed: 5m}");
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    /** Runs an operator until its client dies of it, and stops what is left. */
    private void killedBefore(Predicate<List<Write>> death, Runnable meanwhile) {
        try (FailingClient mortal = FailingClient.of(client).dyingBefore(death)) {
            operator.start(mortal.client());
            meanwhile.run();
            operator.await(() -> assertThat(mortal.isCutOff()).isTrue());
            operator.stop();
        }
    }

    private void killedBefore(Predicate<List<Write>> death) {
        killedBefore(death, () -> {});
    }

    private static boolean isBounds(Write write) {
        return write.isTo("horizontalpodautoscalers");
    }

    private void awaitRaised() {
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
        operator.settle();
    }

    private void assertKnowsTheBaseline() {
        awaitRaised();
        operator.await(() -> {
            assertThat(operator.note()).contains("\"baseline\":{\"minReplicas\":2,\"maxReplicas\":40}");
            assertThat(operator.status().target().baseline().minReplicas()).isEqualTo(2);
            assertThat(operator.scaler().getMetadata().getFinalizers())
                    .containsExactly(PredictiveScaler.BASELINE_FINALIZER);
        });
        assertThat(operator.condition("Contended")).isEqualTo("False, Uncontended");
    }

    private void deleteScaler() {
        operator.scalerResource(OperatorFixture.NAME).delete();
    }

    private void assertGivenBack() {
        operator.await(() ->
                assertThat(operator.scalerResource(OperatorFixture.NAME).get()).isNull());
        assertThat(operator.hpa().getSpec().getMinReplicas()).isEqualTo(2);
        assertThat(operator.hpa().getSpec().getMaxReplicas()).isEqualTo(40);
        assertThat(operator.note()).isEmpty();
    }

    @Nested
    class WhenKilledWhileRaising {
        @Test
        void findsTheUsersBoundsAfterTheFinalizerAlone() {
            killedBefore(writes -> isBounds(writes.getLast()));
            assertThat(operator.scaler().getMetadata().getFinalizers())
                    .containsExactly(PredictiveScaler.BASELINE_FINALIZER);
            assertThat(operator.floor()).isEqualTo(2);

            operator.start();

            assertKnowsTheBaseline();
            deleteScaler();
            assertGivenBack();
        }

        @Test
        void canBeDeletedAfterTheFinalizerAlone() {
            killedBefore(writes -> isBounds(writes.getLast()));
            deleteScaler();

            operator.start();

            assertGivenBack();
        }

        @Test
        void findsTheBaselineRightAfterTheBounds() {
            killedBefore(writes -> writes.size() > 1 && isBounds(writes.get(writes.size() - 2)));
            assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
            assertThat(operator.status().target().applied().minReplicas()).isEqualTo(2);

            operator.start();

            assertKnowsTheBaseline();
            deleteScaler();
            assertGivenBack();
        }

        @Test
        void findsTheBaselineBetweenBoundsAndStatus() {
            killedBefore(
                    writes -> writes.getLast().isStatus() && writes.stream().anyMatch(CrashIT::isBounds));
            assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
            assertThat(operator.status().target().applied().minReplicas()).isEqualTo(2);

            operator.start();

            assertKnowsTheBaseline();
            deleteScaler();
            assertGivenBack();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
        void goesOnAfterAnyNumberOfWrites(int written) {
            try (FailingClient mortal = FailingClient.of(client).dyingBefore(writes -> writes.size() > written)) {
                operator.start(mortal.client());
                operator.await(() -> assertThat(mortal.isCutOff() || operator.floor() >= RAISED)
                        .isTrue());
                operator.stop();
            }

            operator.start();

            assertKnowsTheBaseline();
            deleteScaler();
            assertGivenBack();
        }
    }

    @Nested
    class WhenKilledWhileGivingBack {
        @Test
        void givesBackWhatItHadNotYet() {
            killedBefore(
                    writes -> isBounds(writes.getLast())
                            && writes.stream().filter(CrashIT::isBounds).count() > 1,
                    () -> {
                        awaitRaised();
                        deleteScaler();
                    });
            assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
            assertThat(operator.scaler().isMarkedForDeletion()).isTrue();

            operator.start();

            assertGivenBack();
        }

        @Test
        void letsGoOfWhatItHadGivenBackAlready() {
            killedBefore(
                    writes -> writes.stream().filter(CrashIT::isBounds).count() > 1 && !isBounds(writes.getLast()),
                    () -> {
                        awaitRaised();
                        deleteScaler();
                    });
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(operator.scaler().isMarkedForDeletion()).isTrue();

            operator.start();

            assertGivenBack();
        }
    }

    @Nested
    class WhenTheApiServerIsDifficult {
        @Test
        void readsAndDecidesAgainAfterAConflict() {
            answering(409, "Conflict");
            try (FailingClient watched = FailingClient.of(client)) {
                operator.start(watched.client());

                assertKnowsTheBaseline();
                assertThat(watched.writesTo("horizontalpodautoscalers")).isEqualTo(3);
                deleteScaler();
                assertGivenBack();
                operator.stop();
            }
        }

        @Test
        void losesNothingWhenItIsToldToWait() {
            answering(429, "TooManyRequests");
            try (FailingClient watched = FailingClient.of(client)) {
                operator.start(watched.client());
                operator.pass(Duration.ofMinutes(2));

                assertKnowsTheBaseline();
                assertThat(watched.writesTo("horizontalpodautoscalers")).isEqualTo(3);
                deleteScaler();
                assertGivenBack();
                operator.stop();
            }
        }

        private void answering(int status, String reason) {
            server.expect()
                    .patch()
                    .withPath(HPA + "?fieldManager=predictive-scaler")
                    .andReturn(
                            status,
                            new StatusBuilder()
                                    .withCode(status)
                                    .withReason(reason)
                                    .build())
                    .times(2);
        }

        @Test
        void goesOnWhereItWasWhenTheApiServerIsBack() {
            try (FailingClient cuttable = FailingClient.of(client)) {
                operator.start(cuttable.client());
                awaitRaised();
                int floor = operator.floor();
                int patches = cuttable.writesTo("horizontalpodautoscalers");

                cuttable.cutOff(true);
                operator.pass(Duration.ofMinutes(5));
                assertThat(operator.floor()).isEqualTo(floor);
                cuttable.cutOff(false);
                operator.pass(Duration.ofMinutes(2));

                assertKnowsTheBaseline();
                assertThat(cuttable.writesTo("horizontalpodautoscalers")).isEqualTo(patches);
                deleteScaler();
                assertGivenBack();
                operator.stop();
            }
        }
    }

    @Nested
    class WhenPrometheusIsAwayAfterARestart {
        @Test
        void holdsTheFloorUntilTheRecordExpiresAndThenReleases() {
            operator.respec("Enforce", "leadTime: {fixed: 5m}\nforecast: {maxAge: 20m}")
                    .start();
            awaitRaised();
            int floor = operator.floor();
            Instant expires = Instant.parse(operator.status().target().applied().expires());
            assertThat(expires).isAfter(MORNING.plus(Duration.ofMinutes(10)));
            operator.stop();
            prometheus.serving(OperatorFixture.QUERY, Reply.status(503));

            operator.start();
            operator.passUntil(expires.minus(Duration.ofMinutes(2)));
            assertThat(operator.floor()).isEqualTo(floor);
            assertThat(operator.condition("DemandAvailable")).isEqualTo("False, PrometheusFailed");

            operator.passUntil(expires.plus(Duration.ofMinutes(5)));
            assertThat(operator.floor()).isBetween(3, floor - 1);
            operator.pass(Duration.ofMinutes(35));
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(operator.note()).isEmpty();
        }
    }
}
