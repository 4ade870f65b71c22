package io.predictivescaler.operator.scale;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.predictivescaler.operator.ResourceKey;
import java.util.List;
import java.util.Optional;

/** The autoscalers of one kind on the API server. Its refusals come out as the client library's exceptions. */
sealed interface Autoscalers permits HpaAutoscalers, KedaAutoscalers {
    TargetLookup find(ResourceKey key);

    /** The object with this key, or empty. */
    Optional<? extends HasMetadata> get(ResourceKey key);

    /** Those of a namespace; none where the cluster does not know the kind. */
    List<Target> in(String namespace);

    /** Those of all namespaces; none where the cluster does not know the kind. */
    List<Target> everywhere();

    /** The target as it stands after the patch. */
    Target patch(Target before, PatchContext how, String patch);
}
