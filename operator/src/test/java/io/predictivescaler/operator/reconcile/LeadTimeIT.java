package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.testkit.BackdatingApiServer;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.ScaleAnswers;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.WorkloadPods;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Lead times that are learned from pods, with an operator that looks each minute: 75 s are added to what pods take. */
class LeadTimeIT {
    private static final Instant NIGHT = Instant.parse("2026-11-03T02:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String NAME = OperatorFixture.NAME;
    private static final String LEARNED = "leadTime: {learned: {}}";

    private BackdatingApiServer api;
    private KubernetesMockServer server;
    private KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;
    private WorkloadPods pods;

    @BeforeEach
    void start() {
        api = BackdatingApiServer.start();
        server = api.server();
        client = api.client();
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), NIGHT);
        pods = WorkloadPods.of(client, OperatorFixture.NAMESPACE, NAME);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
        api.close();
    }

    private void enforcing(String extra) {
        operator.withHpa(2, 40).withScaler("Enforce", extra).start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
    }

    private double samples() {
        return operator.series(NAME).getOrDefault("predictive_scaler_lead_time_samples", -1.0);
    }

    private double seconds(String source) {
        return operator.series(NAME)
                .getOrDefault("predictive_scaler_lead_time_seconds{source=\"" + source + "\"}", -1.0);
    }

    /** A look each minute until this many pods were seen becoming Ready. */
    private void awaitSamples(int count) {
        operator.await(() -> {
            operator.pass(MINUTE);
            assertThat(samples()).isEqualTo(count);
        });
    }

    private void awaitSeconds(String source, double seconds) {
        operator.await(() -> {
            operator.pass(MINUTE);
            assertThat(seconds(source)).isEqualTo(seconds);
        });
    }

    private void awaitSight() {
        operator.await(() -> {
            operator.pass(MINUTE);
            assertThat(operator.status().leadTime().message()).contains("until 5 pods were seen");
        });
    }

    private String told() {
        var leadTime = operator.status().leadTime();
        return leadTime.source() + " " + leadTime.value() + ", of which " + leadTime.startUp() + ", on "
                + leadTime.samples();
    }

    @Nested
    class WithEverythingAllowed {
        @BeforeEach
        void allow() {
            ScaleAnswers.on(server).selecting("app=checkout");
        }

        @Test
        void isTheFallbackUntilFivePodsWereSeenStarting() {
            enforcing(LEARNED);
            operator.pass(MINUTE);
            assertThat(told()).isEqualTo("Fallback 6m15s, of which 5m, on 0");
            assertThat(operator.status().leadTime().message())
                    .isEqualTo("a start-up of 5m is assumed until 5 pods were seen starting");

            pods.started(4, Duration.ofSeconds(40), operator);
            awaitSamples(4);
            assertThat(seconds("Fallback")).isEqualTo(375);

            pods.started(1, Duration.ofSeconds(40), operator);
            awaitSeconds("Learned", 115);
            assertThat(told()).isEqualTo("Learned 1m55s, of which 40s, on 5");
            assertThat(operator.status().leadTime().message()).isNull();
            assertThat(operator.series(NAME).keySet()).noneMatch(name -> name.contains("errors_total"));
        }

        @Test
        void isLearnedWhereNothingIsSaidOfIt() {
            enforcing("");
            pods.started(5, Duration.ofSeconds(40), operator);
            awaitSeconds("Learned", 115);
        }

        @Test
        void raisesEarlierOncePodsTakeLonger() {
            enforcing(LEARNED);
            pods.started(20, Duration.ofSeconds(40), operator);
            awaitSamples(20);
            assertThat(seconds("Learned") - 75).isEqualTo(40);
            Duration fast = raisedAfterMidnight(operator.now());

            operator.passUntil(NIGHT.plus(Duration.ofDays(1)));
            pods.started(20, Duration.ofSeconds(180), operator);
            awaitSeconds("Learned", 75 + 180);
            operator.pass(Duration.ofMinutes(16));
            assertThat(told()).isEqualTo("Learned 4m15s, of which 3m, on 20");
            Duration slow = raisedAfterMidnight(operator.now());

            assertThat(fast.minus(slow)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(200));
            assertThat(operator.status().decision().message()).contains("lead time 4m15s");
        }

        /** When the floor first passes half of what the day needs. */
        private Duration raisedAfterMidnight(Instant from) {
            Instant midnight = from.truncatedTo(ChronoUnit.DAYS);
            operator.passUntil(midnight.plus(Duration.ofHours(7)));
            assertThat(operator.floor()).isLessThan(10);
            while (operator.floor() < 10) {
                operator.pass(Duration.ofSeconds(20));
                assertThat(operator.now()).isBefore(midnight.plus(Duration.ofHours(10)));
            }
            return Duration.between(midnight, operator.now());
        }

        @Test
        void growsWhileManyPodsWait() {
            enforcing(LEARNED);
            pods.started(6, Duration.ofSeconds(40), operator);
            awaitSeconds("Learned", 115);
            List<String> waiting = pods.created(6, operator.now());
            operator.await(() -> {
                operator.pass(MINUTE);
                assertThat(seconds("Learned")).isGreaterThan(75 + 240);
            });

            pods.deleted(waiting);
            awaitSeconds("Learned", 115);
        }

        @Test
        void doesNotTakeAReadinessThatComesAndGoesForAStart() {
            enforcing(LEARNED);
            Instant created = operator.now();
            List<String> names = pods.created(6, created);
            operator.pass(MINUTE);
            pods.ready(names, created.plusSeconds(40));
            awaitSamples(6);
            pods.unready(names, operator.now());
            operator.pass(Duration.ofMinutes(10));
            pods.ready(names, operator.now());
            pods.started(1, Duration.ofSeconds(30), operator);
            awaitSamples(7);
            assertThat(seconds("Learned")).isEqualTo(115);
        }

        @Test
        void survivesARestart() {
            enforcing(LEARNED);
            pods.started(20, Duration.ofSeconds(115), operator);
            awaitSeconds("Learned", 190);
            operator.pass(Duration.ofMinutes(16));

            operator.stop().start();
            operator.pass(Duration.ofMinutes(3));
            assertThat(seconds("Learned")).isEqualTo(190);
            assertThat(samples()).isEqualTo(20);

            pods.started(5, Duration.ofSeconds(60), operator);
            awaitSeconds("Learned", 135);
            assertThat(samples()).isEqualTo(5);
        }

        @Test
        void isForgottenWithItsResource() {
            enforcing(LEARNED);
            pods.started(5, Duration.ofSeconds(40), operator);
            awaitSeconds("Learned", 115);

            operator.scalerResource(NAME).delete();
            operator.await(() -> assertThat(operator.series(NAME)).isEmpty());
            operator.withScaler("Enforce", LEARNED);
            operator.await(() -> assertThat(seconds("Fallback")).isEqualTo(375));
            assertThat(samples()).isZero();
        }

        @Test
        void isNotMeasuredOnceItIsFixed() {
            enforcing(LEARNED);
            pods.started(5, Duration.ofSeconds(40), operator);
            awaitSeconds("Learned", 115);

            operator.respec("Enforce", "leadTime: {fixed: 3m}");
            awaitSeconds("Fixed", 255);
            assertThat(samples()).isEqualTo(-1);
            assertThat(told()).isEqualTo("Fixed 4m15s, of which 3m, on null");
        }
    }

    @Nested
    class WithoutAPermission {
        private void assertToldOf(String reason, String missing) {
            operator.await(() -> {
                operator.pass(MINUTE);
                assertThat(operator.status().leadTime().message()).contains(missing);
            });
            assertThat(operator.status().leadTime().source()).isEqualTo("Fallback");
            assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected");
            assertThat(operator.events(NAME)).contains("Warning " + reason);
            assertThat(operator.series(NAME))
                    .containsEntry("predictive_scaler_errors_total{kind=\"" + reason + "\"}", 1.0);
        }

        private void assertLearnsOnceItIsGranted(ScaleAnswers answers) {
            answers.granted("app=checkout");
            awaitSight();
            pods.started(5, Duration.ofSeconds(40), operator);
            awaitSeconds("Learned", 115);
        }

        @Test
        void toReadTheScaleSaysSoAndLearnsOnceItIsGranted() {
            ScaleAnswers answers = ScaleAnswers.on(server).forbidden();
            enforcing(LEARNED);
            assertToldOf("PodsForbidden", "the operator may not get deployments/scale of API group apps: allow it");
            assertThat(operator.message("Ready"))
                    .contains("a start-up of 5m is assumed, since the operator may not get deployments/scale");
            assertLearnsOnceItIsGranted(answers);
        }

        @Test
        void toListPodsSaysSoAndLearnsOnceItIsGranted() {
            ScaleAnswers answers =
                    ScaleAnswers.on(server).selecting("app=checkout").podsForbidden(NAME);
            enforcing(LEARNED);
            assertToldOf("PodsForbidden", "allow it to list and watch pods of this namespace");
            assertLearnsOnceItIsGranted(answers);
        }

        @Test
        void andWithAFixedLeadTimeNobodyAsks() {
            enforcing("leadTime: {fixed: 3m}");
            operator.pass(Duration.ofMinutes(5));
            assertThat(operator.status().leadTime().message()).isNull();
            assertThat(operator.events(NAME)).noneMatch(event -> event.contains("Pods"));
        }
    }

    @Nested
    class OfAnotherWorkload {
        private void scaling(String apiVersion, String kind) {
            operator.withHpa(OperatorFixture.hpaOf(NAME, 2, 40)
                    .editSpec()
                    .withScaleTargetRef(new CrossVersionObjectReference(apiVersion, kind, NAME))
                    .endSpec()
                    .build());
            operator.withScaler("Enforce", LEARNED).start();
            operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
        }

        private void assertLearns() {
            pods.started(5, Duration.ofSeconds(40), operator);
            awaitSeconds("Learned", 115);
        }

        private void rolloutsAreKnown() {
            client.resource(new CustomResourceDefinitionBuilder()
                            .withNewMetadata()
                            .withName("rollouts.argoproj.io")
                            .endMetadata()
                            .withNewSpec()
                            .withGroup("argoproj.io")
                            .withScope("Namespaced")
                            .withNewNames()
                            .withKind("Rollout")
                            .withPlural("rollouts")
                            .endNames()
                            .addNewVersion()
                            .withName("v1alpha1")
                            .withServed(true)
                            .withStorage(true)
                            .endVersion()
                            .endSpec()
                            .build())
                    .create();
        }

        @Test
        void aStatefulSet() {
            ScaleAnswers.of(server, "apps/v1", "statefulsets").selecting("app=checkout");
            scaling("apps/v1", "StatefulSet");
            assertLearns();
        }

        @Test
        void aCustomResourceSuchAsARollout() {
            rolloutsAreKnown();
            ScaleAnswers.of(server, "argoproj.io/v1alpha1", "rollouts").selecting("app=checkout");
            scaling("argoproj.io/v1alpha1", "Rollout");
            assertLearns();
        }

        @Test
        void behindAScaledObject() {
            ScaleAnswers.on(server).selecting("app=checkout");
            Keda.on(client, OperatorFixture.NAMESPACE)
                    .installed()
                    .withScaledObject(NAME, "minReplicaCount: 2\nmaxReplicaCount: 40")
                    .running(NAME, 2);
            operator.withScalerOfScaledObject("Enforce", LEARNED).start();
            operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
            assertLearns();
        }

        @Test
        void ofAKindThatTheClusterDoesNotKnow() {
            scaling("argoproj.io/v1alpha1", "Rollout");
            operator.pass(MINUTE);
            assertThat(operator.status().leadTime().message()).contains("the cluster knows no Rollout of argoproj.io");
            assertThat(operator.events(NAME)).contains("Warning PodsUnknown");
        }

        @Test
        void withoutAScaleSubresource() {
            ScaleAnswers answers = ScaleAnswers.on(server).absent();
            scaling("apps/v1", "Deployment");
            operator.pass(MINUTE);
            assertThat(operator.status().leadTime().message()).contains("or no scale subresource of it");
            answers.granted("app=checkout");
            awaitSight();
            assertLearns();
        }

        @Test
        void whoseScaleNamesNoSelector() {
            ScaleAnswers.on(server).selecting("");
            pods.created(3, NIGHT);
            scaling("apps/v1", "Deployment");
            operator.pass(MINUTE);
            assertThat(operator.status().leadTime().message()).contains("set labelSelectorPath");
        }

        @Test
        void leavesOthersPodsAlone() {
            ScaleAnswers.on(server).selecting("app=checkout");
            scaling("apps/v1", "Deployment");
            WorkloadPods.of(client, OperatorFixture.NAMESPACE, "search").started(9, Duration.ofSeconds(200), operator);
            assertLearns();
            assertThat(samples()).isEqualTo(5);
        }
    }
}
