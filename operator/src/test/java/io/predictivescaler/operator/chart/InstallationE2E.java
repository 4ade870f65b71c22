package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.predictivescaler.operator.testkit.Examples;
import io.predictivescaler.operator.testkit.InstalledChart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A user's way in a cluster with all its controllers: k3s, the chart with the image as Jib builds it, a Prometheus that remembers eight
 * days of traffic, and the example of a web service, which is in the middle of its daily rush. {@code K3S_IMAGE} names another version.
 */
class InstallationE2E {
    private static final Path IMAGE = Path.of(System.getProperty("root.directory"), "operator/target/jib-image.tar");
    private static final String RELEASE = InstalledChart.RELEASE;
    private static final String SHOP = "shop";
    private static final String SERVICE = "storefront";
    /** 500 requests a second, 50 for each replica. */
    private static final int NEEDED = 10;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static K3sContainer k3s;
    private static KubernetesClient client;

    @BeforeAll
    static void startACluster() throws IOException, InterruptedException {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "skipped: Docker does not answer, and k3s runs in it");
        assumeTrue(
                Files.exists(IMAGE),
                "skipped: there is no image for k3s in Docker: mvn -Pimage -pl operator -am package -DskipTests makes it");
        k3s = new K3sContainer(DockerImageName.parse(
                Optional.ofNullable(System.getenv("K3S_IMAGE")).orElse("rancher/k3s:v1.34.1-k3s1")));
        k3s.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(k3s.getKubeConfigYaml()))
                .build();
        k3s.copyFileToContainer(MountableFile.forHostPath(IMAGE), "/image.tar");
        Container.ExecResult imported = k3s.execInContainer("ctr", "-n", "k8s.io", "images", "import", "/image.tar");
        assertThat(imported.getExitCode()).as(imported.getStderr()).isZero();
        try (InputStream cluster = InstallationE2E.class.getResourceAsStream("/e2e.yaml")) {
            client.load(cluster).serverSideApply();
        }
        await(() -> assertThat(ready(SHOP, "prometheus")).isEqualTo(1));
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (k3s != null) {
            k3s.stop();
        }
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }

    private static int ready(String namespace, String deployment) {
        return Optional.ofNullable(client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(deployment)
                        .require()
                        .getStatus()
                        .getReadyReplicas())
                .orElse(0);
    }

    private static HorizontalPodAutoscaler autoscaler() {
        return client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(SHOP)
                .withName(SERVICE)
                .require();
    }

    @Test
    void anInstallationHasTheCapacityThereAndTakesItsHandsOffWhenItGoes() throws IOException {
        new Helm(InstalledChart.directory())
                .install()
                .withName(RELEASE)
                .withNamespace(RELEASE)
                .createNamespace()
                .withKubeConfigContents(k3s.getKubeConfigYaml())
                .set("prometheus.url", "http://prometheus." + SHOP + ":9090")
                .call();
        await(() -> assertThat(ready(RELEASE, RELEASE)).isEqualTo(2));

        try (InputStream example = Files.newInputStream(Examples.named("web-service.yaml"))) {
            client.load(example).inNamespace(SHOP).serverSideApply();
        }

        await(() -> assertThat(autoscaler().getSpec().getMinReplicas()).isGreaterThanOrEqualTo(NEEDED));
        await(() -> assertThat(autoscaler().getStatus().getDesiredReplicas()).isGreaterThanOrEqualTo(NEEDED));
        await(() -> assertThat(ready(SHOP, SERVICE)).isGreaterThanOrEqualTo(NEEDED));

        Helm.uninstall(RELEASE)
                .withNamespace(RELEASE)
                .withKubeConfigContents(k3s.getKubeConfigYaml())
                .call();

        assertThat(autoscaler().getSpec().getMinReplicas()).isEqualTo(4);
        assertThat(client.apps()
                        .deployments()
                        .inNamespace(RELEASE)
                        .withName(RELEASE)
                        .get())
                .isNull();
    }
}
