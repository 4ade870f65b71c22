package io.predictivescaler.operator.testkit;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.OperatorRuntime;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.config.LeaderElectionSettings;
import io.predictivescaler.operator.config.LogFormat;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.ReconcileSettings;
import io.predictivescaler.operator.config.ServerSettings;
import io.predictivescaler.operator.config.WatchSettings;
import io.predictivescaler.operator.scale.BoundsAnnotation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** The operator on an API server and a clock of the test's, with one HorizontalPodAutoscaler {@code shop/checkout}. */
public final class OperatorFixture implements AutoCloseable {
    public static final String NAMESPACE = "shop";
    public static final String NAME = "checkout";
    public static final String QUERY = "sum(rate(http_requests_total{app=\"checkout\"}[5m]))";

    private final KubernetesClient client;
    private final SteppedTimekeeping time;
    private final OperatorSettings settings;
    private OperatorRuntime runtime;

    private OperatorFixture(KubernetesClient client, SteppedTimekeeping time, OperatorSettings settings) {
        this.client = client;
        this.time = time;
        this.settings = settings;
    }

    /** Not started yet. */
    public static OperatorFixture on(KubernetesClient client, URI prometheus, Instant start) {
        return new OperatorFixture(
                client,
                new SteppedTimekeeping(start),
                new OperatorSettings(
                        new PrometheusSettings(
                                new PrometheusSettings.OwnSource.At(
                                        prometheus,
                                        new PrometheusSettings.Credentials.None(),
                                        new PrometheusSettings.HeadersFile.None(),
                                        new PrometheusSettings.Trust.Default()),
                                List.of(),
                                Duration.ofSeconds(5),
                                8,
                                32L << 20),
                        new ReconcileSettings(Duration.ofSeconds(60), 1, 4),
                        new WatchSettings.AllNamespaces(),
                        new LeaderElectionSettings.Off(),
                        new ServerSettings(0, "127.0.0.1"),
                        MaxMode.Enforce,
                        LogFormat.text));
    }

    public OperatorFixture withHpa(int minReplicas, int maxReplicas) {
        client.resource(new HorizontalPodAutoscalerBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(NAME)
                        .endMetadata()
                        .withNewSpec()
                        .withNewScaleTargetRef("apps/v1", "Deployment", NAME)
                        .withMinReplicas(minReplicas)
                        .withMaxReplicas(maxReplicas)
                        .endSpec()
                        .build())
                .create();
        return this;
    }

    /** The smallest resource, with more of its spec in {@code extra}: YAML indented by two. */
    public OperatorFixture withScaler(String mode, String extra) {
        return withScaler(NAME, mode, extra);
    }

    public OperatorFixture withScaler(String name, String mode, String extra) {
        client.resource(scaler(name, mode, extra)).create();
        return this;
    }

    public static PredictiveScaler scaler(String name, String mode, String extra) {
        return Serialization.unmarshal(
                """
                apiVersion: predictivescaler.io/v1alpha1
                kind: PredictiveScaler
                metadata: {name: %s, namespace: %s}
                spec:
                  targetRef: {name: %s}
                  mode: %s
                  demand:
                  - query: %s
                    unit: req/s
                    capacityPerReplica: {fixed: 50}
                %s
                """.formatted(
                                name,
                                NAMESPACE,
                                NAME,
                                mode,
                                QUERY,
                                extra.stripTrailing().indent(2)),
                PredictiveScaler.class);
    }

    public OperatorFixture start() {
        runtime = OperatorRuntime.start(client, settings, time);
        settle();
        return this;
    }

    /** Stops the operator as a crash would: nothing is tidied. */
    public OperatorFixture stop() {
        runtime.close();
        return this;
    }

    /** Waits until nothing of the operator's is under way. Events of the API server may still come. */
    public void settle() {
        try {
            runtime.awaitIdle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public OperatorFixture pass(Duration time) {
        this.time.advance(time, this::settle);
        return this;
    }

    public OperatorFixture passUntil(Instant time) {
        return pass(Duration.between(this.time.now(), time));
    }

    public Instant now() {
        return time.now();
    }

    public int telemetryPort() {
        return runtime.telemetryPort();
    }

    public KubernetesClient client() {
        return client;
    }

    public Resource<HorizontalPodAutoscaler> hpaResource() {
        return client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(NAMESPACE)
                .withName(NAME);
    }

    public HorizontalPodAutoscaler hpa() {
        return hpaResource().require();
    }

    public int floor() {
        return hpa().getSpec().getMinReplicas();
    }

    /** What the operator has written down on the target; empty when nothing (the mock API server keeps a removed key as null). */
    public String note() {
        return Optional.ofNullable(hpa().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(BoundsAnnotation.KEY))
                .orElse("");
    }

    /** As somebody else would. */
    public OperatorFixture setBounds(int minReplicas, int maxReplicas) {
        hpaResource()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"minReplicas\":%d,\"maxReplicas\":%d}}".formatted(minReplicas, maxReplicas));
        return this;
    }

    public Resource<PredictiveScaler> scalerResource(String name) {
        return client.resources(PredictiveScaler.class).inNamespace(NAMESPACE).withName(name);
    }

    public PredictiveScaler scaler() {
        return scalerResource(NAME).require();
    }

    public PredictiveScalerStatus status() {
        return status(NAME);
    }

    public PredictiveScalerStatus status(String name) {
        return Optional.ofNullable(scalerResource(name).require().getStatus()).orElseGet(PredictiveScalerStatus::empty);
    }

    /** {@code status, reason} of a condition. */
    public String condition(String type) {
        return condition(NAME, type);
    }

    public String condition(String name, String type) {
        return status(name).conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .map(condition -> condition.getStatus() + ", " + condition.getReason())
                .findFirst()
                .orElse("none");
    }

    public String message(String name, String type) {
        return status(name).conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .map(condition -> condition.getMessage())
                .findFirst()
                .orElse("none");
    }

    /** Waits for what an event of the API server sets off. */
    public void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }

    @Override
    public void close() {
        runtime.close();
        time.close();
    }
}
