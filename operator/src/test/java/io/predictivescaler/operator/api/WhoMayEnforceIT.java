package io.predictivescaler.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.predictivescaler.operator.testkit.Examples;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.RealApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sample policy on a real API server: a developer may write PredictiveScalers, and enforce once the verb was given. */
class WhoMayEnforceIT {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private static final String DEVELOPER = "developer";
    private static final String ENFORCE = "{\"spec\":{\"mode\":\"Enforce\"}}";

    private String namespace = "";
    private List<HasMetadata> policy = List.of();
    private KubernetesClient developer;

    @BeforeAll
    static void establish() {
        SERVER.establish(Crd.file());
    }

    @BeforeEach
    void start() throws IOException {
        namespace = SERVER.newNamespace();
        try (InputStream file = Files.newInputStream(Examples.named("admission/who-may-enforce.yaml"))) {
            policy = SERVER.client().load(file).serverSideApply();
        }
        SERVER.client()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(DEVELOPER)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("predictivescaler.io")
                        .withResources("predictivescalers")
                        .withVerbs("get", "create", "patch", "delete")
                        .endRule()
                        .build())
                .create();
        bind("Role", DEVELOPER);
        developer = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(SERVER.client().getConfiguration())
                        .withImpersonateUsername(DEVELOPER)
                        .build())
                .build();
        developer
                .resource(OperatorFixture.scaler(OperatorFixture.NAME, "Observe", ""))
                .inNamespace(namespace)
                .create();
    }

    @AfterEach
    void stop() {
        policy.forEach(object -> SERVER.client().resource(object).delete());
        if (developer != null) {
            developer.close();
        }
    }

    private void bind(String kind, String role) {
        SERVER.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(role)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", kind, role)
                        .addNewSubject()
                        .withApiGroup("rbac.authorization.k8s.io")
                        .withKind("User")
                        .withName(DEVELOPER)
                        .endSubject()
                        .build())
                .create();
    }

    private Resource<PredictiveScaler> asDeveloper() {
        return developer
                .resources(PredictiveScaler.class)
                .inNamespace(namespace)
                .withName(OperatorFixture.NAME);
    }

    /** Nothing is kept: what was let through once, before the policy counted, would not be a change any more. */
    private PredictiveScaler patched(String patch) {
        return asDeveloper().dryRun(true).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    /** A policy counts a moment after it was created. */
    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }

    @Test
    void nobodyEnforcesWithoutTheVerbAndIsToldWhichItIs() {
        await(() -> assertThatThrownBy(() -> patched(ENFORCE))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("takes the verb enforce of predictivescalers.predictivescaler.io in namespace "
                        + namespace + ", which developer does not have"));
    }

    @Test
    void everybodyMayObserveAndChangeHow() {
        assertThat(patched("{\"spec\":{\"forecast\":{\"percentile\":95}}}")
                        .getSpec()
                        .forecast()
                        .percentile())
                .isEqualTo(95);
    }

    @Test
    void whoWasGivenTheVerbEnforces() {
        await(() -> assertThatThrownBy(() -> patched(ENFORCE)).isInstanceOf(KubernetesClientException.class));

        bind("ClusterRole", "predictive-scaler-enforce");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreException(KubernetesClientException.class)
                .until(() -> patched(ENFORCE).getSpec().mode() == PredictiveScalerSpec.Mode.Enforce);
    }
}
