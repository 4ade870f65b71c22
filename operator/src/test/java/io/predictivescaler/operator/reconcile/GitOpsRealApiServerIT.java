package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.predictivescaler.operator.api.Crd;
import io.predictivescaler.operator.testkit.InstalledChart;
import io.predictivescaler.operator.testkit.LowerMaximum;
import io.predictivescaler.operator.testkit.RealApiServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real API server, whose server-side apply and account of fields are the real ones. */
class GitOpsRealApiServerIT extends GitOpsScenarios {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    /** Every test runs with the permissions that the chart gives, and none more. */
    private static @Nullable KubernetesClient operators;

    private String namespace = "";

    @BeforeAll
    static void establish() {
        SERVER.establish(Crd.file());
        operators = InstalledChart.on(SERVER, Map.of()).client();
    }

    @AfterAll
    static void disconnect() {
        if (operators != null) {
            operators.close();
        }
    }

    @Override
    @BeforeEach
    void start() {
        namespace = SERVER.newNamespace();
        super.start();
    }

    @Override
    KubernetesClient client() {
        return SERVER.client();
    }

    @Override
    KubernetesClient operators() {
        return operators;
    }

    @Override
    String namespace() {
        return namespace;
    }

    /** Where the server serves such policies: Kubernetes 1.36. */
    @Nested
    class WithTheAdmissionPolicy {
        /** It counts for a moment after it was deleted, too: the next test waits until the server refuses again. */
        @AfterEach
        void remove() {
            if (isServed()) {
                LowerMaximum.objects()
                        .forEach(object -> SERVER.client().resource(object).delete());
                operator()
                        .await(() -> assertThatThrownBy(() -> operator()
                                        .hpaResource()
                                        .dryRun(true)
                                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"maxReplicas\":5}}"))
                                .isInstanceOf(KubernetesClientException.class));
            }
        }

        private boolean isServed() {
            return SERVER.client().supports(LowerMaximum.API_VERSION, LowerMaximum.KIND);
        }

        /** A policy counts a moment after it was created: until then the server refuses. */
        private void lowerTheMaximumTo10() {
            operator()
                    .await(() -> assertThatCode(() -> operator().merge("{\"spec\":{\"maxReplicas\":10}}"))
                            .doesNotThrowAnyException());
        }

        @Test
        void lowersTheFloorWithTheMaximum() {
            assumeTrue(
                    isServed(),
                    "skipped: this API server serves no " + LowerMaximum.KIND + " of " + LowerMaximum.API_VERSION);
            operator().withHpa(2, 40);
            int raised = raised();
            LowerMaximum.objects()
                    .forEach(object -> SERVER.client().resource(object).create());

            lowerTheMaximumTo10();

            assertThat(raised).isGreaterThan(10);
            assertBaseline(2, 10);
            operator().await(() -> assertThat(operator().floor()).isEqualTo(10));
            assertUncontended();
        }

        @Test
        void leavesAMaximumBelowTheUsersOwnMinimumToTheServer() {
            assumeTrue(
                    isServed(),
                    "skipped: this API server serves no " + LowerMaximum.KIND + " of " + LowerMaximum.API_VERSION);
            operator().withHpa(5, 40);
            raised();
            LowerMaximum.objects()
                    .forEach(object -> SERVER.client().resource(object).create());
            lowerTheMaximumTo10();

            assertThatThrownBy(() -> operator().merge("{\"spec\":{\"maxReplicas\":3}}"))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("spec.maxReplicas");
        }
    }
}
