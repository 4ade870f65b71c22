package io.predictivescaler.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.predictivescaler.operator.api.PredictiveScaler;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API server in memory, on the loopback interface. Objects get the simulated time of their creation, and a UID that follows from
 * their name, so that a run is the same each time.
 */
final class EmbeddedApiServer implements AutoCloseable {
    private final KubernetesMockServer server;

    /** What else the server does to an object that is written, before it stands: as the admission of a real one. */
    @FunctionalInterface
    interface Admission {
        /**
         * Sees an object as it would stand, and may change it.
         *
         * @param fieldManager who writes; empty when the request does not say
         * @return whether it was changed
         */
        boolean admit(String fieldManager, GenericKubernetesResource written);
    }

    private EmbeddedApiServer(KubernetesMockServer server) {
        this.server = server;
    }

    /** Starts to serve on a free port. */
    static EmbeddedApiServer start(Supplier<Instant> now) {
        return start(now, (fieldManager, written) -> false);
    }

    static EmbeddedApiServer start(Supplier<Instant> now, Admission admission) {
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(new ObjectMapper()),
                new MockWebServer(),
                new HashMap<>(),
                new Repeatable(now, admission),
                false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        return new EmbeddedApiServer(server);
    }

    KubernetesClient client() {
        return server.createClient(new JdkHttpClientFactory());
    }

    URI url() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getPort());
    }

    @Override
    public void close() {
        server.destroy();
    }

    private static final class Repeatable extends KubernetesCrudDispatcher {
        private static final Pattern FIELD_MANAGER = Pattern.compile("[?&]fieldManager=([^&]+)");

        private final Supplier<Instant> now;
        private final Admission admission;
        /** Who sent the request that this thread answers. */
        private final ThreadLocal<String> writer = ThreadLocal.withInitial(() -> "");

        Repeatable(Supplier<Instant> now, Admission admission) {
            super(List.of(new CustomResourceDefinitionContext.Builder()
                    .withGroup(PredictiveScaler.GROUP)
                    .withVersion(PredictiveScaler.VERSION)
                    .withPlural("predictivescalers")
                    .withKind("PredictiveScaler")
                    .withScope("Namespaced")
                    // With a status subresource the mock drops a status whose request names its field manager: it looks
                    // for /status at the end of path and query together.
                    .withStatusSubresource(false)
                    .build()));
            this.now = now;
            this.admission = admission;
        }

        @Override
        public MockResponse handlePatch(RecordedRequest request) {
            Matcher named =
                    FIELD_MANAGER.matcher(Optional.ofNullable(request.getPath()).orElse(""));
            writer.set(named.find() ? named.group(1) : "");
            try {
                return super.handlePatch(request);
            } finally {
                writer.remove();
            }
        }

        @Override
        public void processEvent(
                String path,
                AttributeSet pathAttributes,
                @Nullable AttributeSet oldAttributes,
                @Nullable GenericKubernetesResource resource,
                @Nullable String newState) {
            if (resource == null || newState == null) {
                super.processEvent(path, pathAttributes, oldAttributes, resource, newState);
                return;
            }
            boolean created = oldAttributes == null;
            if (created) {
                var metadata = resource.getMetadata();
                String name = resource.getKind() + "/" + metadata.getNamespace() + "/" + metadata.getName();
                metadata.setUid(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString());
                metadata.setCreationTimestamp(now.get().toString());
            }
            boolean changed = admission.admit(writer.get(), resource) || created;
            String state = changed ? Serialization.asJson(resource) : newState;
            super.processEvent(path, pathAttributes, oldAttributes, resource, state);
        }
    }
}
