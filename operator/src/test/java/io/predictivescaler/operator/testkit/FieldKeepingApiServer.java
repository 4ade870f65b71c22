package io.predictivescaler.operator.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.zjsonpatch.JsonPatch;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A mock API server that does with HorizontalPodAutoscalers and ScaledObjects what the plain one leaves out: it keeps account of who
 * owns which field, takes server-side applies, merges as RFC 7386 has it, assumes a minReplicas of 1, and refuses a maxReplicas below
 * it in the words of the real one. It is <em>not the real thing</em>; {@link RealApiServer} is.
 */
public final class FieldKeepingApiServer implements AutoCloseable {
    private static final int UNPROCESSABLE = 422;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesMockServer server;
    private final KubernetesClient client;

    private FieldKeepingApiServer(KubernetesMockServer server) {
        this.server = server;
        this.client = server.createClient();
    }

    public static FieldKeepingApiServer start() {
        KubernetesMockServer server =
                new KubernetesMockServer(new Context(JSON), new MockWebServer(), new HashMap<>(), new Keeping(), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        return new FieldKeepingApiServer(server);
    }

    public KubernetesClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    private static final class Keeping extends KubernetesCrudDispatcher {
        @Override
        public synchronized MockResponse handleCreate(RecordedRequest request) {
            if (!isKept(request)) {
                return super.handleCreate(request);
            }
            ObjectNode created = defaulted((ObjectNode) tree(request.getUtf8Body()));
            FieldAccount account = new FieldAccount();
            account.updated(manager(request), JSON.createObjectNode(), created);
            return created(request.getPath(), request, created, account);
        }

        @Override
        public synchronized MockResponse handleUpdate(RecordedRequest request) {
            return isKept(request) && live(request) instanceof ObjectNode live
                    ? replaced(request, live, (ObjectNode) tree(request.getUtf8Body()))
                    : super.handleUpdate(request);
        }

        @Override
        public synchronized MockResponse handlePatch(RecordedRequest request) {
            if (!isKept(request)) {
                return super.handlePatch(request);
            }
            JsonNode patch = tree(request.getUtf8Body());
            String type = String.valueOf(request.getHeader("Content-Type"));
            boolean applies = type.startsWith(PatchType.SERVER_SIDE_APPLY.getContentType());
            if (!(live(request) instanceof ObjectNode live)) {
                return applies ? firstApplied(request, (ObjectNode) patch) : super.handlePatch(request);
            }
            if (applies) {
                return applied(request, live, patch);
            }
            boolean operations = type.startsWith(PatchType.JSON.getContentType());
            JsonNode merged = operations ? JsonPatch.apply(patch, live.deepCopy()) : ThreeWayApply.merged(live, patch);
            return replaced(request, live, (ObjectNode) merged);
        }

        private MockResponse firstApplied(RecordedRequest request, ObjectNode applied) {
            FieldAccount account = new FieldAccount();
            ObjectNode created = account.applied(manager(request), applied, applied);
            String path = path(request);
            return created(path.substring(0, path.lastIndexOf('/')), request, defaulted(created), account);
        }

        private MockResponse created(String path, RecordedRequest request, ObjectNode created, FieldAccount account) {
            account.writeTo(created);
            return super.handleCreate(rewritten(HttpMethod.POST, path, request, created));
        }

        private MockResponse replaced(RecordedRequest request, ObjectNode live, ObjectNode sent) {
            ObjectNode after = defaulted(sent);
            FieldAccount account = FieldAccount.of(live);
            account.updated(manager(request), live, after);
            return stored(request, after, account);
        }

        private MockResponse applied(RecordedRequest request, ObjectNode live, JsonNode applied) {
            String manager = manager(request);
            FieldAccount account = FieldAccount.of(live);
            List<FieldAccount.Conflict> conflicts = account.conflicts(manager, live, applied);
            if (!conflicts.isEmpty() && !query(request, "force").equals(Optional.of("true"))) {
                return refusal(
                        HttpURLConnection.HTTP_CONFLICT,
                        "Conflict",
                        "Apply failed with " + conflicts.size() + " conflict"
                                + (conflicts.size() == 1 ? "" : "s") + ": "
                                + conflicts.stream()
                                        .map(conflict -> "conflict with \"" + conflict.manager() + "\": "
                                                + conflict.field().replace('/', '.'))
                                        .collect(Collectors.joining(", ")));
            }
            return stored(request, defaulted(account.applied(manager, live, applied)), account);
        }

        private MockResponse stored(RecordedRequest request, ObjectNode after, FieldAccount account) {
            JsonNode spec = after.path("spec");
            if (after.path("kind").asText().equals("HorizontalPodAutoscaler")
                    && spec.path("maxReplicas").asInt()
                            < spec.path("minReplicas").asInt()) {
                return refusal(
                        UNPROCESSABLE,
                        "Invalid",
                        "HorizontalPodAutoscaler.autoscaling \""
                                + after.at("/metadata/name").asText()
                                + "\" is invalid: spec.maxReplicas: Invalid value: "
                                + spec.path("maxReplicas") + ": must be greater than or equal to `minReplicas`");
            }
            account.writeTo(after);
            return super.handleUpdate(rewritten(HttpMethod.PUT, path(request), request, after));
        }

        /** What the real server fills in. */
        private static ObjectNode defaulted(ObjectNode object) {
            if (object.path("kind").asText().equals("HorizontalPodAutoscaler")
                    && !object.at("/spec/minReplicas").isInt()) {
                object.withObject("/spec").put("minReplicas", 1);
            }
            return object;
        }

        private static MockResponse refusal(int code, String reason, String message) {
            ObjectNode status = JSON.createObjectNode()
                    .put("apiVersion", "v1")
                    .put("kind", "Status")
                    .put("status", "Failure")
                    .put("reason", reason)
                    .put("code", code)
                    .put("message", message);
            return new MockResponse().setResponseCode(code).setBody(status.toString());
        }

        private static boolean isKept(RecordedRequest request) {
            String path = path(request);
            return (path.contains("/horizontalpodautoscalers") || path.contains("/scaledobjects"))
                    && !path.endsWith("/status");
        }

        private Optional<JsonNode> found(RecordedRequest request) {
            MockResponse response = super.handleGet(path(request));
            return response.code() == HttpURLConnection.HTTP_OK
                    ? Optional.of(tree(response.getBody().readUtf8()))
                    : Optional.empty();
        }

        private JsonNode live(RecordedRequest request) {
            return found(request).orElseGet(JSON::nullNode);
        }

        /** As the client names itself, or else by the first part of its User-Agent. */
        private static String manager(RecordedRequest request) {
            return query(request, "fieldManager")
                    .orElseGet(() ->
                            String.valueOf(request.getHeader("User-Agent")).split("/")[0]);
        }

        private static String path(RecordedRequest request) {
            return request.getPath().split("\\?")[0];
        }

        private static Optional<String> query(RecordedRequest request, String name) {
            String[] parts = request.getPath().split("\\?");
            return Arrays.stream(parts)
                    .skip(1)
                    .flatMap(part -> Arrays.stream(part.split("&")))
                    .filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> pair.substring(name.length() + 1))
                    .findFirst();
        }

        private static JsonNode tree(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }

        private static RecordedRequest rewritten(
                HttpMethod method, String path, RecordedRequest request, ObjectNode body) {
            return new RecordedRequest(
                    request.getHttpVersion(),
                    method,
                    path,
                    Headers.builder().add("Content-Type", "application/json").build(),
                    new Buffer(body.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
