package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.api.TargetReference;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A resource whose target is KEDA's. It is mid-morning, so a first look raises the floor at once. */
@EnableKubernetesMockClient(crud = true, https = false)
class ScaledObjectIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-03T02:00:00Z");
    private static final int RAISED = 18;
    private static final String NAME = OperatorFixture.NAME;
    private static final String FIXED = "leadTime: {fixed: 5m}";

    KubernetesMockServer server;
    KubernetesClient client;
    private Keda keda;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void start() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), MORNING);
        keda = Keda.on(client, OperatorFixture.NAMESPACE);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private int raised() {
        return raised(FIXED);
    }

    /** The floor, once it is raised. */
    private int raised(String extra) {
        operator.withScalerOfScaledObject("Enforce", extra).start();
        return awaitRaised();
    }

    private int awaitRaised() {
        operator.await(() -> assertThat(keda.min(NAME)).isNotNull().isGreaterThanOrEqualTo(RAISED));
        operator.settle();
        return keda.min(NAME);
    }

    private void deleteScaler() {
        operator.scalerResource(NAME).delete();
        operator.await(() -> assertThat(operator.scalerResource(NAME).get()).isNull());
    }

    private void assertGivesBack(Integer min, Integer max) {
        deleteScaler();
        assertThat(keda.min(NAME)).isEqualTo(min);
        assertThat(keda.max(NAME)).isEqualTo(max);
        assertThat(keda.note(NAME)).isEmpty();
    }

    private void assertRaisesNothing(String condition) {
        operator.withScalerOfScaledObject("Enforce", FIXED).start();
        operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, " + condition));
        operator.pass(Duration.ofMinutes(3));
        assertThat(keda.note(NAME)).isEmpty();
    }

    @Test
    void isRaisedBeforeTheMorningAndGivenBackAfterTheEvening() {
        keda.installed()
                .withScaledObject(NAME, "minReplicaCount: 2\nmaxReplicaCount: 40")
                .running(NAME, 2);
        operator = OperatorFixture.on(client, prometheus.url(), NIGHT);
        operator.withScalerOfScaledObject("Enforce", FIXED).start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
        assertThat(keda.min(NAME)).isLessThanOrEqualTo(3);

        operator.passUntil(Instant.parse("2026-11-03T08:50:00Z"));
        assertThat(keda.min(NAME)).isGreaterThanOrEqualTo(RAISED);
        assertThat(keda.note(NAME)).contains("\"baseline\":{\"minReplicas\":2,\"maxReplicas\":40}");
        assertThat(operator.message("TargetResolved")).isEqualTo("ScaledObject 'checkout' is this resource's to move");
        assertThat(operator.message("Enforcing")).contains("minReplicaCount", "to set maxReplicaCount below");
        assertThat(operator.status().target().kind()).isEqualTo(TargetReference.Kind.ScaledObject);

        operator.passUntil(Instant.parse("2026-11-03T21:00:00Z"));
        assertThat(keda.min(NAME)).isLessThanOrEqualTo(3);
    }

    @Test
    void hasBoundsThatWereLeftOutRemovedAgain() {
        keda.installed().withScaledObject(NAME, "").running(NAME, 3);
        raised();
        assertThat(keda.max(NAME)).isNull();
        assertThat(keda.note(NAME)).contains("\"baseline\":{}");
        assertThat(operator.status().target().baseline().minReplicas()).isNull();
        assertThat(operator.status().target().baseline().maxReplicas()).isNull();

        assertGivesBack(null, null);
    }

    @Test
    void keepsItsBaselineAcrossARestart() {
        keda.installed().withScaledObject(NAME, "").running(NAME, 3);
        raised();
        operator.stop();
        keda.annotate(NAME, "predictivescaler.io/bounds", null);

        operator.start();

        operator.await(() -> assertThat(keda.note(NAME)).contains("\"baseline\":{}"));
        assertGivesBack(null, null);
    }

    @Test
    void isNotWrittenToWhileTheResourceObserves() {
        keda.installed().withScaledObject(NAME, "minReplicaCount: 2").running(NAME, 3);
        String before = keda.get(NAME).getMetadata().getResourceVersion();
        operator.withScalerOfScaledObject("Observe", "").start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));

        operator.pass(Duration.ofHours(1));

        assertThat(keda.get(NAME).getMetadata().getResourceVersion()).isEqualTo(before);
        assertThat(operator.status().decision().minReplicas()).isGreaterThanOrEqualTo(RAISED);
    }

    @Test
    void isRefusedToASecondResource() {
        keda.installed().withScaledObject(NAME, "minReplicaCount: 2").running(NAME, 3);
        raised();
        // A HorizontalPodAutoscaler of the same name is another target.
        operator.withHpa(2, 40).withScaler("third", "Observe", "");

        operator.withScalerOfScaledObject("second", "Enforce", FIXED);

        operator.await(
                () -> assertThat(operator.condition("second", "TargetResolved")).isEqualTo("False, TargetTaken"));
        assertThat(operator.message("second", "Ready")).contains("ScaledObject 'checkout'", "delete one of the two");
        operator.await(
                () -> assertThat(operator.condition("third", "TargetResolved")).isEqualTo("True, TargetFound"));
    }

    @Nested
    class WhenSomebodyTouchesTheBounds {
        @BeforeEach
        void raise() {
            keda.installed()
                    .withScaledObject(NAME, "minReplicaCount: 2\nmaxReplicaCount: 40")
                    .running(NAME, 5);
        }

        @Test
        void takesOtherBoundsForTheUsersNewBaseline() {
            int raised = raised();

            keda.setBounds(NAME, 5, 60);

            operator.await(() -> assertThat(keda.note(NAME)).contains("\"minReplicas\":5,\"maxReplicas\":60"));
            operator.await(() -> assertThat(keda.min(NAME)).isEqualTo(raised));
            operator.await(() -> assertThat(operator.events()).contains("BoundsEdited"));
            assertGivesBack(5, 60);
        }

        @Test
        void takesARemovedMaximumForTheUsersNewBaseline() {
            raised();

            keda.merge(NAME, "{\"spec\":{\"maxReplicaCount\":null}}");

            operator.await(() -> assertThat(keda.note(NAME)).contains("\"baseline\":{\"minReplicas\":2}"));
            assertGivesBack(2, null);
        }

        @Test
        void staysUnderAMaximumThatTheUserLowersBelowTheRaisedFloor() {
            raised();

            keda.merge(NAME, "{\"spec\":{\"maxReplicaCount\":10}}");

            operator.await(() -> assertThat(keda.min(NAME)).isEqualTo(10));
            operator.await(() -> assertThat(operator.condition("Limited")).isEqualTo("True, MaxReplicas"));
            assertGivesBack(2, 10);
        }

        @Test
        void countsARevertForContention() {
            int raised = raised();

            keda.setBounds(NAME, 2, 40);
            operator.await(() -> assertThat(keda.min(NAME)).isEqualTo(raised));
            operator.pass(Duration.ofMinutes(5));
            keda.setBounds(NAME, 2, 40);

            operator.await(() -> assertThat(operator.condition("Contended")).isEqualTo("True, Reverted"));
            assertThat(operator.message("Contended")).contains("leave spec.minReplicaCount (and maxReplicaCount) out");
            operator.pass(Duration.ofMinutes(30));
            assertThat(keda.min(NAME)).isEqualTo(2);
        }

        @Test
        void takesTheBoundsOfARecreatedOneForItsBaseline() {
            raised();

            keda.resource(NAME).delete();
            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, TargetNotFound"));
            keda.withScaledObject(NAME, "minReplicaCount: 3");

            awaitRaised();
            assertThat(keda.note(NAME)).contains("\"baseline\":{\"minReplicas\":3}");
            assertGivesBack(3, null);
        }

        @Test
        void isLeftForGoodWhenTheSpecNamesAHorizontalPodAutoscaler() {
            operator.withHpa(3, 30);
            raised();

            operator.respec("Enforce", FIXED);

            operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
            assertThat(keda.min(NAME)).isEqualTo(2);
            assertThat(keda.note(NAME)).isEmpty();
        }
    }

    @Nested
    class WhenItsUserPausesIt {
        @ParameterizedTest
        @CsvSource({
            "autoscaling.keda.sh/paused, true",
            "autoscaling.keda.sh/paused-replicas, 3",
            "autoscaling.keda.sh/paused-scale-in, true"
        })
        void isNotRaisedAndTheAnnotationIsNamed(String annotation, String value) {
            keda.installed().withScaledObject(NAME, "minReplicaCount: 2").running(NAME, 3);
            keda.annotate(NAME, annotation, value);

            assertRaisesNothing("TargetPaused");

            assertThat(operator.message("Enforcing"))
                    .contains("annotation " + annotation + " pauses ScaledObject 'checkout'", "until it is removed");
            keda.annotate(NAME, annotation, null);
            awaitRaised();
        }

        @Test
        void givesWhatWasRaisedBackByReleaseSteps() {
            keda.installed().withScaledObject(NAME, "minReplicaCount: 2").running(NAME, 3);
            int raised = raised();

            keda.annotate(NAME, "autoscaling.keda.sh/paused", "true");

            operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, TargetPaused"));
            assertThat(keda.min(NAME)).isGreaterThan(2);
            operator.pass(Duration.ofMinutes(60));
            assertThat(keda.min(NAME)).isEqualTo(2).isLessThan(raised);
            assertThat(keda.note(NAME)).isEmpty();
        }
    }

    @Nested
    class WhenTheWorkloadSleeps {
        @Test
        void isNotWoken() {
            keda.installed().withScaledObject(NAME, "").running(NAME, 0);

            assertRaisesNothing("ScaledToZero");

            assertThat(operator.message("Enforcing")).contains("unless bounds.minReplicas.lowest is set to 1 or more");
            keda.running(NAME, 1);
            operator.pass(Duration.ofMinutes(2));
            awaitRaised();
        }

        @Test
        void isWokenWhereTheLowestFloorSaysSo() {
            keda.installed().withScaledObject(NAME, "").running(NAME, 0);

            raised(FIXED + "\nbounds: {minReplicas: {lowest: 1}}");

            assertThat(operator.condition("Enforcing")).isEqualTo("True, BoundsFollowPlan");
            assertGivesBack(null, null);
        }

        @Test
        void isSaidToIgnoreTheFloorWhileItIsIdle() {
            keda.installed()
                    .withScaledObject(NAME, "minReplicaCount: 2\nidleReplicaCount: 0")
                    .running(NAME, 3);
            raised();
            assertThat(operator.condition("Enforcing")).isEqualTo("True, BoundsFollowPlan");
            assertThat(operator.message("Enforcing"))
                    .contains("while no trigger is active, idleReplicaCount of 0 holds whatever the floor is");

            keda.inactive(NAME);

            operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, TargetIdle"));
            assertThat(keda.min(NAME)).isGreaterThanOrEqualTo(RAISED);
        }
    }

    @Nested
    class WhenKedaIsNotInstalled {
        @Test
        void isSaidWithTheRemedyAndNothingElseBreaks() {
            operator.withHpa("search", 2, 40)
                    .withScaler("search", "search", "Enforce", FIXED)
                    .withScalerOfScaledObject("Enforce", FIXED)
                    .start();

            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, TargetKindUnknown"));
            assertThat(operator.message("Ready"))
                    .isEqualTo("this cluster knows no ScaledObject of keda.sh/v1alpha1: install KEDA, or name a"
                            + " HorizontalPodAutoscaler in spec.targetRef");
            operator.await(() -> assertThat(operator.floor("search")).isGreaterThanOrEqualTo(RAISED));
            assertThat(operator.page("/readyz").statusCode()).isEqualTo(200);
            assertThat(operator.events(NAME)).contains("Warning TargetKindUnknown");
        }

        @Test
        void isFoundOnceItIs() {
            operator.withScalerOfScaledObject("Enforce", FIXED).start();
            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, TargetKindUnknown"));

            keda.installed();
            operator.pass(Duration.ofMinutes(1));
            assertThat(operator.condition("TargetResolved")).isEqualTo("False, TargetNotFound");
            keda.withScaledObject(NAME, "minReplicaCount: 2").running(NAME, 2);

            // Without time passing: it is watched by now.
            awaitRaised();
            assertThat(operator.page("/readyz").statusCode()).isEqualTo(200);
        }

        @Test
        void isNotWatchedAnyMoreOnceItIsGone() {
            keda.installed();
            operator.withScalerOfScaledObject("Enforce", FIXED).start();
            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, TargetNotFound"));

            keda.uninstalled();
            operator.pass(Duration.ofMinutes(1));

            assertThat(operator.condition("TargetResolved")).isEqualTo("False, TargetKindUnknown");
            assertThat(operator.page("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class WhenTheOperatorMayNotReadIt {
        private static final String SCALED_OBJECTS = "/apis/keda.sh/v1alpha1/namespaces/shop/scaledobjects";

        @BeforeEach
        void forbid() {
            keda.installed().withScaledObject(NAME, "minReplicaCount: 2");
            for (String path : List.of(SCALED_OBJECTS, SCALED_OBJECTS + "/" + NAME)) {
                server.expect()
                        .get()
                        .withPath(path)
                        .andReturn(
                                403,
                                new StatusBuilder()
                                        .withCode(403)
                                        .withMessage("scaledobjects.keda.sh is forbidden")
                                        .build())
                        .always();
            }
        }

        @Test
        void isSaidWithTheRemedy() {
            operator.withScalerOfScaledObject("Enforce", FIXED).start();

            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, Forbidden"));
            assertThat(operator.message("Ready"))
                    .contains("allow it to get, list, watch and patch scaledobjects.keda.sh");
        }

        @Test
        void keepsNobodyElseFromBeingRaisedAndGivenBack() {
            operator.withHpa("search", 2, 40)
                    .withScaler("search", "search", "Enforce", FIXED)
                    .start();
            operator.await(() -> assertThat(operator.floor("search")).isGreaterThanOrEqualTo(RAISED));

            operator.scalerResource("search").delete();

            operator.await(
                    () -> assertThat(operator.scalerResource("search").get()).isNull());
            assertThat(operator.floor("search")).isEqualTo(2);
        }
    }

    @Nested
    class WhenTheOperatorMayNotWatchIt {
        @Test
        void isLookedAtByTheClockAllTheSame() {
            server.expect()
                    .get()
                    .withPath("/apis/keda.sh/v1alpha1/scaledobjects?resourceVersion=0")
                    .andReturn(
                            403,
                            new StatusBuilder()
                                    .withCode(403)
                                    .withMessage("scaledobjects.keda.sh is forbidden")
                                    .build())
                    .always();
            keda.installed()
                    .withScaledObject(NAME, "minReplicaCount: 2\nmaxReplicaCount: 40")
                    .running(NAME, 3);
            int raised = raised();

            keda.setBounds(NAME, 5, 40);
            operator.pass(Duration.ofMinutes(1));

            assertThat(keda.min(NAME)).isEqualTo(raised);
            assertThat(keda.note(NAME)).contains("\"baseline\":{\"minReplicas\":5");
            // What is not watched is not missed: the operator stays ready.
            assertThat(operator.page("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class WhenKedaTakesAHorizontalPodAutoscalerOver {
        @Test
        void hasTheRaisedFloorGivenBackAtOnce() {
            operator.withHpa(2, 40).withScaler("Enforce", FIXED).start();
            operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
            operator.settle();

            operator.hpaResource()
                    .edit(found -> new HorizontalPodAutoscalerBuilder(found)
                            .editMetadata()
                            .withOwnerReferences(new OwnerReferenceBuilder()
                                    .withApiVersion("keda.sh/v1alpha1")
                                    .withKind("ScaledObject")
                                    .withName("orders")
                                    .withUid("e2f6c7d0")
                                    .build())
                            .endMetadata()
                            .build());

            operator.await(
                    () -> assertThat(operator.condition("TargetResolved")).isEqualTo("False, OwnedByScaledObject"));
            operator.await(() ->
                    assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty());
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(operator.note()).isEmpty();
            // What KEDA writes from now on is not touched any more.
            operator.setBounds(7, 70).pass(Duration.ofMinutes(3));
            assertThat(operator.floor()).isEqualTo(7);
        }

        @Test
        void canBeFollowedByNamingTheScaledObject() {
            operator.withHpa(2, 40).withScaler("Enforce", FIXED).start();
            operator.await(() -> assertThat(operator.floor()).isGreaterThanOrEqualTo(RAISED));
            operator.settle();
            keda.installed().withScaledObject(NAME, "minReplicaCount: 2").running(NAME, 5);

            operator.respec(NAME + ", kind: ScaledObject", "Enforce", FIXED);

            awaitRaised();
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(operator.note()).isEmpty();
            assertGivesBack(2, null);
        }
    }

    @Test
    void isLabelledInItsHorizontalPodAutoscalerWhichIsRefusedAsATarget() {
        keda.installed().withScaledObject(NAME, "").running(NAME, 3);
        operator.withScaler("other", "keda-hpa-checkout", "Enforce", FIXED).start();

        operator.await(() ->
                assertThat(operator.condition("other", "TargetResolved")).isEqualTo("False, OwnedByScaledObject"));
        assertThat(operator.message("other", "Ready"))
                .contains("set spec.targetRef to {apiVersion: keda.sh/v1alpha1, kind: ScaledObject, name: checkout}");
    }
}
