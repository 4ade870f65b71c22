package io.predictivescaler.operator.pods;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.predictivescaler.operator.scale.Workload;
import io.predictivescaler.operator.telemetry.ConditionReason;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks a workload's {@code scale} subresource which pods are its own: the autoscaler's controller asks the same, of any kind. */
final class PodSelectors {
    /** What came of asking. */
    sealed interface Answer {
        /** A label selector, as the API writes it. */
        record Selector(String text) implements Answer {}

        record None(Sight.Obstructed why) implements Answer {}
    }

    /** Of Kubernetes itself, so that nobody need be asked what they are called. */
    private static final Map<String, String> PLURALS = Map.of(
            "apps/v1/Deployment", "deployments",
            "apps/v1/StatefulSet", "statefulsets",
            "apps/v1/ReplicaSet", "replicasets",
            "v1/ReplicationController", "replicationcontrollers");

    private final KubernetesClient client;

    PodSelectors(KubernetesClient client) {
        this.client = client;
    }

    /** One or two small reads. An API server that is away comes out as the client library's exception. */
    Answer of(String namespace, Workload workload) {
        Optional<String> plural = plural(workload);
        if (plural.isEmpty()) {
            return none(
                    ConditionReason.PodsUnknown,
                    "the cluster knows no " + workload.kind() + " of " + workload.apiVersion()
                            + ": correct scaleTargetRef");
        }
        try {
            return selector(workload, scale(namespace, workload, plural.get()));
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_FORBIDDEN ->
                    none(
                            ConditionReason.PodsForbidden,
                            "the operator may not get " + plural.get() + "/scale" + inGroup(workload) + ": allow it");
                case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_BAD_METHOD ->
                    none(ConditionReason.PodsUnknown, absent(workload, plural.get(), e));
                default -> throw e;
            };
        }
    }

    private Scale scale(String namespace, Workload workload, String plural) {
        String version = workload.apiVersion().substring(workload.apiVersion().indexOf('/') + 1);
        ResourceDefinitionContext type = new ResourceDefinitionContext.Builder()
                .withGroup(workload.group())
                .withVersion(version)
                .withKind(workload.kind())
                .withPlural(plural)
                .withNamespaced(true)
                .build();
        return client.genericKubernetesResources(type)
                .inNamespace(namespace)
                .withName(workload.name())
                .scale();
    }

    /** Without a selector all pods of the namespace would be meant, and most of them are others'. */
    private static Answer selector(Workload workload, Scale scale) {
        return Optional.ofNullable(scale.getStatus())
                .map(status -> status.getSelector())
                .filter(text -> !text.isBlank())
                .<Answer>map(Answer.Selector::new)
                .orElseGet(() -> none(
                        ConditionReason.PodsUnknown,
                        "the scale of " + workload + " has no selector: set labelSelectorPath in its definition"));
    }

    /** The API server answers alike, and names the object, where its kind has no such subresource: what it serves tells the two apart. */
    private String absent(Workload workload, String plural, KubernetesClientException e) {
        boolean named = e.getStatus() != null
                && e.getStatus().getDetails() != null
                && e.getStatus().getDetails().getName() != null;
        return named && isScaled(workload, plural)
                ? "there is no " + workload + ": create it, or correct scaleTargetRef"
                : "there is no " + workload + ", or no scale subresource of it: correct scaleTargetRef";
    }

    private boolean isScaled(Workload workload, String plural) {
        return PLURALS.containsKey(key(workload))
                || served(workload).anyMatch(resource -> resource.getName().equals(plural + "/scale"));
    }

    private static String inGroup(Workload workload) {
        return workload.group().isEmpty() ? "" : " of API group " + workload.group();
    }

    private static Answer none(ConditionReason reason, String message) {
        return new Answer.None(new Sight.Obstructed(reason, message));
    }

    private Optional<String> plural(Workload workload) {
        return Optional.ofNullable(PLURALS.get(key(workload)))
                .or(() -> served(workload)
                        .filter(resource -> workload.kind().equals(resource.getKind()))
                        .map(APIResource::getName)
                        .filter(name -> !name.contains("/"))
                        .findFirst());
    }

    private static String key(Workload workload) {
        return workload.apiVersion() + "/" + workload.kind();
    }

    private Stream<APIResource> served(Workload workload) {
        return Optional.ofNullable(client.getApiResources(workload.apiVersion()))
                .map(APIResourceList::getResources)
                .orElseGet(List::of)
                .stream();
    }
}
