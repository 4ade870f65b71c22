package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.scale.BoundsAnnotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** KEDA's side of a cluster, played by the test: its CRD, ScaledObjects, and the HorizontalPodAutoscalers that it makes for them. */
public final class Keda {
    private static final ResourceDefinitionContext TYPE = new ResourceDefinitionContext.Builder()
            .withGroup("keda.sh")
            .withVersion("v1alpha1")
            .withKind("ScaledObject")
            .withPlural("scaledobjects")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;
    private final String namespace;

    private Keda(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Not installed yet. */
    public static Keda on(KubernetesClient client, String namespace) {
        return new Keda(client, namespace);
    }

    /** KEDA's definition of a ScaledObject. */
    public static Path crdFile() {
        return Path.of(System.getProperty("root.directory"), "operator/src/test/resources/keda-scaledobjects.yaml");
    }

    /** Has the mock API server know the kind. */
    public Keda installed() {
        client.resource(crd()).create();
        return this;
    }

    /** Has the mock API server forget the kind. */
    public void uninstalled() {
        client.resource(crd()).delete();
    }

    private static CustomResourceDefinition crd() {
        try {
            return Serialization.unmarshal(Files.readString(crdFile()), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A ScaledObject for the Deployment of its name; {@code bounds} is YAML, indented by none, and may be empty. */
    public Keda withScaledObject(String name, String bounds) {
        scaledObject(name, bounds);
        return this;
    }

    /** As the API server took it. */
    public GenericKubernetesResource scaledObject(String name, String bounds) {
        return client.genericKubernetesResources(TYPE)
                .inNamespace(namespace)
                .resource(parsed(namespace, name, bounds))
                .create();
    }

    private static GenericKubernetesResource parsed(String namespace, String name, String bounds) {
        return Serialization.unmarshal(
                """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: %s, namespace: %s}
                spec:
                  scaleTargetRef: {name: %s}
                  triggers: [{type: prometheus, metadata: {query: requests, threshold: "50"}}]
                """.formatted(name, namespace, name) + bounds.stripTrailing().indent(2),
                GenericKubernetesResource.class);
    }

    /** The HorizontalPodAutoscaler that KEDA makes, whose workload runs this many; with 0 it is switched off. */
    public Keda running(String name, int replicas) {
        var status = new HorizontalPodAutoscalerBuilder(OperatorFixture.hpaOf("keda-hpa-" + name, 1, 100)
                        .editMetadata()
                        .withNamespace(namespace)
                        .addToLabels("scaledobject.keda.sh/name", name)
                        .endMetadata()
                        .build())
                .withNewStatus()
                .withDesiredReplicas(replicas);
        var made = (replicas == 0
                        ? status.addNewCondition()
                                .withType("ScalingActive")
                                .withStatus("False")
                                .withReason("ScalingDisabled")
                                .endCondition()
                        : status.withCurrentReplicas(replicas))
                .endStatus()
                .build();
        var hpas = client.autoscaling().v2().horizontalPodAutoscalers().inNamespace(namespace);
        if (hpas.withName("keda-hpa-" + name).get() != null) {
            hpas.withName("keda-hpa-" + name).delete();
        }
        hpas.resource(made).create();
        return this;
    }

    public Resource<GenericKubernetesResource> resource(String name) {
        return client.genericKubernetesResources(TYPE).inNamespace(namespace).withName(name);
    }

    public GenericKubernetesResource get(String name) {
        return resource(name).require();
    }

    /** Null where it is left out. */
    public @Nullable Integer min(String name) {
        return get(name).get("spec", "minReplicaCount");
    }

    /** Null where it is left out. */
    public @Nullable Integer max(String name) {
        return get(name).get("spec", "maxReplicaCount");
    }

    /** What the operator has written down on it; empty when nothing. */
    public String note(String name) {
        return Optional.ofNullable(get(name).getMetadata().getAnnotations())
                .map(annotations -> annotations.get(BoundsAnnotation.KEY))
                .orElse("");
    }

    /** A JSON merge patch, as somebody else would. */
    public Keda merge(String name, String patch) {
        resource(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        return this;
    }

    /** No trigger is active, as KEDA tells. */
    public Keda inactive(String name) {
        resource(name).editStatus(found -> {
            found.setAdditionalProperty(
                    "status", Map.of("conditions", List.of(Map.of("type", "Active", "status", "False"))));
            return found;
        });
        return this;
    }

    public Keda setBounds(String name, int min, int max) {
        return merge(name, "{\"spec\":{\"minReplicaCount\":%d,\"maxReplicaCount\":%d}}".formatted(min, max));
    }

    /** Null removes it. */
    public Keda annotate(String name, String key, @Nullable String value) {
        ObjectNode patch = new ObjectMapper().createObjectNode();
        patch.putObject("metadata").putObject("annotations").put(key, value);
        return merge(name, patch.toString());
    }
}
