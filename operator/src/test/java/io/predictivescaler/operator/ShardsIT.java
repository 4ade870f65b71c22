package io.predictivescaler.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Several instances on one cluster, each with a part of its resources. It is mid-morning, so a first look raises the floor at once. */
@EnableKubernetesMockClient(crud = true, https = false)
class ShardsIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final Shard FIRST = new Shard(0, 2);
    private static final Shard SECOND = new Shard(1, 2);
    private static final int RAISED = 18;
    private static final String DEMAND = """
            demand:
            - query: sum(rate(http_requests_total{app="checkout"}[5m]))
              unit: req/s
              capacityPerReplica: {fixed: 50}
            """;

    KubernetesMockServer server;
    KubernetesClient client;
    private PrometheusStub prometheus;
    private final List<OperatorFixture> instances = new ArrayList<>();

    @BeforeEach
    void startPrometheus() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
    }

    @AfterEach
    void stop() {
        instances.forEach(OperatorFixture::close);
        prometheus.close();
    }

    /** Not started yet. */
    private OperatorFixture instance(Shard shard) {
        OperatorFixture instance =
                OperatorFixture.on(client, prometheus.url(), MORNING).ofShard(shard);
        instances.add(instance);
        return instance;
    }

    /** Three resources of each of two shards, or more, each with an autoscaler of its own. */
    private List<String> resources(OperatorFixture instance) {
        List<String> names = new ArrayList<>();
        while (owned(names, FIRST).size() < 3 || owned(names, SECOND).size() < 3) {
            // Of one length, so that none begins another: how many there will be hangs on random UIDs.
            String name = "app-" + (100 + names.size());
            instance.withHpa(name, 2, 40).withEnforcing(name, DEMAND);
            names.add(name);
        }
        return names;
    }

    private List<String> owned(List<String> names, Shard shard) {
        return names.stream().filter(name -> shard.owns(uid(name))).toList();
    }

    private String uid(String name) {
        return scaler(name).getMetadata().getUid();
    }

    private PredictiveScaler scaler(String name) {
        return client.resources(PredictiveScaler.class)
                .inNamespace(OperatorFixture.NAMESPACE)
                .withName(name)
                .require();
    }

    /** A second resource for the autoscaler of another one, of this shard. */
    private void rivalOf(String target, Shard shard, OperatorFixture instance) {
        do {
            instance.scalerResource("rival").delete();
            instance.withScaler("rival", target, "Enforce", "leadTime: {fixed: 5m}");
        } while (!shard.owns(uid("rival")));
    }

    private static void awaitRaised(OperatorFixture instance, List<String> names) {
        instance.await(() -> assertThat(names)
                .allSatisfy(name -> assertThat(instance.floor(name)).isGreaterThanOrEqualTo(RAISED)));
        instance.settle();
    }

    private static void passBoth(OperatorFixture one, OperatorFixture other, Duration time) {
        one.pass(time);
        other.pass(time);
    }

    private static void assertContendsWithNobody(OperatorFixture instance, String name) {
        assertThat(instance.condition(name, "Contended")).isEqualTo("False, Uncontended");
        assertThat(instance.events()).doesNotContain("Reverted", "BoundsEdited");
    }

    /** The paths that were asked for since the last time. */
    private List<String> requests() {
        List<String> paths = new ArrayList<>();
        try {
            while (server.getRequestCount() > taken) {
                paths.add(Objects.requireNonNull(server.takeRequest()).getPath());
                taken++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return paths;
    }

    private int taken;

    @Nested
    class OfManyResources {
        @Test
        void eachIsLookedAfterByTheInstanceOfItsShardAndByNoOther() {
            OperatorFixture first = instance(FIRST);
            List<String> names = resources(first);
            List<String> ours = owned(names, FIRST);
            List<String> others = owned(names, SECOND);
            List<PredictiveScaler> untouched =
                    others.stream().map(ShardsIT.this::scaler).toList();
            requests();

            first.start();
            awaitRaised(first, ours);
            first.pass(Duration.ofMinutes(10));

            assertThat(requests()).noneMatch(path -> others.stream().anyMatch(name -> path.contains("/" + name)));
            assertThat(others).allSatisfy(name -> {
                assertThat(first.floor(name)).isEqualTo(2);
                assertThat(first.note(name)).isEmpty();
                assertThat(first.events(name)).isEmpty();
                assertThat(first.series(name)).isEmpty();
            });
            assertThat(others.stream().map(ShardsIT.this::scaler)).containsExactlyElementsOf(untouched);

            OperatorFixture second = instance(SECOND).start();
            awaitRaised(second, others);
            assertThat(names)
                    .allSatisfy(name -> assertThat(List.of(
                                    first.series(name).isEmpty(),
                                    second.series(name).isEmpty()))
                            .containsExactly(others.contains(name), ours.contains(name)));
            assertThat(second.page("/metrics").body())
                    .contains("predictive_scaler_shard_info{shard=\"1\",shards=\"2\"} 1");
        }

        @Test
        void oneKillSwitchStopsThoseOfEveryShard() {
            OperatorFixture first = instance(FIRST);
            List<String> names = resources(first);
            first.start();
            OperatorFixture second = instance(SECOND).start();
            awaitRaised(first, names);

            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace(client.getNamespace())
                            .withName("predictive-scaler-kill-switch")
                            .endMetadata()
                            .addToData("mode", "Restore")
                            .build())
                    .create();

            second.await(() -> assertThat(names)
                    .allSatisfy(name -> assertThat(second.floor(name)).isEqualTo(2)));
        }

        @Test
        void oneThatIsRecreatedGoesToTheShardOfItsNewUid() {
            OperatorFixture first = instance(FIRST).withHpa(2, 40).start();
            OperatorFixture second = instance(SECOND).start();
            first.withScaler("Observe", "leadTime: {fixed: 5m}");
            Shard before = Shard.of(uid(OperatorFixture.NAME), 2);
            while (before.owns(uid(OperatorFixture.NAME))) {
                first.scalerResource(OperatorFixture.NAME).delete();
                first.withScaler("Observe", "leadTime: {fixed: 5m}");
            }

            boolean leftTheFirst = before.equals(FIRST);
            OperatorFixture leaves = leftTheFirst ? first : second;
            OperatorFixture comes = leftTheFirst ? second : first;
            comes.await(() -> assertThat(comes.condition("TargetResolved")).isEqualTo("True, TargetFound"));
            comes.await(() -> assertThat(comes.series(OperatorFixture.NAME)).isNotEmpty());
            leaves.await(() -> assertThat(leaves.series(OperatorFixture.NAME)).isEmpty());
            leaves.pass(Duration.ofMinutes(3));
            assertThat(leaves.series(OperatorFixture.NAME)).isEmpty();
        }
    }

    @Nested
    class OfTwoResourcesForOneTarget {
        private OperatorFixture holds;
        private OperatorFixture waits;

        @BeforeEach
        void raiseAndRival() {
            OperatorFixture any = instance(FIRST).withHpa(2, 40).withScaler("Enforce", "leadTime: {fixed: 5m}");
            Shard holder = Shard.of(uid(OperatorFixture.NAME), 2);
            Shard rival = new Shard(1 - holder.index(), 2);
            rivalOf(OperatorFixture.NAME, rival, any);
            waits = instance(rival).start();
            waits.await(
                    () -> assertThat(waits.condition("rival", "TargetResolved")).isEqualTo("False, TargetTaken"));
            holds = instance(holder).start();
            awaitRaised(holds, List.of(OperatorFixture.NAME));
        }

        @Test
        void onlyTheElderHoldsItThoughItIsAnotherShards() {
            String holder = uid(OperatorFixture.NAME);
            for (int minutes = 0; minutes < 30; minutes++) {
                passBoth(holds, waits, Duration.ofMinutes(1));
                assertThat(holds.note()).contains(holder).contains("\"baseline\":{\"minReplicas\":2");
            }
            assertThat(waits.condition("rival", "TargetResolved")).isEqualTo("False, TargetTaken");
            assertContendsWithNobody(holds, OperatorFixture.NAME);
        }

        @Test
        void theOtherTakesItWithTheUsersOwnBaselineOnceTheElderIsGone() {
            holds.scalerResource(OperatorFixture.NAME).delete();
            holds.await(() ->
                    assertThat(holds.scalerResource(OperatorFixture.NAME).get()).isNull());
            assertThat(holds.floor()).isEqualTo(2);

            waits.pass(Duration.ofMinutes(2));

            awaitRaised(waits, List.of(OperatorFixture.NAME));
            assertThat(waits.note()).contains(uid("rival")).contains("\"baseline\":{\"minReplicas\":2");
            waits.await(
                    () -> assertThat(waits.condition("rival", "TargetResolved")).isEqualTo("True, TargetFound"));
        }
    }

    /** An instance of the old number of shards may still act when one of the new number begins. */
    @Nested
    class WhenTheirNumberChanges {
        private Shard ofThree() {
            return Shard.of(uid(OperatorFixture.NAME), 3);
        }

        @Test
        void twoInstancesThatBothLookAfterAResourceDoNotDisturbEachOther() {
            OperatorFixture former = instance(Shard.whole())
                    .refreshingEvery(Duration.ofMinutes(10))
                    .withHpa(2, 40)
                    .withScaler("Enforce", "leadTime: {fixed: 5m}")
                    .start();
            awaitRaised(former, List.of(OperatorFixture.NAME));
            OperatorFixture next =
                    instance(ofThree()).refreshingEvery(Duration.ofMinutes(10)).start();

            while (next.now().isBefore(MORNING.plus(Duration.ofHours(6)))) {
                passBoth(former, next, Duration.ofMinutes(10));
                assertThat(next.floor()).isGreaterThanOrEqualTo(RAISED);
                assertThat(next.note()).contains("\"baseline\":{\"minReplicas\":2,\"maxReplicas\":40}");
            }
            assertContendsWithNobody(next, OperatorFixture.NAME);

            while (next.now().isBefore(MORNING.plus(Duration.ofHours(13)))) {
                passBoth(former, next, Duration.ofMinutes(10));
            }
            assertThat(next.floor()).as("by night").isBetween(2, 4);
            assertContendsWithNobody(next, OperatorFixture.NAME);

            former.stop();
            next.pass(Duration.ofMinutes(20));
            next.scalerResource(OperatorFixture.NAME).delete();
            next.await(() ->
                    assertThat(next.scalerResource(OperatorFixture.NAME).get()).isNull());
            assertThat(next.floor()).isEqualTo(2);
            assertThat(next.note()).isEmpty();
        }

        @Test
        void whatOneRaisedAndNobodyLookedAfterMeanwhileIsGivenBackByTheNext() {
            OperatorFixture former =
                    instance(Shard.whole()).withHpa(2, 40).withScaler("Enforce", "leadTime: {fixed: 5m}");
            former.start();
            awaitRaised(former, List.of(OperatorFixture.NAME));
            Shard mine = ofThree();
            former.stop();
            former.scalerResource(OperatorFixture.NAME).delete();
            OperatorFixture anothers =
                    instance(new Shard((mine.index() + 1) % 3, 3)).start();
            anothers.pass(Duration.ofMinutes(5));
            assertThat(anothers.floor()).isGreaterThanOrEqualTo(RAISED);

            OperatorFixture next = instance(mine).start();

            next.await(() ->
                    assertThat(next.scalerResource(OperatorFixture.NAME).get()).isNull());
            assertThat(next.floor()).isEqualTo(2);
            assertThat(next.note()).isEmpty();
        }
    }
}
