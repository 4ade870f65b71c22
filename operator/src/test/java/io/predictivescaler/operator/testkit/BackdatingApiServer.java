package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.internal.MockDispatcher;
import io.fabric8.mockwebserver.internal.SimpleRequest;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The mock API server, on which objects are created when an annotation of theirs says: the server itself knows no clock but the
 * machine's, and gives way to none. What it is told to expect comes first, as always.
 */
public final class BackdatingApiServer implements AutoCloseable {
    /** RFC 3339. */
    static final String CREATED = "testkit/created";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesMockServer server;
    private final KubernetesClient client;

    private BackdatingApiServer(KubernetesMockServer server) {
        this.server = server;
        this.client = server.createClient();
    }

    public static BackdatingApiServer start() {
        Map<ServerRequest, Queue<ServerResponse>> expected = new HashMap<>();
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(JSON), new MockWebServer(), expected, new ExpectedFirst(expected, new Backdating()), false);
        server.init();
        return new BackdatingApiServer(server);
    }

    public KubernetesMockServer server() {
        return server;
    }

    public KubernetesClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    private static final class ExpectedFirst extends Dispatcher {
        private final Map<ServerRequest, Queue<ServerResponse>> expected;
        private final Dispatcher expectations;
        private final Dispatcher otherwise;

        private ExpectedFirst(Map<ServerRequest, Queue<ServerResponse>> expected, Dispatcher otherwise) {
            this.expected = expected;
            this.expectations = new MockDispatcher(expected);
            this.otherwise = otherwise;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            Queue<ServerResponse> answers =
                    expected.get(new SimpleRequest(HttpMethod.valueOf(request.getMethod()), request.getPath()));
            return answers == null || answers.isEmpty() ? otherwise.dispatch(request) : expectations.dispatch(request);
        }
    }

    private static final class Backdating extends KubernetesCrudDispatcher {
        @Override
        public void processEvent(
                String path,
                AttributeSet pathAttributes,
                @Nullable AttributeSet oldAttributes,
                @Nullable GenericKubernetesResource resource,
                @Nullable String newState) {
            super.processEvent(
                    path, pathAttributes, oldAttributes, resource, newState == null ? null : backdated(newState));
        }

        private static String backdated(String state) {
            try {
                JsonNode object = JSON.readTree(state);
                JsonNode created = object.path("metadata").path("annotations").path(CREATED);
                if (created.isMissingNode()) {
                    return state;
                }
                ((ObjectNode) object.get("metadata")).set("creationTimestamp", created);
                return object.toString();
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
