package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose the bounds on a target are, whoever touched them last. It is mid-morning, so a first look raises the floor at once. */
@EnableKubernetesMockClient(crud = true, https = false)
class OwnershipIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final int RAISED = 18;

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void start() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), MORNING);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    /** The floor, once it is raised. */
    private int raised() {
        operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();
        return awaitRaised();
    }

    private int awaitRaised() {
        operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
        operator.settle();
        return operator.floor();
    }

    private void deleteScaler() {
        operator.scalerResource(OperatorFixture.NAME).delete();
        operator.await(() ->
                assertThat(operator.scalerResource(OperatorFixture.NAME).get()).isNull());
    }

    private void assertGivesBack(Integer minReplicas, int maxReplicas) {
        deleteScaler();
        assertThat(operator.hpa().getSpec().getMinReplicas()).isEqualTo(minReplicas);
        assertThat(operator.hpa().getSpec().getMaxReplicas()).isEqualTo(maxReplicas);
        assertThat(operator.note()).isEmpty();
    }

    @Nested
    class WhenSomebodyEditsTheBounds {
        @Test
        void takesAnotherMinReplicasForTheUsersNewBaseline() {
            operator.withHpa(2, 40);
            int raised = raised();

            operator.setBounds(5, 40);

            operator.await(() -> assertThat(operator.note()).contains("\"baseline\":{\"minReplicas\":5"));
            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            operator.await(() -> assertThat(operator.events()).contains("BoundsEdited"));
            assertThat(operator.condition("Contended")).startsWith("False");
            assertGivesBack(5, 40);
        }

        @Test
        void keepsAMinReplicasAboveWhatIsNeeded() {
            operator.withHpa(2, 40);
            raised();

            operator.setBounds(33, 40);

            operator.await(() -> assertThat(operator.note()).isEmpty());
            operator.pass(Duration.ofMinutes(5));
            assertThat(operator.floor()).isEqualTo(33);
            assertThat(operator.status().target().baseline().minReplicas()).isEqualTo(33);
        }

        @Test
        void takesAnotherMaxReplicasForTheUsersNewBaseline() {
            operator.withHpa(2, 40);
            int raised = raised();

            operator.setBounds(raised, 60);

            operator.await(
                    () -> assertThat(operator.note()).contains("\"baseline\":{\"minReplicas\":2,\"maxReplicas\":60}"));
            operator.await(() -> assertThat(operator.events()).contains("BoundsEdited"));
            assertThat(operator.floor()).isEqualTo(raised);
            assertGivesBack(2, 60);
        }

        @Test
        void staysUnderAMaximumThatTheUserLowersBelowTheRaisedFloor() {
            operator.withHpa(2, 40);
            int raised = raised();
            assertThat(operator.message(OperatorFixture.NAME, "Enforcing"))
                    .contains("to set maxReplicas below " + raised + ", set minReplicas with it");

            operator.setBounds(2, 10);

            operator.await(() -> assertThat(operator.floor()).isEqualTo(10));
            assertThat(operator.hpa().getSpec().getMaxReplicas()).isEqualTo(10);
            operator.await(() -> assertThat(operator.condition("Limited")).isEqualTo("True, MaxReplicas"));
            assertGivesBack(2, 10);
        }

        @Test
        void takesOurOwnValueForTheirsOnceAnotherManagerOwnsIt() {
            operator.withHpa(2, 40);
            int raised = raised();
            FieldsV1 fields = new FieldsV1();
            fields.setAdditionalProperty("f:spec", Map.of("f:minReplicas", Map.of()));

            operator.hpaResource()
                    .edit(found -> new HorizontalPodAutoscalerBuilder(found)
                            .editMetadata()
                            .withManagedFields(List.of(new ManagedFieldsEntryBuilder()
                                    .withManager("kubectl-edit")
                                    .withFieldsV1(fields)
                                    .build()))
                            .endMetadata()
                            .build());
            operator.pass(Duration.ofMinutes(1));

            operator.await(
                    () -> assertThat(operator.status().target().baseline().minReplicas())
                            .isEqualTo(raised));
            assertThat(operator.events()).contains("BoundsEdited");
            deleteScaler();
            assertThat(operator.floor()).isEqualTo(raised);
        }
    }

    @Nested
    class WhenSomebodyRevertsTheBounds {
        private static final String REMEDY = "leave spec.minReplicas (and maxReplicas) out of what it applies";

        private void revertTwice(int raised) {
            operator.setBounds(2, 40);
            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            operator.pass(Duration.ofMinutes(5));
            operator.setBounds(2, 40);
            operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, Reverted"));
        }

        @Test
        void raisesAgainAtOnceTheFirstTime() {
            operator.withHpa(2, 40);
            int raised = raised();

            operator.setBounds(2, 40);

            operator.await(() -> assertThat(operator.floor()).isEqualTo(raised));
            operator.await(() -> assertThat(operator.events()).contains("Reverted"));
            assertThat(operator.condition("Contended")).isEqualTo("False, Uncontended");
            assertGivesBack(2, 40);
        }

        @Test
        void writesNothingForAnHourAfterTheSecondWithinHalfAnHour() {
            operator.withHpa(2, 40);
            int raised = raised();

            revertTwice(raised);

            String version = operator.hpa().getMetadata().getResourceVersion();
            operator.pass(Duration.ofMinutes(55));
            assertThat(operator.hpa().getMetadata().getResourceVersion()).isEqualTo(version);
            assertThat(operator.condition("Contended")).isEqualTo("True, Reverted");
            assertThat(operator.message(OperatorFixture.NAME, "Contended")).contains("another client", REMEDY);

            operator.pass(Duration.ofMinutes(10));
            assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);
            assertThat(operator.condition("Contended")).isEqualTo("True, Reverted");
        }

        @Test
        void decidesOnWhatStandsUntilItMayWriteAgain() {
            operator.withHpa(2, 40);
            revertTwice(raised());
            operator.pass(Duration.ofMinutes(1));

            assertThat(operator.status().decision()).satisfies(decision -> {
                assertThat(decision.minReplicas()).isEqualTo(2);
                assertThat(decision.reason()).isEqualTo("ForecastRaise");
                assertThat(decision.message())
                        .matches("nothing is written before \\d\\d:\\d\\d.*, see Contended; P90 demand of .*");
            });
            int decisions = operator.status().decisions().size();
            operator.pass(Duration.ofMinutes(50));
            assertThat(operator.status().decisions()).hasSize(decisions);
        }

        @Test
        void tellsOfARevertOnceHoweverLongItStands() {
            operator.withHpa(2, 40);
            int raised = raised();
            revertTwice(raised);
            int told = told();

            operator.pass(Duration.ofMinutes(30));

            assertThat(told()).isEqualTo(told);
        }

        private int told() {
            return client.v1().events().inNamespace(OperatorFixture.NAMESPACE).list().getItems().stream()
                    .filter(event -> event.getReason().equals("Reverted"))
                    .mapToInt(event -> event.getCount())
                    .sum();
        }

        @Test
        void keepsQuietTwiceAsLongTheNextTimeAndForgetsAfterAQuietDay() {
            operator.refreshingEvery(Duration.ofMinutes(10)).withHpa(2, 40);
            int raised = raised();
            revertTwice(raised);
            operator.pass(Duration.ofMinutes(70));
            operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));

            revertTwice(operator.floor());
            operator.pass(Duration.ofMinutes(110));
            assertThat(operator.floor()).isEqualTo(2);
            operator.pass(Duration.ofMinutes(20));
            assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);

            operator.pass(Duration.ofHours(23));
            assertThat(operator.condition("Contended")).isEqualTo("True, Reverted");
            operator.pass(Duration.ofHours(2));
            assertThat(operator.condition("Contended")).isEqualTo("False, Uncontended");
        }
    }

    @Nested
    class WhenTheAutoscalerIsAnother {
        @Test
        void keepsTheAnnotatedBaselineOfOneThatWasRestoredFromABackUp() {
            operator.withHpa(2, 40);
            int raised = raised();
            HorizontalPodAutoscaler backedUp = operator.hpa();
            operator.stop();
            operator.hpaResource().delete();
            operator.withHpa(new HorizontalPodAutoscalerBuilder(backedUp)
                    .editMetadata()
                    .withUid(null)
                    .withResourceVersion(null)
                    .withCreationTimestamp(null)
                    .endMetadata()
                    .build());
            String uid = operator.hpa().getMetadata().getUid();
            assertThat(uid).isNotEqualTo(backedUp.getMetadata().getUid());
            assertThat(operator.floor()).isEqualTo(raised);

            operator.start();

            operator.await(() -> assertThat(operator.note()).contains(uid).contains("\"baseline\":{\"minReplicas\":2"));
            assertGivesBack(2, 40);
        }

        @Test
        void takesTheBoundsOfARecreatedOneForItsBaseline() {
            operator.withHpa(2, 40);
            raised();

            operator.hpaResource().delete();
            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, TargetNotFound"));
            operator.withHpa(3, 50);

            awaitRaised();
            assertThat(operator.note()).contains("\"baseline\":{\"minReplicas\":3,\"maxReplicas\":50}");
            assertGivesBack(3, 50);
        }

        @Test
        void isLeftForGoodWhenTheSpecNamesAnother() {
            operator.withHpa(2, 40).withHpa("search", 3, 30);
            raised();

            operator.respec("search", "Enforce", "leadTime: {fixed: 5m}");

            operator.await(() -> assertThat(operator.floor("search")).isGreaterThanOrEqualTo(RAISED));
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(operator.note()).isEmpty();
            deleteScaler();
            assertThat(operator.floor("search")).isEqualTo(3);
        }

        @Test
        void isPickedUpWhenItIsCreatedLater() {
            operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();
            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, TargetNotFound"));
            assertThat(operator.message(OperatorFixture.NAME, "Ready"))
                    .contains("'checkout'", "namespace shop", "create it, or correct spec.targetRef.name");

            operator.withHpa(2, 40);

            awaitRaised();
            assertThat(operator.condition("TargetResolved")).isEqualTo("True, TargetFound");
        }
    }

    @Nested
    class WhenTheAnnotationIsTouched {
        @Test
        void remembersTheBaselineOfAStrippedOne() {
            operator.withHpa(2, 40);
            int raised = raised();

            operator.setNote(null);

            operator.await(() -> assertThat(operator.note()).contains("\"baseline\":{\"minReplicas\":2"));
            assertThat(operator.floor()).isEqualTo(raised);
            assertGivesBack(2, 40);
        }

        @Test
        void remembersTheBaselineOfAGarbledOne() {
            operator.withHpa(2, 40);
            raised();

            operator.setNote("{\"baseline\":");

            operator.await(() -> assertThat(operator.note()).contains("\"baseline\":{\"minReplicas\":2"));
            assertGivesBack(2, 40);
        }

        @Test
        void readsTheBaselineOfOneStrippedWhileItWasAwayFromTheStatus() {
            operator.withHpa(2, 40);
            raised();
            operator.stop().setNote(null);

            operator.start();

            operator.await(() -> assertThat(operator.note()).contains("\"baseline\":{\"minReplicas\":2"));
            assertGivesBack(2, 40);
        }

        @Test
        void givesBackWhatTheStatusTellsWhenTheResourceWasDeletedMeanwhileToo() {
            operator.withHpa(2, 40);
            raised();
            operator.stop().setNote(null);
            operator.scalerResource(OperatorFixture.NAME).delete();

            operator.start();

            operator.await(() -> assertThat(
                            operator.scalerResource(OperatorFixture.NAME).get())
                    .isNull());
            assertThat(operator.floor()).isEqualTo(2);
        }

        @Test
        void takesABaselineWithoutAnAnnotationForWhatItIs() {
            operator.withHpa(2, 40);
            raised();
            operator.stop()
                    .merge(
                            "{\"spec\":{\"minReplicas\":2},\"metadata\":{\"annotations\":{\"predictivescaler.io/bounds\":null}}}");

            operator.start();

            awaitRaised();
            assertThat(operator.events()).doesNotContain("Reverted");
        }
    }

    @Nested
    class WhenTheBaselineIsPeculiar {
        private void withHpa(UnaryOperator<HorizontalPodAutoscalerBuilder> peculiarity) {
            operator.withHpa(peculiarity
                    .apply(OperatorFixture.hpaOf(OperatorFixture.NAME, 2, 40))
                    .build());
        }

        private void assertLeavesAlone(String reason, String why) {
            operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();
            operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
            String version = operator.hpa().getMetadata().getResourceVersion();

            operator.pass(Duration.ofMinutes(5));

            assertThat(operator.hpa().getMetadata().getResourceVersion()).isEqualTo(version);
            assertThat(operator.condition("Enforcing")).isEqualTo("False, " + reason);
            assertThat(operator.message(OperatorFixture.NAME, "Enforcing")).contains(why);
            assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();
        }

        @Test
        void removesAMinReplicasThatTheUserHadLeftOut() {
            withHpa(hpa -> hpa.editSpec().withMinReplicas(null).endSpec());
            operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();
            operator.await(() -> assertThat(operator.note()).contains("\"baseline\":{\"maxReplicas\":40}"));
            assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED);

            assertGivesBack(null, 40);
        }

        @Test
        void movesNothingBetweenEqualBounds() {
            withHpa(hpa -> hpa.editSpec().withMinReplicas(40).endSpec());
            assertLeavesAlone("BoundsEqual", "until maxReplicas is higher");
        }

        @Test
        void doesNotWakeAWorkloadOfNoReplicas() {
            // As the autoscaler's controller leaves it: the API has no field for a current number of zero.
            withHpa(hpa -> hpa.withNewStatus()
                    .withDesiredReplicas(0)
                    .addNewCondition()
                    .withType("ScalingActive")
                    .withStatus("False")
                    .withReason("ScalingDisabled")
                    .withMessage("scaling is disabled since the replica count of the target is zero")
                    .endCondition()
                    .endStatus());
            assertLeavesAlone("ScaledToZero", "0 replicas");
        }

        @Test
        void raisesNothingThatCouldNotBeUndone() {
            withHpa(hpa -> hpa.editSpec()
                    .withNewBehavior()
                    .withNewScaleDown()
                    .withSelectPolicy("Disabled")
                    .endScaleDown()
                    .endBehavior()
                    .endSpec());
            assertLeavesAlone("ScaleDownDisabled", "scaleDown.selectPolicy is Disabled");
        }
    }

    @Nested
    class WhateverTheAutoscalerScales {
        @ParameterizedTest
        @CsvSource({
            "apps/v1, Deployment",
            "apps/v1, StatefulSet",
            "argoproj.io/v1alpha1, Rollout",
            "example.com/v1, Anything"
        })
        void movesItsBoundsAndGivesThemBack(String apiVersion, String kind) {
            operator.withHpa(OperatorFixture.hpaOf(OperatorFixture.NAME, 2, 40)
                    .editSpec()
                    .withNewScaleTargetRef(apiVersion, kind, OperatorFixture.NAME)
                    .endSpec()
                    .build());
            raised();
            assertGivesBack(2, 40);
        }
    }

    @Nested
    class WhenSomebodyElseIsThereFirst {
        @Test
        void refusesASecondResourceUntilTheFirstIsGone() {
            operator.withHpa(2, 40);
            raised();
            operator.withScaler("second", "Enforce", "leadTime: {fixed: 5m}");
            operator.await(() ->
                    assertThat(operator.condition("second", "TargetResolved")).isEqualTo("False, TargetTaken"));
            assertThat(operator.message("second", "Ready"))
                    .contains("PredictiveScaler, 'checkout'", "delete one of the two");
            operator.pass(Duration.ofMinutes(3));
            assertThat(operator.note()).contains(operator.scaler().getMetadata().getUid());

            deleteScaler();
            operator.pass(Duration.ofMinutes(2));

            awaitRaised();
            String uid =
                    operator.scalerResource("second").require().getMetadata().getUid();
            assertThat(operator.note()).contains(uid).contains("\"baseline\":{\"minReplicas\":2");
            operator.await(() ->
                    assertThat(operator.condition("second", "TargetResolved")).isEqualTo("True, TargetFound"));
        }

        @Test
        void refusesAnAutoscalerThatBelongsToKeda() {
            operator.withHpa(OperatorFixture.hpaOf(OperatorFixture.NAME, 2, 40)
                    .editMetadata()
                    .withOwnerReferences(new OwnerReferenceBuilder()
                            .withApiVersion("keda.sh/v1alpha1")
                            .withKind("ScaledObject")
                            .withName("checkout-keda")
                            .withUid("e2f6c7d0")
                            .build())
                    .endMetadata()
                    .build());
            operator.withScaler("Enforce", "leadTime: {fixed: 5m}").start();

            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, OwnedByScaledObject"));
            operator.pass(Duration.ofMinutes(5));
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(operator.message(OperatorFixture.NAME, "Ready"))
                    .contains(
                            "ScaledObject 'checkout-keda'",
                            "set spec.targetRef to {apiVersion: keda.sh/v1alpha1, kind: ScaledObject, name: checkout-keda}");
        }
    }
}
