package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.scale.BoundsAnnotation;
import io.predictivescaler.operator.scale.Target;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.operator.scale.TargetLookup;
import io.predictivescaler.operator.scale.Targets;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.BoundsRecord;
import io.predictivescaler.planning.MinReplicas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The operator is never started here: what stands on the targets is all that restore needs. */
@EnableKubernetesMockClient(crud = true, https = false)
class RestoreCommandIT {
    private static final Instant EXPIRED = Instant.parse("2026-11-01T08:00:00Z");

    private KubernetesMockServer server;
    private KubernetesClient client;

    private ProgramRun restore(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "restore";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return ProgramRun.of(
                settings -> {
                    throw new AssertionError("restore starts no operator");
                },
                () -> new KubernetesClientBuilder()
                        .withConfig(client.getConfiguration())
                        .build(),
                Map.of(),
                line);
    }

    private HorizontalPodAutoscaler plain(String namespace, String name, int min, int max) {
        return client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .resource(new HorizontalPodAutoscalerBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withMinReplicas(min)
                        .withMaxReplicas(max)
                        .endSpec()
                        .build())
                .create();
    }

    /** As the operator leaves it: bounds and record written in one patch by the product's own code. */
    private void raised(String namespace, String name, Baseline baseline, Bounds applied) {
        plain(namespace, name, baseline.floor(), baseline.maxReplicas());
        Target target = found(namespace, name);
        new Targets(client)
                .apply(target, new BoundsRecord(target.bounds().targetUid(), "scaler-uid", baseline, applied, EXPIRED));
    }

    private Target found(String namespace, String name) {
        TargetKey key = TargetKey.of(TargetKind.HorizontalPodAutoscaler, namespace, name);
        return ((TargetLookup.Found) new Targets(client).find(key)).target();
    }

    private HorizontalPodAutoscaler hpa(String namespace, String name) {
        return client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private void assertBounds(String namespace, String name, int min, int max) {
        HorizontalPodAutoscaler hpa = hpa(namespace, name);
        assertThat(hpa.getSpec().getMinReplicas()).isEqualTo(min);
        assertThat(hpa.getSpec().getMaxReplicas()).isEqualTo(max);
    }

    private boolean isNoted(String namespace, String name) {
        Map<String, String> annotations = hpa(namespace, name).getMetadata().getAnnotations();
        // The mock server keeps a key whose value a merge patch made null; a real one drops it.
        return annotations != null && annotations.get(BoundsAnnotation.KEY) != null;
    }

    @Nested
    class WithAll {
        @Test
        void putsEveryBaselineBackInEveryNamespace() {
            raised("shop", "checkout", Baseline.of(2, 40), new Bounds(9, 40));
            raised("web", "front", Baseline.of(3, 20), new Bounds(12, 30));
            plain("web", "untouched", 1, 5);

            ProgramRun run = restore("--all");

            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out().lines())
                    .containsExactlyInAnyOrder(
                            "shop/checkout: minReplicas 9 → 2, maxReplicas 40",
                            "web/front: minReplicas 12 → 3, maxReplicas 30 → 20");
            assertBounds("shop", "checkout", 2, 40);
            assertBounds("web", "front", 3, 20);
            assertBounds("web", "untouched", 1, 5);
            assertThat(isNoted("shop", "checkout")).isFalse();
            assertThat(isNoted("web", "front")).isFalse();
        }

        @Test
        void doesNothingTheSecondTime() {
            raised("shop", "checkout", Baseline.of(2, 40), new Bounds(9, 40));
            restore("--all");

            ProgramRun again = restore("--all");

            assertThat(again.exitCode()).isZero();
            assertThat(again.out())
                    .isEqualToIgnoringNewLines(
                            "nothing to restore: no HorizontalPodAutoscaler or ScaledObject in any namespace"
                                    + " carries the annotation predictivescaler.io/bounds");
            assertBounds("shop", "checkout", 2, 40);
        }

        @Test
        void goesOnWhenOneCannotBeRead() {
            raised("shop", "checkout", Baseline.of(2, 40), new Bounds(9, 40));
            plain("shop", "broken", 5, 10);
            annotate("shop", "broken", "{");

            ProgramRun run = restore("--all");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("shop/broken: not restored: the annotation predictivescaler.io/bounds cannot be read")
                    .contains("by hand");
            assertBounds("shop", "broken", 5, 10);
            assertThat(isNoted("shop", "broken")).isTrue();
            assertBounds("shop", "checkout", 2, 40);
        }

        private void annotate(String namespace, String name, String text) {
            client.autoscaling()
                    .v2()
                    .horizontalPodAutoscalers()
                    .inNamespace(namespace)
                    .withName(name)
                    .edit(found -> new HorizontalPodAutoscalerBuilder(found)
                            .editMetadata()
                            .addToAnnotations(BoundsAnnotation.KEY, text)
                            .endMetadata()
                            .build());
        }
    }

    @Nested
    class WithANamespace {
        @Test
        void leavesOthersAlone() {
            raised("shop", "checkout", Baseline.of(2, 40), new Bounds(9, 40));
            raised("web", "front", Baseline.of(3, 20), new Bounds(12, 20));

            ProgramRun run = restore("-n", "shop");

            assertThat(run.exitCode()).isZero();
            assertBounds("shop", "checkout", 2, 40);
            assertBounds("web", "front", 12, 20);
            assertThat(isNoted("web", "front")).isTrue();
        }

        @Test
        void saysThatThereWasNothing() {
            ProgramRun run = restore("-n", "shop");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("nothing to restore", "in namespace shop");
        }
    }

    @Nested
    class WithAName {
        @Test
        void restoresThatOne() {
            raised("shop", "checkout", Baseline.of(2, 40), new Bounds(9, 40));
            raised("shop", "search", Baseline.of(2, 40), new Bounds(9, 40));

            ProgramRun run = restore("shop/checkout");

            assertThat(run.exitCode()).isZero();
            assertBounds("shop", "checkout", 2, 40);
            assertBounds("shop", "search", 9, 40);
        }

        @Test
        void takesTheNamespaceFromTheOption() {
            raised("shop", "checkout", Baseline.of(2, 40), new Bounds(9, 40));

            restore("-n", "shop", "checkout");

            assertBounds("shop", "checkout", 2, 40);
        }

        @Test
        void saysThatItIsNotThere() {
            ProgramRun run = restore("shop/checkout");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualToIgnoringNewLines(
                            "shop/checkout: not restored: there is no such HorizontalPodAutoscaler or ScaledObject");
        }

        @Test
        void saysThatItHoldsNothing() {
            plain("shop", "checkout", 2, 40);

            ProgramRun run = restore("shop/checkout");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("shop/checkout: nothing to restore");
        }
    }

    @Test
    void writesNothingInADryRun() {
        raised("shop", "checkout", Baseline.of(2, 40), new Bounds(9, 40));
        String version = hpa("shop", "checkout").getMetadata().getResourceVersion();

        ProgramRun run = restore("--all", "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        "shop/checkout: minReplicas 9 → 2, maxReplicas 40 (dry run: nothing written)");
        assertThat(hpa("shop", "checkout").getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void removesAFloorThatTheUserHadLeftOut() {
        raised("shop", "checkout", new Baseline(new MinReplicas.Absent(1), 40), new Bounds(9, 40));

        ProgramRun run = restore("shop/checkout");

        assertThat(run.out()).contains("minReplicas 9 → 1 (left out)");
        assertThat(hpa("shop", "checkout").getSpec().getMinReplicas()).isNull();
    }

    @Test
    void leavesABoundThatTheUserHasSetSince() {
        raised("shop", "checkout", Baseline.of(2, 40), new Bounds(9, 50));
        client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace("shop")
                .withName("checkout")
                .edit(found -> new HorizontalPodAutoscalerBuilder(found)
                        .editMetadata()
                        .withManagedFields(List.of(owner("kubectl-edit", "f:minReplicas")))
                        .endMetadata()
                        .editSpec()
                        .withMinReplicas(7)
                        .endSpec()
                        .build());

        ProgramRun run = restore("shop/checkout");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        "shop/checkout: minReplicas 7 (set by kubectl-edit since), maxReplicas 50 → 40");
        assertBounds("shop", "checkout", 7, 40);
        assertThat(isNoted("shop", "checkout")).isFalse();
    }

    private static ManagedFieldsEntry owner(String manager, String field) {
        FieldsV1 fields = new FieldsV1();
        fields.setAdditionalProperty("f:spec", Map.of(field, Map.of()));
        return new ManagedFieldsEntryBuilder()
                .withManager(manager)
                .withFieldsV1(fields)
                .build();
    }

    @Test
    void saysWhyTheClusterCannotBeReached() {
        server.shutdown();

        ProgramRun run = ProgramRun.of(
                settings -> {},
                () -> new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(client.getConfiguration())
                                .withRequestRetryBackoffLimit(0)
                                .build())
                        .build(),
                Map.of(),
                "restore",
                "--all");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("predictive-scaler: cannot reach the API server: ")
                .hasLineCount(1);
    }
}
