package io.predictivescaler.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.scale.Workload;
import io.predictivescaler.operator.telemetry.ConditionReason;
import io.predictivescaler.operator.testkit.RealApiServer;
import io.predictivescaler.operator.testkit.WorkloadPods;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which pods are a workload's, and how they start, on a real API server. No controller runs: the tests make pods themselves. */
class RealApiServerPodsIT {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private static final String ROLLOUTS = "testkit.predictivescaler.io";

    private String namespace = "";

    @BeforeAll
    static void establish() {
        SERVER.establish(Path.of(System.getProperty("root.directory"), "operator/src/test/resources/rollouts.yaml"));
    }

    @BeforeEach
    void start() {
        namespace = SERVER.newNamespace();
        SERVER.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("default")
                        .endMetadata()
                        .build())
                .create();
    }

    private PodSelectors.Answer ask(String apiVersion, String kind) {
        return new PodSelectors(SERVER.client()).of(namespace, new Workload(apiVersion, kind, "checkout"));
    }

    private void assertNoneSince(PodSelectors.Answer answer, String why) {
        assertThat(answer).isInstanceOfSatisfying(PodSelectors.Answer.None.class, none -> {
            assertThat(none.why().reason()).isEqualTo(ConditionReason.PodsUnknown);
            assertThat(none.why().message()).contains(why);
        });
    }

    private void rollout(String status) {
        GenericKubernetesResource rollout =
                Serialization.unmarshal("""
                apiVersion: %s/v1alpha1
                kind: Rollout
                metadata: {name: checkout, namespace: %s}
                spec: {replicas: 2}
                """.formatted(ROLLOUTS, namespace), GenericKubernetesResource.class);
        SERVER.client().resource(rollout).create();
        SERVER.client().resource(rollout).editStatus(found -> {
            found.setAdditionalProperty("status", Serialization.unmarshal(status, Object.class));
            return found;
        });
    }

    @Test
    void aDeploymentSaysWhichPodsAreItsOwn() {
        SERVER.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: checkout, namespace: %s}
                        spec:
                          selector: {matchLabels: {app: checkout}}
                          template:
                            metadata: {labels: {app: checkout}}
                            spec: {containers: [{name: main, image: registry.example/main:1}]}
                        """.formatted(namespace), Deployment.class))
                .create();
        assertThat(ask("apps/v1", "Deployment")).isEqualTo(new PodSelectors.Answer.Selector("app=checkout"));
    }

    @Test
    void aCustomResourceSaysItToo() {
        rollout("{\"replicas\": 2, \"selector\": \"app=checkout,tier in (web)\"}");
        assertThat(ask(ROLLOUTS + "/v1alpha1", "Rollout"))
                .isEqualTo(new PodSelectors.Answer.Selector("app=checkout,tier in (web)"));
    }

    @Test
    void aCustomResourceThatDoesNotSayItIsTold() {
        rollout("{\"replicas\": 2}");
        assertNoneSince(ask(ROLLOUTS + "/v1alpha1", "Rollout"), "has no selector");
    }

    @Test
    void aKindWithoutScaleIsTold() {
        rollout("{\"replicas\": 2}");
        assertNoneSince(ask(ROLLOUTS + "/v1alpha2", "Rollout"), "no scale subresource of it");
    }

    @Test
    void aWorkloadThatIsNotThereIsTold() {
        assertNoneSince(ask("apps/v1", "StatefulSet"), "there is no StatefulSet 'checkout'");
    }

    @Test
    void aKindThatIsNotKnownIsTold() {
        assertNoneSince(ask("argoproj.io/v1alpha1", "Rollout"), "the cluster knows no Rollout");
    }

    @Test
    void aPodIsSeenStarting() {
        PodLog log = new PodLog();
        assertThat(PodWatch.mayList(SERVER.client(), namespace, "app=checkout")).isTrue();
        try (PodWatch watch = PodWatch.begin(SERVER.client(), namespace, "app=checkout", log, Clock.systemUTC())) {
            WorkloadPods pods = WorkloadPods.of(SERVER.client(), namespace, "checkout");
            List<String> names = pods.created(1, Instant.EPOCH);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> watch.sees());
            pods.ready(names, Instant.now().plusSeconds(1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(log.startUps().size()).isEqualTo(1));
        }
    }
}
