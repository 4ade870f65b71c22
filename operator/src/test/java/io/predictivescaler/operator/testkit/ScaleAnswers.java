package io.predictivescaler.operator.testkit;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v1.ScaleBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.HttpURLConnection;

/** What the mock API server, which knows no subresource {@code scale}, answers to who asks for one. */
public final class ScaleAnswers {
    private final KubernetesMockServer server;
    private final String path;

    private ScaleAnswers(KubernetesMockServer server, String path) {
        this.server = server;
        this.path = path;
    }

    /** Of {@code deployments/checkout} in {@code shop}. */
    public static ScaleAnswers on(KubernetesMockServer server) {
        return of(server, "apps/v1", "deployments");
    }

    /** Of another kind's {@code checkout} in {@code shop}. */
    public static ScaleAnswers of(KubernetesMockServer server, String apiVersion, String plural) {
        return new ScaleAnswers(
                server,
                "/apis/" + apiVersion + "/namespaces/" + OperatorFixture.NAMESPACE + "/" + plural + "/"
                        + OperatorFixture.NAME + "/scale");
    }

    /** From now on. */
    public ScaleAnswers selecting(String selector) {
        server.expect()
                .get()
                .withPath(path)
                .andReturn(
                        HttpURLConnection.HTTP_OK,
                        new ScaleBuilder()
                                .withNewMetadata()
                                .withName(OperatorFixture.NAME)
                                .withNamespace(OperatorFixture.NAMESPACE)
                                .endMetadata()
                                .withNewSpec()
                                .withReplicas(2)
                                .endSpec()
                                .withNewStatus()
                                .withReplicas(2)
                                .withSelector(selector)
                                .endStatus()
                                .build())
                .always();
        return this;
    }

    /** So often, before what is said next. */
    public ScaleAnswers forbidden(int times) {
        server.expect()
                .get()
                .withPath(path)
                .andReturn(HttpURLConnection.HTTP_FORBIDDEN, refusal())
                .times(times);
        return this;
    }

    /** So often, before what is said next. */
    public ScaleAnswers absent(int times) {
        server.expect()
                .get()
                .withPath(path)
                .andReturn(HttpURLConnection.HTTP_NOT_FOUND, "404 page not found")
                .times(times);
        return this;
    }

    /** Who asks for one pod with this label is told so often that the operator may not list them. */
    public ScaleAnswers podsForbidden(String app, int times) {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/" + OperatorFixture.NAMESPACE + "/pods?labelSelector=app%3D" + app
                        + "&limit=1")
                .andReturn(HttpURLConnection.HTTP_FORBIDDEN, refusal())
                .times(times);
        return this;
    }

    private static Object refusal() {
        return new StatusBuilder()
                .withStatus("Failure")
                .withReason("Forbidden")
                .withCode(HttpURLConnection.HTTP_FORBIDDEN)
                .withMessage("cannot get resource")
                .build();
    }
}
