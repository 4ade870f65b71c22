package io.predictivescaler.operator.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.predictivescaler.operator.api.Crd;
import io.predictivescaler.operator.testkit.InstalledChart;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.operator.testkit.RealApiServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Applied with strict field validation, and looked after with no more permissions than the chart gives, which is told the names of the
 * Secrets and of the ConfigMap. Of KEDA only its definition of a ScaledObject is there.
 */
@DisplayName("Every example, on a real API server")
class ExamplesRealApiServerIT extends ExamplesScenarios {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private String namespace = "";
    private KubernetesClient operators;

    @Override
    @BeforeAll
    void applyAll() {
        SERVER.establish(Crd.file());
        SERVER.establish(Keda.crdFile());
        namespace = SERVER.newNamespace();
        String references = "rbac.references.named[0].";
        operators = InstalledChart.on(
                        SERVER,
                        Map.of(
                                "watch.namespaces[0]",
                                namespace,
                                references + "namespace",
                                namespace,
                                references + "secrets[0]",
                                "mimir",
                                references + "secrets[1]",
                                "booking-prometheus",
                                references + "secrets[2]",
                                "booking-client",
                                references + "configMaps[0]",
                                "booking-ca"))
                .client();
        super.applyAll();
    }

    @Override
    @AfterAll
    void stop() {
        super.stop();
        operators.close();
    }

    @Override
    KubernetesClient operators() {
        return operators;
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
