package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Event;
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
import io.predictivescaler.operator.demand.Replays;
import io.predictivescaler.operator.scale.BoundsAnnotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** The operator on an API server and a clock of the test's, with one HorizontalPodAutoscaler {@code shop/checkout}. */
public final class OperatorFixture implements AutoCloseable {
    public static final String NAMESPACE = "shop";
    public static final String NAME = "checkout";
    public static final String QUERY = "sum(rate(http_requests_total{app=\"checkout\"}[5m]))";

    /** Most tests start on the same past, and judging it takes half of their time. */
    private static final Replays REPLAYS = new RememberedReplays();

    private final KubernetesClient client;
    private final SteppedTimekeeping time;
    private KubernetesClient operators;
    private OperatorSettings settings;
    private String namespace = NAMESPACE;
    private Running running = new Running.No();

    private sealed interface Running {
        record No() implements Running {}

        record Yes(OperatorRuntime runtime) implements Running {}
    }

    private OperatorFixture(KubernetesClient client, SteppedTimekeeping time, OperatorSettings settings) {
        this.client = client;
        this.operators = client;
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
                        new ReconcileSettings(Duration.ofSeconds(60), 1, 4, Benefits.Off),
                        new WatchSettings.AllNamespaces(),
                        new LeaderElectionSettings.Off(),
                        new ServerSettings(0, "127.0.0.1"),
                        MaxMode.Enforce,
                        new KillSwitchSettings("predictive-scaler-kill-switch"),
                        LogFormat.text));
    }

    /** In another namespace than {@code shop}, and blind to all others: for an API server that has more than one test's resources. */
    public OperatorFixture in(String other) {
        namespace = other;
        settings = new OperatorSettings(
                settings.prometheus(),
                settings.reconcile(),
                new WatchSettings.OnlyNamespaces(Set.of(other)),
                settings.shard(),
                settings.leaderElection(),
                settings.server(),
                settings.maxMode(),
                settings.killSwitch(),
                settings.logFormat());
        return this;
    }

    /** Looks after a part of the resources only, from the next start on. */
    public OperatorFixture ofShard(Shard shard) {
        settings = new OperatorSettings(
                settings.prometheus(),
                settings.reconcile(),
                settings.watch(),
                shard,
                settings.leaderElection(),
                settings.server(),
                settings.maxMode(),
                settings.killSwitch(),
                settings.logFormat());
        return this;
    }

    /** Lets resources name a Prometheus of their own on this host. */
    public OperatorFixture allowing(String host) {
        PrometheusSettings prometheus = settings.prometheus();
        settings = new OperatorSettings(
                new PrometheusSettings(
                        prometheus.ownSource(),
                        List.of(host),
                        prometheus.timeout(),
                        prometheus.concurrency(),
                        prometheus.responseLimit()),
                settings.reconcile(),
                settings.watch(),
                settings.shard(),
                settings.leaderElection(),
                settings.server(),
                settings.maxMode(),
                settings.killSwitch(),
                settings.logFormat());
        return this;
    }

    /** Looks at every resource this often from the next start on: for tests of hours, in which minutes do not matter. */
    public OperatorFixture refreshingEvery(Duration refresh) {
        return reconciling(new ReconcileSettings(
                refresh,
                settings.reconcile().fitThreads(),
                settings.reconcile().reconcileThreads(),
                settings.reconcile().benefits()));
    }

    /** With daily replays, from the next start on: tests that are not about them would only wait for them. */
    public OperatorFixture withBenefits() {
        return reconciling(new ReconcileSettings(
                settings.reconcile().refresh(),
                settings.reconcile().fitThreads(),
                settings.reconcile().reconcileThreads(),
                Benefits.Daily));
    }

    private OperatorFixture reconciling(ReconcileSettings reconcile) {
        settings = new OperatorSettings(
                settings.prometheus(),
                reconcile,
                settings.watch(),
                settings.shard(),
                settings.leaderElection(),
                settings.server(),
                settings.maxMode(),
                settings.killSwitch(),
                settings.logFormat());
        return this;
    }

    /** With other settings than a test's own, from the next start on; resources go where they went. */
    public OperatorFixture with(OperatorSettings chosen) {
        settings = chosen;
        return this;
    }

    public OperatorFixture withHpa(int minReplicas, int maxReplicas) {
        return withHpa(NAME, minReplicas, maxReplicas);
    }

    public OperatorFixture withHpa(String name, int minReplicas, int maxReplicas) {
        return withHpa(hpaOf(name, minReplicas, maxReplicas).build());
    }

    public OperatorFixture withHpa(HorizontalPodAutoscaler hpa) {
        client.resource(hpa).inNamespace(namespace).create();
        return this;
    }

    public static HorizontalPodAutoscalerBuilder hpaOf(String name, int minReplicas, int maxReplicas) {
        return new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", name)
                .withMinReplicas(minReplicas)
                .withMaxReplicas(maxReplicas)
                .endSpec();
    }

    /** The smallest resource, with more of its spec in {@code extra}: YAML indented by two. */
    public OperatorFixture withScaler(String mode, String extra) {
        return withScaler(NAME, mode, extra);
    }

    public OperatorFixture withScaler(String name, String mode, String extra) {
        client.resource(scaler(name, mode, extra)).inNamespace(namespace).create();
        return this;
    }

    /** One for another autoscaler than its own name says. */
    public OperatorFixture withScaler(String name, String target, String mode, String extra) {
        client.resource(scaler(name, target, mode, extra))
                .inNamespace(namespace)
                .create();
        return this;
    }

    /** One for the ScaledObject {@code checkout}. */
    public OperatorFixture withScalerOfScaledObject(String mode, String extra) {
        return withScalerOfScaledObject(NAME, mode, extra);
    }

    public OperatorFixture withScalerOfScaledObject(String name, String mode, String extra) {
        return withScaler(name, NAME + ", kind: ScaledObject", mode, extra);
    }

    /** Another spec for the resource that is there. */
    public OperatorFixture respec(String mode, String extra) {
        return respec(NAME, mode, extra);
    }

    public OperatorFixture respec(String target, String mode, String extra) {
        PredictiveScaler wanted = scaler(NAME, target, mode, extra);
        scalerResource(NAME).edit(found -> {
            found.setSpec(wanted.getSpec());
            return found;
        });
        return this;
    }

    /** Sets an annotation of the resource. */
    public OperatorFixture annotate(String key, String value) {
        scalerResource(NAME)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
        return this;
    }

    /** A resource that enforces on the HorizontalPodAutoscaler of its own name; {@code spec} is YAML, indented by none. */
    public OperatorFixture withEnforcing(String name, String spec) {
        client.resource(Serialization.unmarshal(
                        """
                        apiVersion: predictivescaler.io/v1alpha1
                        kind: PredictiveScaler
                        metadata: {name: %s, namespace: %s}
                        spec:
                          targetRef: {name: %s}
                          mode: Enforce
                          leadTime: {fixed: 5m}
                        """.formatted(name, namespace, name) + spec.indent(2), PredictiveScaler.class))
                .create();
        return this;
    }

    public static PredictiveScaler scaler(String name, String mode, String extra) {
        return scaler(name, NAME, mode, extra);
    }

    public static PredictiveScaler scaler(String name, String target, String mode, String extra) {
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
                                target,
                                mode,
                                QUERY,
                                extra.stripTrailing().indent(2)),
                PredictiveScaler.class);
    }

    public OperatorFixture start() {
        return start(operators);
    }

    /** Asks the API server as somebody else than the test, from the next start on. */
    public OperatorFixture as(KubernetesClient somebody) {
        operators = somebody;
        return this;
    }

    /** With a way of its own to the API server, which may break while the test's does not. */
    public OperatorFixture start(KubernetesClient another) {
        running = new Running.Yes(OperatorRuntime.start(another, settings, time, REPLAYS));
        settle();
        return this;
    }

    /** Stops the operator as a crash would: nothing is tidied, and what was due is forgotten. */
    public OperatorFixture stop() {
        switch (running) {
            case Running.Yes yes -> yes.runtime().close();
            case Running.No no -> {}
        }
        running = new Running.No();
        time.close();
        return this;
    }

    private OperatorRuntime runtime() {
        return switch (running) {
            case Running.Yes yes -> yes.runtime();
            case Running.No no -> throw new IllegalStateException("the operator does not run");
        };
    }

    /** Waits until nothing of the operator's is under way. Events of the API server may still come. */
    public void settle() {
        try {
            runtime().awaitIdle();
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
        return runtime().telemetryPort();
    }

    public KubernetesClient client() {
        return client;
    }

    public Resource<HorizontalPodAutoscaler> hpaResource() {
        return hpaResource(NAME);
    }

    public Resource<HorizontalPodAutoscaler> hpaResource(String name) {
        return client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .withName(name);
    }

    public HorizontalPodAutoscaler hpa() {
        return hpa(NAME);
    }

    public HorizontalPodAutoscaler hpa(String name) {
        return hpaResource(name).require();
    }

    public int floor() {
        return floor(NAME);
    }

    public int floor(String name) {
        return hpa(name).getSpec().getMinReplicas();
    }

    /** What the operator has written down on the target; empty when nothing (the mock API server keeps a removed key as null). */
    public String note() {
        return note(NAME);
    }

    public String note(String name) {
        return Optional.ofNullable(hpa(name).getMetadata().getAnnotations())
                .map(annotations -> annotations.get(BoundsAnnotation.KEY))
                .orElse("");
    }

    /** As somebody else would. */
    public OperatorFixture setBounds(int minReplicas, int maxReplicas) {
        return merge("{\"spec\":{\"minReplicas\":%d,\"maxReplicas\":%d}}".formatted(minReplicas, maxReplicas));
    }

    /** A JSON merge patch of the autoscaler, as somebody else would. */
    public OperatorFixture merge(String patch) {
        hpaResource().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        return this;
    }

    /** Overwrites what the operator has written down; null strips it. */
    public OperatorFixture setNote(@Nullable String text) {
        ObjectNode patch = new ObjectMapper().createObjectNode();
        patch.putObject("metadata").putObject("annotations").put(BoundsAnnotation.KEY, text);
        return merge(patch.toString());
    }

    /** The reasons of the events so far. */
    public List<String> events() {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .map(Event::getReason)
                .toList();
    }

    public Resource<PredictiveScaler> scalerResource(String name) {
        return client.resources(PredictiveScaler.class).inNamespace(namespace).withName(name);
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

    public String message(String type) {
        return message(NAME, type);
    }

    /** {@code type reason} of the events about a resource, each once. */
    public Set<String> events(String name) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name))
                .map(event -> event.getType() + " " + event.getReason())
                .collect(Collectors.toSet());
    }

    /** What the operator's own port answers. */
    public HttpResponse<String> page(String path) {
        URI uri = URI.create("http://127.0.0.1:" + telemetryPort() + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The series on the metrics page that are about a resource, by their name and other labels as they stand there. */
    public Map<String, Double> series(String name) {
        String about = "name=\"" + name + "\",namespace=\"" + namespace + "\"";
        return page("/metrics")
                .body()
                .lines()
                .filter(line -> line.contains(about))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' '))
                                .replace(about + ",", "")
                                .replace("," + about, "")
                                .replace("{" + about + "}", ""),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }

    /** Waits for what an event of the API server sets off. */
    public void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }

    @Override
    public void close() {
        stop();
    }
}
