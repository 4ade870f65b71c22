package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.api.Crd;
import io.predictivescaler.operator.cli.Program;
import io.predictivescaler.operator.testkit.Access;
import io.predictivescaler.operator.testkit.Grant;
import io.predictivescaler.operator.testkit.InstalledChart;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.RealApiServer;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The chart installed by Helm on a real API server, and the operator run with the chart's arguments as the chart's ServiceAccount,
 * through all that it ever asks of the server. The audit log says what that took: exactly what the chart grants.
 */
class InstallationIT {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** It stands for election, reads histories and fits several models first. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private static final int RAISED = 18;
    private static final String NAME = OperatorFixture.NAME;
    private static final List<Workload> WORKLOADS = List.of(
            new Workload("deployment", "apps/v1", "Deployment"),
            new Workload("statefulset", "apps/v1", "StatefulSet"),
            new Workload("replicaset", "apps/v1", "ReplicaSet"),
            new Workload("controller", "v1", "ReplicationController"));
    private static final Workload ROLLOUT = new Workload("rollout", "testkit.predictivescaler.io/v1alpha1", "Rollout");

    /** What an autoscaler scales, and what the autoscaler is called. */
    private record Workload(String name, String apiVersion, String kind) {}

    private String namespace = "";
    private PrometheusStub prometheus;

    @BeforeAll
    static void establish() {
        SERVER.establish(Crd.file());
        SERVER.establish(Keda.crdFile());
        SERVER.establish(Path.of(System.getProperty("root.directory"), "operator/src/test/resources/rollouts.yaml"));
    }

    @BeforeEach
    void start() {
        namespace = SERVER.newNamespace();
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        SERVER.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: %s, namespace: %s}
                        spec:
                          selector: {matchLabels: {app: checkout}}
                          template:
                            metadata: {labels: {app: checkout}}
                            spec: {containers: [{name: main, image: registry.example/main:1}]}
                        """.formatted(NAME, namespace), Deployment.class))
                .create();
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    private void secret() {
        SERVER.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("tenant")
                        .endMetadata()
                        .addToStringData("id", "shop")
                        .build())
                .create();
    }

    private static InstalledChart installed(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        // Replays ask nothing of the API server, and take their time.
        all.put("operator.benefits", "Off");
        return InstalledChart.on(SERVER, all);
    }

    /** The life of an installation: floors go up, the kill switch stops all and is lifted, a resource is deleted, all is uninstalled. */
    private void live(InstalledChart chart, List<Workload> workloads, String extra) {
        Keda keda =
                Keda.on(SERVER.client(), namespace).withScaledObject(NAME, "minReplicaCount: 2\nmaxReplicaCount: 40");
        try (KubernetesClient own = chart.client()) {
            try (OperatorFixture operator = OperatorFixture.on(SERVER.client(), prometheus.url(), MORNING)
                    .in(namespace)
                    .with(chart.settings())) {
                workloads.forEach(workload -> withScaler(operator, workload, extra));
                operator.withScalerOfScaledObject("queue", "Enforce", extra).start(own);
                Awaitility.await().atMost(LONGEST_START).untilAsserted(() -> {
                    operator.pass(MINUTE);
                    assertThat(keda.min(NAME))
                            .as(() -> operator.status("queue").conditions().toString())
                            .isGreaterThanOrEqualTo(RAISED);
                    assertThat(workloads)
                            .allSatisfy(workload -> assertThat(operator.floor(workload.name()))
                                    .as(() -> operator.status(workload.name())
                                            .conditions()
                                            .toString())
                                    .isGreaterThanOrEqualTo(RAISED));
                });
                freezeAndLift(chart, operator, workloads.getFirst().name());
                operator.scalerResource("queue").delete();
                operator.await(
                        () -> assertThat(operator.scalerResource("queue").get()).isNull());
                assertThat(keda.min(NAME)).isEqualTo(2);
            }
            chart.uninstall(arguments -> restore(chart, arguments));
            assertThat(workloads)
                    .allSatisfy(workload -> assertThat(floor(workload.name())).isEqualTo(2));
        }
    }

    private void withScaler(OperatorFixture operator, Workload workload, String extra) {
        operator.withHpa(OperatorFixture.hpaOf(workload.name(), 2, 40)
                        .editMetadata()
                        .withNamespace(namespace)
                        .endMetadata()
                        .editSpec()
                        .withNewScaleTargetRef(workload.apiVersion(), workload.kind(), NAME)
                        .endSpec()
                        .build())
                .withScaler(workload.name(), workload.name(), "Enforce", extra);
    }

    /** Twice the same, so that an event is told again. */
    private static void freezeAndLift(InstalledChart chart, OperatorFixture operator, String name) {
        ConfigMap order = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(chart.namespace())
                .withName("predictive-scaler-kill-switch")
                .endMetadata()
                .addToData("mode", "Freeze")
                .build();
        for (int time = 0; time < 2; time++) {
            SERVER.client().resource(order).create();
            operator.await(
                    () -> assertThat(operator.condition(name, "Enforcing")).isEqualTo("False, KillSwitchFreeze"));
            SERVER.client().resource(order).delete();
            operator.await(
                    () -> assertThat(operator.condition(name, "Enforcing")).startsWith("True"));
            operator.pass(MINUTE);
        }
    }

    private static int restore(InstalledChart chart, String... arguments) {
        return new Program(
                        settings -> {
                            throw new AssertionError("restore starts no operator");
                        },
                        chart::client,
                        Map.of())
                .run(arguments);
    }

    private int floor(String autoscaler) {
        return SERVER.client()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .withName(autoscaler)
                .require()
                .getSpec()
                .getMinReplicas();
    }

    private static void assertExactlyUsed(Set<Grant> grants, Set<Access> accesses) {
        assertThat(accesses).noneMatch(access -> access.code() == HttpURLConnection.HTTP_FORBIDDEN);
        assertThat(accesses)
                .filteredOn(access -> grants.stream().noneMatch(grant -> grant.covers(access)))
                .as("what everybody may do: ask what they may do")
                .extracting(Access::resource)
                .containsOnly("selfsubjectrulesreviews");
        assertThat(grants)
                .filteredOn(grant -> accesses.stream().noneMatch(grant::covers))
                .as("granted and never used, but for what the framework insists on before it stands for election")
                .extracting(grant -> grant.verb() + " " + grant.resource())
                .containsOnly("update leases");
    }

    @Test
    void needsWhatTheDefaultsGrantAndNothingElse() {
        InstalledChart chart =
                installed(Map.of("prometheus.url", prometheus.url().toString()));

        Set<Grant> grants = chart.grants();

        live(chart, WORKLOADS, "");

        assertExactlyUsed(grants, SERVER.accesses(chart.user()));
    }

    @Test
    void needsNothingOutsideItsNamespacesWhenItIsToldThem() {
        secret();
        InstalledChart chart = installed(Map.of(
                "watch.namespaces[0]",
                namespace,
                "rbac.scales[0].apiGroup",
                "testkit.predictivescaler.io",
                "rbac.scales[0].resources[0]",
                "rollouts",
                "rbac.references.named[0].namespace",
                namespace,
                "rbac.references.named[0].secrets[0]",
                "tenant",
                "prometheus.allowedHosts[0]",
                prometheus.url().getHost()));
        Set<Grant> grants = chart.grants();
        List<Workload> workloads = new ArrayList<>(WORKLOADS);
        workloads.add(ROLLOUT);

        live(chart, workloads, """
                prometheus:
                  url: %s
                  headers: [{name: X-Scope-OrgID, valueFrom: {secretKeyRef: {name: tenant, key: id}}}]
                """.formatted(prometheus.url()));

        assertExactlyUsed(grants, SERVER.accesses(chart.user()));
        assertThat(grants).extracting(Grant::namespace).containsOnly(namespace, chart.namespace());
    }
}
