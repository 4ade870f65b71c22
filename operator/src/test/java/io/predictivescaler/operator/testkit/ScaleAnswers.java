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

    /** Everything from now on, whatever was refused. */
    public ScaleAnswers granted(String selector) {
        server.clearExpectations();
        return selecting(selector);
    }

    /** Until {@link #granted}: how often it is asked meanwhile depends on how many looks there are. */
    public ScaleAnswers forbidden() {
        server.expect()
                .get()
                .withPath(path)
                .andReturn(HttpURLConnection.HTTP_FORBIDDEN, refusal())
                .always();
        return this;
    }

    /** Until {@link #granted}. */
    public ScaleAnswers absent() {
        server.expect()
                .get()
                .withPath(path)
                .andReturn(HttpURLConnection.HTTP_NOT_FOUND, "404 page not found")
                .always();
        return this;
    }

    /** Who asks for one pod with this label is told that the operator may not list them, until {@link #granted}. */
    public ScaleAnswers podsForbidden(String app) {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/" + OperatorFixture.NAMESPACE + "/pods?labelSelector=app%3D" + app
                        + "&limit=1")
                .andReturn(HttpURLConnection.HTTP_FORBIDDEN, refusal())
                .always();
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
