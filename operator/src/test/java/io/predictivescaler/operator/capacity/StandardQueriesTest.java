package io.predictivescaler.operator.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.scale.CpuTarget.Containers;
import io.predictivescaler.operator.scale.Workload;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardQueriesTest {
    private static StandardQueries of(String kind, String name) {
        return new StandardQueries("shop", new Workload("apps/v1", kind, name));
    }

    @Nested
    class OfReadyReplicas {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                Deployment  | max(kube_deployment_status_replicas_ready{namespace="shop", deployment="checkout"})
                StatefulSet | max(kube_statefulset_status_replicas_ready{namespace="shop", statefulset="checkout"})
                ReplicaSet  | max(kube_replicaset_status_ready_replicas{namespace="shop", replicaset="checkout"})
                """)
        void askTheWorkloadItself(String kind, String query) {
            assertThat(of(kind, "checkout").replicas()).isEqualTo(query);
        }

        @Test
        void countPodsOfKindsThatHaveNoSeriesOfTheirOwn() {
            assertThat(of("CloneSet", "checkout").replicas())
                    .startsWith("sum(max by (pod) (kube_pod_status_ready{namespace=\"shop\", pod=~\"checkout-(")
                    .endsWith("\", condition=\"true\"}))");
        }
    }

    @Nested
    class OfUtilization {
        @Test
        void compareWhatReadyPodsUseWithWhatTheyRequest() {
            String pods = "namespace=\"shop\", pod=~\"search-[0-9]+\"";
            String ready =
                    " * on (pod) group_left () max by (pod) (kube_pod_status_ready{" + pods + ", condition=\"true\"}))";
            assertThat(of("StatefulSet", "search").utilization(new Containers.All()))
                    .isEqualTo("100 * sum(max by (pod, container) (rate(container_cpu_usage_seconds_total{" + pods
                            + ", container!=\"\", container!=\"POD\"}[5m]))" + ready
                            + " / sum(max by (pod, container) (kube_pod_container_resource_requests{" + pods
                            + ", resource=\"cpu\"})" + ready);
        }

        @Test
        void speakOfOneContainerWhereTheAutoscalerDoes() {
            assertThat(of("Deployment", "checkout").utilization(new Containers.One("app")))
                    .contains(", container=\"app\"}[5m]", "resource=\"cpu\", container=\"app\"}")
                    .doesNotContain("POD");
        }

        @Test
        void nameNoOtherNamespace() {
            for (String kind : List.of("Deployment", "StatefulSet", "ReplicaSet", "Rollout", "CloneSet")) {
                String query = of(kind, "checkout").utilization(new Containers.All())
                        + of(kind, "checkout").replicas();
                assertThat(query.split("[{]namespace=\"shop\", ", -1))
                        .as(query)
                        .hasSameSizeAs(query.split("[a-z]+[{](?=[a-z])", -1));
            }
        }
    }

    @Nested
    class WhichPods {
        @ParameterizedTest
        @CsvSource({
            "Deployment, checkout, checkout-7d4b9c6f5d-x2x4z",
            "Deployment, checkout, checkout-85f-lw9zv",
            "Deployment, check.out, check.out-7d4b9c6f5d-x2x4z",
            "Rollout, checkout, checkout-7d4b9c6f5d-x2x4z",
            "StatefulSet, search, search-0",
            "StatefulSet, search, search-17",
            "ReplicaSet, web, web-x2x4z",
            "CloneSet, web, web-x2x4z",
            "DeploymentConfig, web, web-31-x2x4z",
        })
        void areAWorkloadsOwn(String kind, String name, String pod) {
            assertThat(pod).matches(of(kind, name).podNames());
        }

        @ParameterizedTest
        @CsvSource({
            "Deployment, checkout, checkout-api-7d4b9c6f5d-x2x4z",
            "Deployment, checkout, my-checkout-7d4b9c6f5d-x2x4z",
            "Deployment, checkout, checkout-api-0",
            "Deployment, checkout, checkout-0",
            "Deployment, checkout, checkout-worker-x2x4z",
            "Deployment, check.out, checkxout-7d4b9c6f5d-x2x4z",
            "StatefulSet, search, search-7d4b9c6f5d-x2x4z",
            "StatefulSet, search, search-data-0",
            "ReplicaSet, web, web-7d4b9c6f5d-x2x4z",
        })
        void areNotAnothersOne(String kind, String name, String pod) {
            assertThat(pod).doesNotMatch(of(kind, name).podNames());
        }

        @Test
        void areFoundWhereTheNameIsCutOff() {
            String name = "a-deployment-whose-name-is-so-long-that-it-is-cut-off";
            assertThat("a-deployment-whose-name-is-so-long-that-it-is-cut-off-7d4bx2x4z")
                    .hasSize(63)
                    .matches(of("Deployment", name).podNames());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout\"} or secrets{a=\"", "a|b", "", "Checkout", "a.*"})
    void areNotMadeOfWhatIsNoName(String name) {
        assertThat(of("Deployment", name).areOfOneWorkload()).isFalse();
        assertThat(of("Deployment", "checkout").areOfOneWorkload()).isTrue();
    }
}
