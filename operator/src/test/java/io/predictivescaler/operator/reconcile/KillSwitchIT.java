package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One key of one ConfigMap stops every resource, with Prometheus or without. The clock stands still unless a test lets time pass. */
@EnableKubernetesMockClient(crud = true, https = false)
class KillSwitchIT {
    private static final String SWITCH = "predictive-scaler-kill-switch";
    private static final String SEARCH = "search";
    private static final List<String> BOTH = List.of(OperatorFixture.NAME, SEARCH);
    private static final Instant NIGHT = Instant.parse("2026-11-03T03:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final int RAISED = 18;
    private static final String SPEC = """
            demand:
            - query: sum(rate(http_requests_total{app="checkout"}[5m]))
              unit: req/s
              capacityPerReplica: {fixed: 50}
            release: {maxStepPercent: 40, stepEvery: 2m}
            """;

    KubernetesMockServer server;
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

    private OperatorFixture two(Instant start) {
        return OperatorFixture.on(client, prometheus.url(), start)
                .withHpa(OperatorFixture.NAME, 2, 40)
                .withHpa(SEARCH, 3, 40)
                .withEnforcing(OperatorFixture.NAME, SPEC)
                .withEnforcing(SEARCH, SPEC);
    }

    private OperatorFixture twoRaised() {
        OperatorFixture operator = two(MORNING).start();
        awaitRaised(operator);
        return operator;
    }

    private static void awaitRaised(OperatorFixture operator) {
        operator.await(() -> assertThat(floors(operator)).allMatch(floor -> floor >= RAISED));
        operator.settle();
    }

    private static List<Integer> floors(OperatorFixture operator) {
        return BOTH.stream().map(operator::floor).toList();
    }

    private static void awaitReason(OperatorFixture operator, String reason) {
        operator.await(() -> assertThat(BOTH)
                .allSatisfy(name ->
                        assertThat(operator.condition(name, "Enforcing")).isEqualTo(reason)));
        operator.settle();
    }

    private Resource<ConfigMap> configMap(String namespace, String name) {
        return client.configMaps().inNamespace(namespace).withName(name);
    }

    private void turn(String value) {
        set(client.getNamespace(), SWITCH, "mode", value);
    }

    private void set(String namespace, String name, String key, String value) {
        ConfigMap wanted = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .addToData(key, value)
                .build();
        if (configMap(namespace, name).get() == null) {
            client.resource(wanted).create();
        } else {
            configMap(namespace, name).edit(found -> wanted);
        }
    }

    private void remove() {
        configMap(client.getNamespace(), SWITCH).delete();
    }

    private static String ordered(OperatorFixture operator) {
        return operator.page("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("predictive_scaler_kill_switch{") && line.endsWith(" 1.0"))
                .reduce("", String::concat);
    }

    @Nested
    class WhileTwoResourcesAreRaised {
        @Test
        void freezeLeavesTheFloorsAsTheyAreThroughTheEveningUntilTheKeyIsGone() {
            try (OperatorFixture operator =
                    two(MORNING).refreshingEvery(Duration.ofMinutes(5)).start()) {
                awaitRaised(operator);
                List<Integer> raised = floors(operator);

                turn("Freeze");

                awaitReason(operator, "False, KillSwitchFreeze");
                assertThat(ordered(operator)).contains("order=\"Freeze\"");
                operator.passUntil(Instant.parse("2026-11-03T22:00:00Z"));
                assertThat(floors(operator)).isEqualTo(raised);

                set(client.getNamespace(), SWITCH, "other", "Freeze");

                awaitReason(operator, "True, BoundsFollowPlan");
                assertThat(ordered(operator)).isEmpty();
                operator.pass(Duration.ofMinutes(30));
                assertThat(operator.floor()).isLessThan(raised.getFirst());
            }
        }

        @Test
        void releaseGivesBackByStepsAndThePlansReturn() {
            try (OperatorFixture operator = twoRaised()) {
                List<Integer> floors = new ArrayList<>(List.of(operator.floor()));

                turn("Release");

                awaitReason(operator, "False, KillSwitchRelease");
                for (int minutes = 0; minutes < 60; minutes++) {
                    operator.pass(Duration.ofMinutes(1));
                    if (operator.floor() != floors.getLast()) {
                        floors.add(operator.floor());
                    }
                }
                assertThat(floors).hasSizeGreaterThan(4).endsWith(2);
                for (int i = 1; i < floors.size(); i++) {
                    int before = floors.get(i - 1);
                    assertThat(before - floors.get(i)).isBetween(1, Math.ceilDiv(before * 40, 100));
                }
                assertThat(operator.floor(SEARCH)).isEqualTo(3);
                assertThat(operator.note(SEARCH)).isEmpty();

                remove();

                awaitReason(operator, "True, BoundsFollowPlan");
                awaitRaised(operator);
            }
        }

        @Test
        void restoreIsOneWriteEachAtOnceWithoutPrometheus() {
            FailingClient watched = FailingClient.of(client);
            try (watched;
                    OperatorFixture operator = two(MORNING).start(watched.client())) {
                awaitRaised(operator);
                prometheus.close();
                operator.pass(Duration.ofMinutes(3));
                awaitRaised(operator);
                int before = watched.writesTo("horizontalpodautoscalers");

                turn("Restore");

                awaitReason(operator, "False, KillSwitchRestore");
                assertThat(floors(operator)).containsExactly(2, 3);
                assertThat(BOTH).allSatisfy(name -> {
                    assertThat(operator.note(name)).isEmpty();
                    assertThat(operator.scalerResource(name)
                                    .require()
                                    .getMetadata()
                                    .getFinalizers())
                            .isEmpty();
                });
                assertThat(watched.writesTo("horizontalpodautoscalers")).isEqualTo(before + 2);
            }
        }

        @Test
        void oneValueAfterAnotherIsObeyed() {
            try (OperatorFixture operator = twoRaised()) {
                turn("Freeze");
                awaitReason(operator, "False, KillSwitchFreeze");

                turn("Restore");

                awaitReason(operator, "False, KillSwitchRestore");
                assertThat(floors(operator)).containsExactly(2, 3);
            }
        }

        @Test
        void conditionEventsAndMetricsSayWhichSwitchAndWhoLiftsIt() {
            try (OperatorFixture operator = twoRaised()) {
                int raised = operator.floor();

                turn("Freeze");

                awaitReason(operator, "False, KillSwitchFreeze");
                String why = "the kill switch says Freeze (key 'mode' of ConfigMap '" + client.getNamespace() + "/"
                        + SWITCH + "'; who may edit it lifts it by removing the key); the floor stays at " + raised
                        + " replicas";
                assertThat(operator.message("Enforcing")).startsWith(why);
                assertThat(operator.status().decision().message()).startsWith(why);
                assertThat(operator.events(OperatorFixture.NAME)).contains("Warning KillSwitchFreeze");
                assertThat(operator.series(OperatorFixture.NAME))
                        .containsEntry("predictive_scaler_decisions_total{reason=\"KillSwitchFreeze\"}", 1.0);

                remove();

                awaitReason(operator, "True, BoundsFollowPlan");
                assertThat(operator.events(OperatorFixture.NAME)).contains("Normal KillSwitchLifted");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"Off", "stop!"})
        void aValueThatIsNoneFreezesAndSaysWhatWouldDo(String value) {
            try (OperatorFixture operator = twoRaised()) {
                List<Integer> raised = floors(operator);

                turn(value);

                awaitReason(operator, "False, KillSwitchFreeze");
                assertThat(operator.message("Enforcing")).contains("says none of Freeze, Release, Restore");
                operator.pass(Duration.ofMinutes(10));
                assertThat(floors(operator)).isEqualTo(raised);
            }
        }

        @Test
        void otherConfigMapsAreNone() {
            try (OperatorFixture operator = twoRaised()) {
                List<Integer> raised = floors(operator);

                set(client.getNamespace(), "another", "mode", "Restore");
                set(OperatorFixture.NAMESPACE, SWITCH, "mode", "Restore");
                operator.pass(Duration.ofMinutes(2));

                assertThat(BOTH)
                        .allSatisfy(name -> assertThat(operator.condition(name, "Enforcing"))
                                .isEqualTo("True, BoundsFollowPlan"));
                assertThat(floors(operator)).isEqualTo(raised);
            }
        }

        @Test
        void aResourceThatIsDeletedGivesBackWhateverTheSwitchSays() {
            try (OperatorFixture operator = twoRaised()) {
                turn("Freeze");
                awaitReason(operator, "False, KillSwitchFreeze");

                operator.scalerResource(SEARCH).delete();

                operator.await(
                        () -> assertThat(operator.scalerResource(SEARCH).get()).isNull());
                assertThat(operator.floor(SEARCH)).isEqualTo(3);
            }
        }

        @Test
        void whatAnUnusableSpecHoldsStaysUnderFreeze() {
            try (OperatorFixture operator = twoRaised()) {
                int raised = operator.floor();
                turn("Freeze");
                awaitReason(operator, "False, KillSwitchFreeze");

                operator.respec("Enforce", "timeZone: Mars/Base");

                operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("False, InvalidSpec"));
                operator.pass(Duration.ofMinutes(10));
                assertThat(operator.floor()).isEqualTo(raised);
                assertThat(operator.condition("Enforcing")).isEqualTo("False, KillSwitchFreeze");

                turn("Restore");

                operator.await(() -> assertThat(operator.floor()).isEqualTo(2));
            }
        }
    }

    @Nested
    class FromTheStart {
        @Test
        void nothingIsRaisedWhileItIsOn() {
            turn("Release");
            try (OperatorFixture operator = two(MORNING).start()) {
                awaitReason(operator, "False, KillSwitchRelease");
                operator.pass(Duration.ofMinutes(10));

                assertThat(floors(operator)).containsExactly(2, 3);
                assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();
            }
        }

        @Test
        void aFloorThatAnEarlierProcessRaisedStaysUnderFreeze() {
            OperatorFixture operator = twoRaised();
            try (operator) {
                List<Integer> raised = floors(operator);
                operator.stop();
                prometheus.close();
                turn("Freeze");

                operator.start();

                awaitReason(operator, "False, KillSwitchFreeze");
                operator.pass(Duration.ofHours(3));
                assertThat(floors(operator)).isEqualTo(raised);
            }
        }

        @Test
        void nothingIsRaisedUntilItCanBeRead() {
            String path = "/api/v1/namespaces/" + client.getNamespace() + "/configmaps/" + SWITCH;
            server.expect()
                    .get()
                    .withPath(path)
                    .andReturn(
                            403,
                            new StatusBuilder()
                                    .withStatus("Failure")
                                    .withCode(403)
                                    .withMessage("may not read " + SWITCH)
                                    .build())
                    .always();
            try (OperatorFixture operator = two(MORNING).start()) {
                awaitReason(operator, "False, KillSwitchUnread");
                assertThat(floors(operator)).containsExactly(2, 3);
                assertThat(operator.message("Enforcing"))
                        .contains("cannot be read (the API server answers with status 403; the operator needs get");

                server.clearExpectations();
                operator.pass(Duration.ofMinutes(10));

                awaitRaised(operator);
            }
        }

        @Test
        void aResourceThatObservesSaysItToo() {
            turn("Freeze");
            try (OperatorFixture operator = OperatorFixture.on(client, prometheus.url(), MORNING)
                    .withHpa(2, 40)
                    .withScaler("Observe", "")
                    .withScaler("lost", "nowhere", "Enforce", "")
                    .start()) {
                operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, KillSwitchFreeze"));
                assertThat(operator.message("Enforcing")).endsWith("; nothing is written in Observe anyway");
                operator.await(() ->
                        assertThat(operator.condition("lost", "Enforcing")).isEqualTo("False, KillSwitchFreeze"));

                remove();

                operator.await(() -> assertThat(operator.condition("Enforcing")).isEqualTo("False, Observing"));
                operator.await(() ->
                        assertThat(operator.condition("lost", "Enforcing")).isEqualTo("False, TargetNotFound"));
            }
        }
    }

    @Nested
    class WithoutAWatch {
        @Test
        void itIsReadAtEveryLook() {
            FailingClient blind = FailingClient.of(client).blindTo("configmaps");
            try (blind;
                    OperatorFixture operator = two(MORNING).start(blind.client())) {
                awaitRaised(operator);

                turn("Restore");
                operator.pass(Duration.ofMinutes(2));

                assertThat(floors(operator)).containsExactly(2, 3);
                assertThat(operator.condition("Enforcing")).isEqualTo("False, KillSwitchRestore");

                remove();
                operator.pass(Duration.ofMinutes(2));

                assertThat(floors(operator)).allMatch(floor -> floor >= RAISED);
            }
        }

        /** A watch may be deaf without knowing it. The answer here comes from beside the store that the watch sees. */
        @Test
        void itIsReadBeforeARaise() {
            try (OperatorFixture operator =
                    two(NIGHT).refreshingEvery(Duration.ofMinutes(5)).start()) {
                assertThat(floors(operator)).containsExactly(2, 3);
                server.expect()
                        .get()
                        .withPath("/api/v1/namespaces/" + client.getNamespace() + "/configmaps/" + SWITCH)
                        .andReturn(
                                200,
                                new ConfigMapBuilder()
                                        .withNewMetadata()
                                        .withName(SWITCH)
                                        .endMetadata()
                                        .addToData("mode", "Release")
                                        .build())
                        .always();

                operator.passUntil(MORNING);

                assertThat(floors(operator)).containsExactly(2, 3);
                assertThat(operator.condition("Enforcing")).isEqualTo("False, KillSwitchRelease");
            }
        }
    }
}
