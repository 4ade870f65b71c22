package io.predictivescaler.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.testkit.BadResource;
import io.predictivescaler.operator.testkit.Examples;
import io.predictivescaler.operator.testkit.RealApiServer;
import io.predictivescaler.operator.testkit.ThreeWayApply;
import io.predictivescaler.operator.testkit.UnionSwitch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CRD and its rules on a real API server: the server's own estimate of the rules' cost included. */
class RealApiServerIT {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private String namespace = "";

    @BeforeAll
    static void establish() {
        SERVER.establish(Crd.file());
    }

    @BeforeEach
    void findANamespace() {
        namespace = SERVER.newNamespace();
    }

    static Stream<Path> examples() {
        return Examples.all().stream();
    }

    static Stream<BadResource> badResources() {
        return BadResource.all().stream();
    }

    static Stream<UnionSwitch> unionSwitches() {
        return UnionSwitch.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void takesEveryExample(Path example) {
        assertThat(on(Examples.scaler(example))
                        .fieldValidation(Validation.STRICT)
                        .create())
                .isNotNull();
    }

    @Test
    void takesAllThatTheApiKnows() {
        assertThat(on(Examples.wholeApi()).fieldValidation(Validation.STRICT).create())
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("badResources")
    void refuses(BadResource bad) {
        assertThatThrownBy(() ->
                        on(bad.resource()).fieldValidation(Validation.STRICT).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(bad.expect());
    }

    @ParameterizedTest
    @MethodSource("unionSwitches")
    void takesAnotherBranchOfAUnionByClientSideApply(UnionSwitch union) {
        on(union.from()).create();
        ObjectNode patch = ThreeWayApply.patch(union.from(), union.to());
        patch.remove("metadata");
        assertThat(on(union.from()).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString()))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("unionSwitches")
    void takesAnotherBranchOfAUnionByReplacement(UnionSwitch union) {
        ObjectNode replacement = union.to().deepCopy();
        replacement
                .withObject("metadata")
                .put("resourceVersion", on(union.from()).create().getMetadata().getResourceVersion());
        assertThat(on(replacement).update()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("unionSwitches")
    void takesAnotherBranchOfAUnionByServerSideApply(UnionSwitch union) {
        on(union.from()).fieldManager("user").serverSideApply();
        assertThat(on(union.to()).fieldManager("user").serverSideApply()).isNotNull();
    }

    @Test
    void servesTheTypesAndTheirStatus() {
        on(Examples.smallest()).create();
        Condition ready = new ConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason("Ready")
                .withMessage("all is well")
                .withLastTransitionTime("2026-11-23T06:00:00Z")
                .withObservedGeneration(1L)
                .build();
        PredictiveScaler scaler = SERVER.client()
                .resources(PredictiveScaler.class)
                .inNamespace(namespace)
                .withName("checkout")
                .editStatus(found -> {
                    found.setStatus(new PredictiveScalerStatus(
                            1L, List.of(ready), null, null, List.of(), null, List.of(), null, null, null));
                    return found;
                });
        assertThat(scaler.getSpec().mode()).isEqualTo(PredictiveScalerSpec.Mode.Observe);
        assertThat(scaler.getSpec().demand()).extracting(DemandEntry::name).containsExactly("demand");
        assertThat(scaler.getStatus().conditions()).containsExactly(ready);
    }

    private Resource<GenericKubernetesResource> on(JsonNode tree) {
        ObjectNode resource = tree.deepCopy();
        if (resource.path("metadata") instanceof ObjectNode metadata) {
            metadata.put("namespace", namespace);
        }
        return SERVER.client()
                .genericKubernetesResources(ResourceDefinitionContext.fromResourceType(PredictiveScaler.class))
                .inNamespace(namespace)
                .resource(Serialization.unmarshal(resource.toString(), GenericKubernetesResource.class));
    }
}
