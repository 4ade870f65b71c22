package io.predictivescaler.operator.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.api.Crd;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.operator.testkit.RealApiServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Applied with strict field validation; of KEDA only its definition of a ScaledObject is there. */
@DisplayName("Every example, on a real API server")
class ExamplesRealApiServerIT extends ExamplesScenarios {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private String namespace = "";

    @Override
    @BeforeAll
    void applyAll() {
        SERVER.establish(Crd.file());
        SERVER.establish(Keda.crdFile());
        namespace = SERVER.newNamespace();
        super.applyAll();
    }

    @Override
    KubernetesClient client() {
        return SERVER.client();
    }

    @Override
    String namespace() {
        return namespace;
    }

    @Override
    ObjectNode sent(ObjectNode object) {
        return object;
    }

    @Override
    String baselineOfGit() {
        return "{\"minReplicas\":1,\"maxReplicas\":40}";
    }
}
