package io.predictivescaler.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.config.Benefits;
import io.predictivescaler.operator.config.KillSwitchSettings;
import io.predictivescaler.operator.config.LeaderElectionSettings;
import io.predictivescaler.operator.config.LogFormat;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.ReconcileSettings;
import io.predictivescaler.operator.config.ServerSettings;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.config.WatchSettings;
import io.predictivescaler.operator.testkit.FailingClient;
import io.predictivescaler.operator.testkit.Leases;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.time.SystemTimekeeping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * One instance of each shard acts, and another takes over when it stops or dies. A Lease that nobody renews is free after 15 s: the
 * tests say that they have passed.
 */
@EnableKubernetesMockClient(crud = true, https = false)
class LeaderElectionIT {
    private static final String LEASE = "predictive-scaler";
    private static final Duration LONGEST_TAKE_OVER = Duration.ofSeconds(60);

    KubernetesMockServer server;
    KubernetesClient client;

    private final AtomicInteger deposed = new AtomicInteger();
    private final SystemTimekeeping time = new SystemTimekeeping(Clock.systemUTC());
    private final List<Instance> instances = new ArrayList<>();

    /** A process of its own: it has its own way to the API server. */
    private record Instance(OperatorRuntime runtime, FailingClient api) implements AutoCloseable {
        String page() {
            URI metrics = URI.create("http://127.0.0.1:" + runtime.telemetryPort() + "/metrics");
            try (var page = metrics.toURL().openStream()) {
                return new String(page.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The resources that it has series of. */
        List<String> lookedAfter() {
            return page().lines()
                    .filter(line -> line.startsWith("predictive_scaler_condition{"))
                    .map(line -> line.replaceFirst(".*[{,]name=\"([^\"]*)\".*", "$1"))
                    .distinct()
                    .toList();
        }

        @Override
        public void close() {
            runtime.close();
            api.close();
        }
    }

    @BeforeEach
    void allowLeases() {
        Leases.allowOn(server);
    }

    @AfterEach
    void stop() {
        instances.forEach(Instance::close);
        time.close();
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(LONGEST_TAKE_OVER).untilAsserted(assertion);
    }

    @Test
    void onlyTheLeaderActsAndAnotherTakesOverWhenItStops() {
        Instance leader = start(Shard.whole(), LEASE);
        await(() -> assertThat(holder(LEASE)).isNotEmpty());
        String first = holder(LEASE);
        Instance standby = start(Shard.whole(), LEASE);
        assertThat(standby.runtime().telemetryPort())
                .as("one that waits serves its probes")
                .isPositive();
        client.resource(OperatorFixture.scaler("checkout", "Observe", "")).create();
        await(() -> assertThat(statuses()).contains("TargetNotFound"));
        assertThat(holder(LEASE)).isEqualTo(first);
        assertThat(leader.page()).contains("predictive_scaler_leader{shard=\"0\"} 1.0", "name=\"checkout\"");
        assertThat(standby.page())
                .as("one that waits tells of no resources")
                .contains("predictive_scaler_leader{shard=\"0\"} 0.0")
                .doesNotContain("name=\"checkout\"");

        leader.close();
        expire(LEASE);

        await(() -> assertThat(holder(LEASE)).isNotEmpty().isNotEqualTo(first));
        assertThat(deposed).as("closing is not losing").hasValue(0);
        await(() ->
                assertThat(standby.page()).contains("predictive_scaler_leader{shard=\"0\"} 1.0", "name=\"checkout\""));
        client.resource(OperatorFixture.scaler("second", "Observe", "timeZone: Mars/Base"))
                .create();
        await(() -> assertThat(statuses()).contains("InvalidSpec"));
    }

    @Nested
    class WithTwoShards {
        private static final Shard FIRST = new Shard(0, 2);
        private static final Shard SECOND = new Shard(1, 2);

        private final List<String> first = new ArrayList<>();
        private final List<String> second = new ArrayList<>();
        private int created;

        /** Until there is one more of each shard. */
        private void createMore() {
            int firsts = first.size();
            int seconds = second.size();
            while (first.size() == firsts || second.size() == seconds) {
                String name = "app-" + created++;
                String uid = client.resource(OperatorFixture.scaler(name, name, "Observe", ""))
                        .create()
                        .getMetadata()
                        .getUid();
                (FIRST.owns(uid) ? first : second).add(name);
            }
        }

        @Test
        void theStandbyTakesOverWhenItsLeaderDiesAndTheOtherShardIsLeftAlone() {
            createMore();
            createMore();
            Instance other = start(FIRST, LEASE + "-0");
            Instance mortal = start(SECOND, LEASE + "-1");
            await(() -> assertThat(other.lookedAfter()).containsExactlyInAnyOrderElementsOf(first));
            await(() -> assertThat(mortal.lookedAfter()).containsExactlyInAnyOrderElementsOf(second));
            Instance standby = start(SECOND, LEASE + "-1");
            assertThat(standby.lookedAfter()).isEmpty();
            String held = holder(LEASE + "-0");
            String dead = holder(LEASE + "-1");
            assertThat(dead).isNotEqualTo(held);
            Map<String, String> versions = versions(first);

            mortal.api().cutOff(true);
            expire(LEASE + "-1");

            await(() -> assertThat(standby.lookedAfter()).containsExactlyInAnyOrderElementsOf(second));
            assertThat(holder(LEASE + "-1")).isNotEmpty().isNotEqualTo(dead);
            assertThat(holder(LEASE + "-0")).isEqualTo(held);
            assertThat(versions(first)).isEqualTo(versions);

            createMore();

            await(() -> assertThat(standby.lookedAfter()).containsExactlyInAnyOrderElementsOf(second));
            await(() -> assertThat(other.lookedAfter()).containsExactlyInAnyOrderElementsOf(first));
            await(() -> assertThat(versions(first).values()).doesNotContain("no status"));
            await(() -> assertThat(versions(second).values()).doesNotContain("no status"));
            assertThat(written(other)).containsExactlyInAnyOrderElementsOf(first);
            assertThat(written(mortal)).isSubsetOf(second);
            assertThat(written(standby)).isSubsetOf(second).contains(second.getLast());
        }

        /** The versions of resources that somebody has written a status of. */
        private Map<String, String> versions(List<String> names) {
            return client
                    .resources(PredictiveScaler.class)
                    .inNamespace(OperatorFixture.NAMESPACE)
                    .list()
                    .getItems()
                    .stream()
                    .filter(scaler -> names.contains(scaler.getMetadata().getName()))
                    .collect(Collectors.toMap(
                            scaler -> scaler.getMetadata().getName(),
                            scaler -> scaler.getStatus() == null
                                    ? "no status"
                                    : scaler.getMetadata().getResourceVersion()));
        }

        /** The resources that an instance has written to. */
        private static List<String> written(Instance instance) {
            return instance.api().writes().stream()
                    .filter(write -> write.isTo("predictivescalers"))
                    .map(write -> write.path().replaceFirst(".*/predictivescalers/([^/]*).*", "$1"))
                    .distinct()
                    .toList();
        }
    }

    private Instance start(Shard shard, String lease) {
        FailingClient api = FailingClient.of(client);
        Instance instance = new Instance(
                OperatorRuntime.start(
                        api.client(),
                        new OperatorSettings(
                                new PrometheusSettings(
                                        new PrometheusSettings.OwnSource.None(),
                                        List.of(),
                                        Duration.ofSeconds(5),
                                        8,
                                        32L << 20),
                                new ReconcileSettings(Duration.ofSeconds(60), 1, 4, Benefits.Daily),
                                new WatchSettings.AllNamespaces(),
                                shard,
                                new LeaderElectionSettings.On(
                                        lease,
                                        new LeaderElectionSettings.LeaseNamespace.Named(OperatorFixture.NAMESPACE)),
                                new ServerSettings(0, "127.0.0.1"),
                                MaxMode.Enforce,
                                new KillSwitchSettings("predictive-scaler-kill-switch"),
                                LogFormat.text),
                        time,
                        deposed::incrementAndGet),
                api);
        instances.add(instance);
        return instance;
    }

    private String holder(String name) {
        var lease = lease(name).get();
        return lease == null || lease.getSpec().getHolderIdentity() == null
                ? ""
                : lease.getSpec().getHolderIdentity();
    }

    /** As if its holder had not renewed it for a minute. */
    private void expire(String name) {
        lease(name).edit(lease -> {
            lease.getSpec().setRenewTime(lease.getSpec().getRenewTime().minusMinutes(1));
            return lease;
        });
    }

    private Resource<Lease> lease(String name) {
        return client.leases().inNamespace(OperatorFixture.NAMESPACE).withName(name);
    }

    private String statuses() {
        return client.resources(PredictiveScaler.class)
                .inNamespace(OperatorFixture.NAMESPACE)
                .list()
                .getItems()
                .toString();
    }
}
