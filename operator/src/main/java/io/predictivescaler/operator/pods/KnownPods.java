package io.predictivescaler.operator.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a watch keeps of each pod: no more than which it is. Whole pods take far more, and there are many; what is known of them
 * otherwise stands in the {@link PodLog}.
 */
final class KnownPods implements ItemStore<Pod> {
    private final Map<String, Pod> pods = new ConcurrentHashMap<>();

    /** By UID: a StatefulSet's next pod has the name of the last. */
    @Override
    public String getKey(Pod pod) {
        return pod.getMetadata().getUid();
    }

    @Override
    public @Nullable Pod put(String key, Pod pod) {
        var meta = pod.getMetadata();
        return pods.put(
                key,
                new PodBuilder()
                        .withNewMetadata()
                        .withUid(meta.getUid())
                        .withNamespace(meta.getNamespace())
                        .withName(meta.getName())
                        .withResourceVersion(meta.getResourceVersion())
                        .endMetadata()
                        .build());
    }

    @Override
    public @Nullable Pod remove(String key) {
        return pods.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return pods.keySet().stream();
    }

    @Override
    public Stream<Pod> values() {
        return pods.values().stream();
    }

    @Override
    public @Nullable Pod get(String key) {
        return pods.get(key);
    }

    @Override
    public int size() {
        return pods.size();
    }

    /** Pods must be told of as they come, since they cannot be looked up here afterwards. */
    @Override
    public boolean isFullState() {
        return false;
    }
}
