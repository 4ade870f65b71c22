package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScaler;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The finalizers of PredictiveScalers, without which a deletion need not wait for an operator. */
final class Finalizers {
    private final KubernetesClient client;

    Finalizers(KubernetesClient client) {
        this.client = client;
    }

    List<PredictiveScaler> in(String namespace) {
        return client.resources(PredictiveScaler.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    List<PredictiveScaler> everywhere() {
        return client.resources(PredictiveScaler.class).inAnyNamespace().list().getItems();
    }

    /**
     * Takes the finalizer off those that have it and hold nothing.
     *
     * @param idle whether the one with this UID holds nothing
     */
    List<ResourceKey> release(List<PredictiveScaler> scalers, Predicate<String> idle) {
        List<ResourceKey> released = new ArrayList<>();
        for (PredictiveScaler scaler : scalers) {
            var meta = scaler.getMetadata();
            if (scaler.hasFinalizer(PredictiveScaler.BASELINE_FINALIZER) && idle.test(meta.getUid())) {
                release(scaler);
                released.add(new ResourceKey(meta.getNamespace(), meta.getName()));
            }
        }
        return released;
    }

    private void release(PredictiveScaler scaler) {
        try {
            PrimaryUpdateAndCacheUtils.removeFinalizer(client, scaler, PredictiveScaler.BASELINE_FINALIZER);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw refused;
            }
        }
    }
}
