package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.metrics.TestAuthority;
import io.predictivescaler.operator.testkit.Autumn;
import io.predictivescaler.operator.testkit.EmulatedApiServer;
import io.predictivescaler.operator.testkit.Examples;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.RangeRequestSeen;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code examples/}, applied as it stands to one API server and looked after by one operator. Only two things are not as
 * written: addresses of a Prometheus lead to the test's, with what they were as the beginning of the path, and placeholders for certificates
 * are certificates.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExamplesScenarios {
    private final TestAuthority authority = new TestAuthority("corporate");
    private final TestAuthority.Issued identity = authority.client("EC");
    private PrometheusStub prometheus;
    private PrometheusStub elsewhere;
    private PrometheusStub secured;
    private OperatorFixture operator;

    abstract KubernetesClient client();

    abstract String namespace();

    /** With what the operator is allowed to do. */
    abstract KubernetesClient operators();

    /** The object as it is sent. */
    abstract ObjectNode sent(ObjectNode object);

    static Stream<Path> examples() {
        return Examples.all().stream();
    }

    @BeforeAll
    void applyAll() {
        prometheus = PrometheusStub.start();
        elsewhere = PrometheusStub.start();
        secured = PrometheusStub.startTls(
                authority.serverContext(
                        authority.server(new GeneralName(GeneralName.dNSName, "prometheus.example.com"))),
                showingACertificate());
        Stream.of(prometheus, elsewhere, secured).forEach(ExampleScenes::serve);
        examples()
                .flatMap(example -> EmulatedApiServer.documents(example).stream())
                .forEach(document -> apply(document.deepCopy()));
        operator = OperatorFixture.on(client(), prometheus.url(), Autumn.MORNING)
                .in(namespace())
                .allowing("127.0.0.1")
                .start(operators());
    }

    @AfterAll
    void stop() {
        operator.close();
        Stream.of(prometheus, elsewhere, secured).forEach(PrometheusStub::close);
    }

    private static SSLParameters showingACertificate() {
        SSLParameters parameters = new SSLParameters();
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    private void apply(ObjectNode object) {
        object.withObject("metadata").put("namespace", namespace());
        readdress(object.at("/spec/prometheus"));
        object.at("/spec/demand").forEach(entry -> readdress(entry.at("/history/prometheus")));
        certify(object);
        client().genericKubernetesResources(kindOf(object))
                .inNamespace(namespace())
                .resource(Serialization.unmarshal(sent(object).toString(), GenericKubernetesResource.class))
                .fieldValidation(Validation.STRICT)
                .create();
    }

    private void readdress(JsonNode source) {
        if (source instanceof ObjectNode object) {
            URI url = URI.create(object.path("url").asText());
            PrometheusStub stub = object.has("tls") ? secured : elsewhere;
            object.put("url", stub.url() + "/" + url.getAuthority() + url.getPath());
        }
    }

    private void certify(ObjectNode object) {
        switch (object.path("metadata").path("name").asText()) {
            case "booking-ca" -> object.withObject("data").put("ca.crt", authority.pem());
            case "booking-client" ->
                object.withObject("stringData")
                        .put("tls.crt", identity.certificatePem())
                        .put("tls.key", identity.keyPem());
            default -> {}
        }
    }

    private static ResourceDefinitionContext kindOf(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        int slash = apiVersion.indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(apiVersion.substring(0, Math.max(0, slash)))
                .withVersion(apiVersion.substring(slash + 1))
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(true)
                .build();
    }

    private static String nameOf(String file) {
        return Examples.scaler(Examples.named(file)).at("/metadata/name").asText();
    }

    private PredictiveScalerStatus decided(String name) {
        operator.await(() -> {
            assertThat(operator.condition(name, "Ready"))
                    .as(operator.message(name, "Ready"))
                    .startsWith("True");
            assertThat(operator.condition(name, "ForecastReady"))
                    .as(operator.message(name, "ForecastReady"))
                    .startsWith("True");
            assertThat(operator.status(name).decision()).isNotNull();
        });
        operator.settle();
        return operator.status(name);
    }

    private static List<String> pathsOf(PrometheusStub stub, String query) {
        return stub.requests().stream()
                .filter(request -> request.query().contains(query))
                .map(RangeRequestSeen::path)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isUnderstoodForecastAndDecided(Path example) {
        JsonNode scaler = Examples.scaler(example);
        String name = scaler.at("/metadata/name").asText();

        PredictiveScalerStatus status = decided(name);

        for (String condition : List.of("TargetResolved", "DemandAvailable")) {
            assertThat(operator.condition(name, condition))
                    .as(operator.message(name, condition))
                    .startsWith("True");
        }
        assertThat(operator.condition(name, "Contended")).doesNotStartWith("True");
        // No example brings the Deployment, so nobody knows its pods; everything.yaml slows its raises down.
        assertThat(operator.events(name))
                .filteredOn(event -> event.startsWith("Warning"))
                .isSubsetOf("Warning PodsUnknown", "Warning RaiseStep");
        assertThat(status.decision().minReplicas())
                .as(status.decision().message())
                .isBetween(
                        ExampleScenes.of(example).least(),
                        ExampleScenes.of(example).most());
        assertThat(status.forecast().points()).isNotEmpty();
        assertThat(status.demand()).hasSameSizeAs(scaler.at("/spec/demand"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void movesTheFloorWhereItEnforcesAndOnlyThere(Path example) {
        JsonNode scaler = Examples.scaler(example);
        PredictiveScalerStatus status = decided(scaler.at("/metadata/name").asText());
        GenericKubernetesResource target = targetOf(example);
        boolean keda = target.getKind().equals("ScaledObject");
        Integer floor = target.get("spec", keda ? "minReplicaCount" : "minReplicas");

        if (scaler.at("/spec/mode").asText().equals("Enforce")) {
            assertThat(floor).isEqualTo(status.decision().minReplicas());
        } else {
            assertThat(floor).isEqualTo(2 + (example.endsWith("thanos-history.yaml") ? 1 : 0));
            assertThat(target.getMetadata().getAnnotations()).isNullOrEmpty();
        }
    }

    private GenericKubernetesResource targetOf(Path example) {
        JsonNode reference = Examples.scaler(example).at("/spec/targetRef");
        return EmulatedApiServer.documents(example).stream()
                .filter(document -> document.at("/metadata/name").equals(reference.path("name"))
                        && document.path("kind")
                                .asText()
                                .equals(reference.path("kind").asText("HorizontalPodAutoscaler")))
                .findFirst()
                .map(document -> client().genericKubernetesResources(kindOf(document))
                        .inNamespace(namespace())
                        .withName(reference.path("name").asText())
                        .require())
                .orElseThrow(() -> new AssertionError(example + " does not hold its target, " + reference));
    }

    @Test
    void theNeedierOfSeveralMetricsWins() {
        assertThat(decided(nameOf("several-metrics.yaml")).decision().message()).contains("connections");
    }

    @Test
    void theCalendarsSaleIsReckonedWith() {
        assertThat(decided(nameOf("calendar.yaml")).decision().minReplicas()).isGreaterThan(2 * 18);
    }

    @Test
    void theTenantsHeadersComeFromItsSecret() {
        decided(nameOf("mimir-tenant.yaml"));

        assertThat(elsewhere.requests())
                .filteredOn(request -> request.path().startsWith("/mimir-gateway.mimir/"))
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.path()).isEqualTo("/mimir-gateway.mimir/prometheus/api/v1/query_range");
                    assertThat(request.headers().getFirst("X-Scope-OrgID")).isEqualTo("shop");
                    assertThat(request.headers().getFirst("Authorization")).startsWith("Basic ");
                });
        assertThat(prometheus.requests())
                .isNotEmpty()
                .noneMatch(request -> request.headers().containsKey("X-Scope-OrgID"));
    }

    @Test
    void longHistoryIsReadWhereItIsKept() {
        decided(nameOf("thanos-history.yaml"));

        assertThat(pathsOf(elsewhere, "search:requests:rate5m"))
                .containsExactly("/thanos-query-frontend.monitoring:9090/api/v1/query_range");
        assertThat(pathsOf(prometheus, "shop-search-80@kubernetes")).containsExactly("/api/v1/query_range");
        assertThat(elsewhere.requests())
                .filteredOn(request -> request.query().contains("search:requests:rate5m"))
                .extracting(RangeRequestSeen::points)
                .satisfies(points -> assertThat(
                                points.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(8736));
    }

    @Test
    void capacityIsLearnedFromTheStandardSeries() {
        PredictiveScalerStatus.Demand demand =
                decided(nameOf("learned-capacity.yaml")).demand().getFirst();

        assertThat(demand.capacitySource()).isEqualTo("Learned");
        assertThat(demand.perReplica()).isCloseTo(ExampleScenes.LEARNED, withinPercentage(5));
    }

    @Test
    void whatSaysEverythingIsAskedForWithAllOfIt() {
        assertThat(decided(nameOf("everything.yaml")).demand())
                .extracting(PredictiveScalerStatus.Demand::capacitySource)
                .containsExactly("Fixed", "Learned");

        assertThat(secured.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/prometheus.shop:9090/api/v1/query_range");
            assertThat(request.headers().getFirst("X-Token")).isEqualTo("change-me");
        });
        assertThat(pathsOf(elsewhere, "booking:http_requests:rate5m"))
                .containsExactly("/thanos-query.monitoring:10902/api/v1/query_range");
    }

    @Test
    void aFloorThatGitLeavesOutIsGivenBackAsItWas() {
        decided(nameOf("gitops.yaml"));
        GenericKubernetesResource target = targetOf(Examples.named("gitops.yaml"));

        assertThat(target.getMetadata().getAnnotations().toString()).contains("\"baseline\":" + baselineOfGit());
    }

    /** As written down where minReplicas was not said. */
    abstract String baselineOfGit();
}
