package io.predictivescaler.operator.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.operator.testkit.OperatorFixture;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Every example, on an API server in memory")
@EnableKubernetesMockClient(crud = true)
class ExamplesIT extends ExamplesScenarios {
    static KubernetesClient client;

    @Override
    @BeforeAll
    void applyAll() {
        Keda.on(client, namespace()).installed();
        super.applyAll();
    }

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    KubernetesClient operators() {
        return client;
    }

    @Override
    String namespace() {
        return OperatorFixture.NAMESPACE;
    }

    /** With the data of a Secret packed, as a real API server does. */
    @Override
    ObjectNode sent(ObjectNode object) {
        object.path("stringData")
                .properties()
                .forEach(value -> object.withObject("data")
                        .put(
                                value.getKey(),
                                Base64.getEncoder()
                                        .encodeToString(
                                                value.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        object.remove("stringData");
        return object;
    }

    @Override
    String baselineOfGit() {
        return "{\"maxReplicas\":40}";
    }
}
