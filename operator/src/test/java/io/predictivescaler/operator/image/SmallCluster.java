package io.predictivescaler.operator.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.testkit.Leases;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Resources;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** An API server in memory that speaks TLS, and a Prometheus that has five weeks of a seeded demand, for an operator in a process of its own. */
final class SmallCluster implements AutoCloseable {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration PAST = Duration.ofDays(35);
    private static final Duration FUTURE = Duration.ofDays(1);

    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final PrometheusStub prometheus;

    private SmallCluster(KubernetesMockServer server, PrometheusStub prometheus) {
        this.server = server;
        this.client = server.createClient(new JdkHttpClientFactory());
        this.prometheus = prometheus;
    }

    static SmallCluster start(Instant now, long seed) {
        Map<ServerRequest, Queue<ServerResponse>> answers = new HashMap<>();
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(new ObjectMapper()),
                new MockWebServer(),
                answers,
                new KubernetesMixedDispatcher(
                        answers,
                        List.of(new CustomResourceDefinitionContext.Builder()
                                .withGroup(PredictiveScaler.GROUP)
                                .withVersion(PredictiveScaler.VERSION)
                                .withPlural("predictivescalers")
                                .withKind("PredictiveScaler")
                                .withScope("Namespaced")
                                // With a status subresource the mock drops a status whose request names its field
                                // manager.
                                .withStatusSubresource(false)
                                .build())),
                true);
        server.init(InetAddress.getLoopbackAddress(), 0);
        Leases.allowOn(server);
        return new SmallCluster(server, PrometheusStub.start().serving(OperatorFixture.QUERY, demand(now, seed)));
    }

    /** What the operator's process needs to know, as environment variables of the client library. */
    Map<String, String> environment() {
        return Map.of(
                "KUBERNETES_MASTER", "https://127.0.0.1:" + server.getPort(),
                "KUBERNETES_TRUST_CERTIFICATES", "true",
                "KUBERNETES_AUTH_TOKEN", "of-nobody",
                "KUBERNETES_NAMESPACE", OperatorFixture.NAMESPACE,
                // Whoever runs this may have a kubeconfig, or be in a pod.
                "KUBECONFIG", "/nonexistent",
                "KUBERNETES_AUTH_TRYSERVICEACCOUNT", "false");
    }

    URI prometheus() {
        return prometheus.url();
    }

    /** A HorizontalPodAutoscaler and a PredictiveScaler of that name for it, with more of its spec: YAML indented by none. */
    void add(String name, String spec) {
        client.resource(OperatorFixture.hpaOf(name, 2, 50).build()).create();
        client.resource(Resources.parsed(
                        """
                apiVersion: predictivescaler.io/v1alpha1
                kind: PredictiveScaler
                metadata: {name: %s, namespace: %s}
                spec:
                  targetRef: {name: %s}
                  mode: Enforce
                  demand:
                  - query: %s
                    unit: req/s
                    capacityPerReplica: {fixed: 50}
                """.formatted(name, OperatorFixture.NAMESPACE, name, OperatorFixture.QUERY) + spec.indent(2)))
                .create();
    }

    /** The smallest, of these numbers. */
    void add(int from, int to) {
        IntStream.range(from, to).forEach(i -> add("workload-" + i, ""));
    }

    /** The status of a condition once it is that; fails when that takes too long. */
    void awaitCondition(String name, String type, String status, Duration atMost) {
        client.resources(PredictiveScaler.class)
                .inNamespace(OperatorFixture.NAMESPACE)
                .withName(name)
                .waitUntilCondition(
                        found -> found != null && has(found, type, status), atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until so many resources have a forecast. */
    void awaitForecasts(int count, Duration atMost) {
        Awaitility.await()
                .atMost(atMost)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> client
                                        .resources(PredictiveScaler.class)
                                        .inNamespace(OperatorFixture.NAMESPACE)
                                        .list()
                                        .getItems()
                                        .stream()
                                        .filter(found -> has(found, "ForecastReady", "True"))
                                        .count()
                                >= count);
    }

    @Override
    public void close() {
        client.close();
        prometheus.close();
        server.destroy();
    }

    private static boolean has(PredictiveScaler scaler, String type, String status) {
        return scaler.getStatus() != null
                && scaler.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals(type)
                                && condition.getStatus().equals(status));
    }

    /** By day a hill, smaller at the weekend, with noise. */
    private static Reply demand(Instant now, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instant start = now.minus(PAST).truncatedTo(ChronoUnit.DAYS);
        int steps = (int) PAST.plus(FUTURE).dividedBy(STEP);
        double[] values = IntStream.range(0, steps)
                .mapToDouble(i -> {
                    double days = (double) i / Duration.ofDays(1).dividedBy(STEP);
                    double hill = 1 - Math.cos(2 * Math.PI * days);
                    return (100 + (days % 7 < 5 ? 600 : 200) * hill) * random.nextDouble(0.95, 1.05);
                })
                .toArray();
        return Reply.holding(Series.of(start, STEP, values));
    }
}
