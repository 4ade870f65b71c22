package io.predictivescaler.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.testkit.FieldKeepingApiServer;
import io.predictivescaler.operator.testkit.OperatorFixture;
import org.junit.jupiter.api.AfterEach;

/** On an emulation of the API server's account of fields. */
class GitOpsIT extends GitOpsScenarios {
    private final FieldKeepingApiServer server = FieldKeepingApiServer.start();

    @Override
    KubernetesClient client() {
        return server.client();
    }

    @Override
    String namespace() {
        return OperatorFixture.NAMESPACE;
    }

    @Override
    @AfterEach
    void stop() {
        super.stop();
        server.close();
    }
}
