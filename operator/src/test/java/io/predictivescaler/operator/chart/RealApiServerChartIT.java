package io.predictivescaler.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.testkit.RealApiServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart renders, judged by a real API server: every field, every enumeration, every rule of admission. */
class RealApiServerChartIT {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    @TempDir
    static Path scratch;

    private static HelmChart chart;

    @BeforeAll
    static void prepare() {
        chart = new HelmChart(scratch);
        for (String namespace : List.of("ops", "shop", "bank")) {
            SERVER.client()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .fieldManager("predictive-scaler-tests")
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    static List<ChartMatrix.Case> matrix() {
        return ChartMatrix.all().toList();
    }

    /** The Prometheus Operator's kinds are not this server's; {@link ChartSchemaIT} judges them. */
    private static boolean isKnown(JsonNode object) {
        return !object.path("apiVersion").asText().startsWith("monitoring.coreos.com/");
    }

    private static Resource<GenericKubernetesResource> on(JsonNode object) {
        return SERVER.client().resource(Serialization.unmarshal(object.toString(), GenericKubernetesResource.class));
    }

    private enum Effect {
        ToldOnly,
        Written
    }

    /** As {@code kubectl apply --server-side --validate=strict} does. */
    private static void apply(JsonNode object, Effect effect) {
        PatchContext.Builder request = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("kubectl")
                .withForce(true)
                .withFieldValidation("Strict");
        if (effect == Effect.ToldOnly) {
            request.withDryRun(List.of("All"));
        }
        assertThat(on(object).patch(request.build(), object.toString())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void takesEveryObject(ChartMatrix.Case values) {
        assertThat(chart.everything(values.release()).objects())
                .filteredOn(RealApiServerChartIT::isKnown)
                .hasSizeGreaterThan(1)
                .allSatisfy(object -> apply(object, Effect.ToldOnly));
    }

    /** Without this, the fact above could not fail. */
    @Test
    void refusesWhatItDoesNotKnow() {
        ObjectNode deployment =
                chart.installed(HelmChart.Release.with("{}")).only("Deployment").deepCopy();
        ((ObjectNode) deployment.get("spec")).put("replica", 2);
        assertThatThrownBy(() -> apply(deployment, Effect.ToldOnly))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("replica");
    }

    @Test
    void takesThePlainManifestsInTheirOrder() {
        Manifests manifests = Manifests.in(ChartMatrix.read(PlainManifests.FILE));
        try {
            manifests.objects().forEach(object -> apply(object, Effect.Written));
            assertThat(manifests.objects())
                    .allSatisfy(object -> assertThat(on(object).get()).isNotNull());
            apply(pod(manifests.only("Deployment")), Effect.ToldOnly);
        } finally {
            // Others use the definition, and nothing here would ever finish the deletion of a namespace.
            manifests.objects().reversed().stream()
                    .filter(object -> !List.of("Namespace", "CustomResourceDefinition")
                            .contains(object.path("kind").asText()))
                    .forEach(object -> on(object).delete());
        }
    }

    /** What a Deployment would make, there is no controller here to do it. Its namespace takes no pod with privileges. */
    private static JsonNode pod(JsonNode deployment) {
        ObjectNode pod = deployment.at("/spec/template").deepCopy();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.withObject("metadata").put("name", "one").put("namespace", PlainManifests.NAME);
        return pod;
    }

    /** What a Deployment selects cannot be changed: an upgrade that tried to would be refused. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "replicas: 0", "shards: 2", "shards: 3", "{shards: 3, replicas: 1}"})
    void upgradesFromOneShardToAnyNumberAndBack(String values) {
        String namespace = SERVER.newNamespace();
        for (String version : List.of("{}", values, "shards: 4", values, "{}")) {
            HelmChart.Release release = HelmChart.Release.with(version).named("ps", namespace);
            assertThat(chart.installed(release).all("Deployment"))
                    .isNotEmpty()
                    .allSatisfy(deployment -> apply(deployment, Effect.Written));
        }
    }
}
