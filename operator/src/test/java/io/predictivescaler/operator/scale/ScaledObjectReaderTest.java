package io.predictivescaler.operator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.planning.MaxReplicas;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.TargetBounds.Writer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaledObjectReaderTest {
    private static Target read(String scaledObject, HorizontalPodAutoscaler... beside) {
        return ((TargetLookup.Found) ScaledObjectReader.read(parsed("", scaledObject), List.of(beside))).target();
    }

    @Test
    void readsTheBoundsThatAreStated() {
        Target target = read("spec: {minReplicaCount: 2, maxReplicaCount: 40}");

        assertThat(target.key()).hasToString("ScaledObject 'orders'");
        assertThat(target.bounds().minReplicas()).isEqualTo(new MinReplicas.Stated(2));
        assertThat(target.bounds().maximum()).isEqualTo(new MaxReplicas.Stated(40));
        assertThat(target.heed()).isEqualTo(new Target.Heed.Always());
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec: {}", "spec: {minReplicaCount: null, maxReplicaCount: null}"})
    void readsBoundsThatAreLeftOutAsKedaDoes(String text) {
        Target target = read(text);

        assertThat(target.bounds().minReplicas()).isEqualTo(new MinReplicas.Absent(0));
        assertThat(target.bounds().maximum()).isEqualTo(new MaxReplicas.Absent(100));
    }

    @Test
    void takesAFloorAboveTheMaximumForTheMaximum() {
        assertThat(read("spec: {minReplicaCount: 18, maxReplicaCount: 10}")
                        .bounds()
                        .bounds())
                .hasToString("Bounds[minReplicas=10, maxReplicas=10]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {maxReplicaCount: 0}",
                "spec: {minReplicaCount: -1}",
                "spec: {maxReplicaCount: 10000000000}",
                "spec: {minReplicaCount: some}"
            })
    void refusesBoundsThatNothingCanHave(String text) {
        assertThat(ScaledObjectReader.read(parsed("", text), List.of())).isInstanceOf(TargetLookup.Unusable.class);
    }

    @Test
    void knowsWhoOwnsABound() {
        GenericKubernetesResource found = parsed("""
                managedFields:
                - {manager: argocd, operation: Apply, fieldsV1: {'f:spec': {'f:minReplicaCount': {}}}}
                - {manager: predictive-scaler, operation: Update, fieldsV1: {'f:spec': {'f:maxReplicaCount': {}}}}
                """, "spec: {minReplicaCount: 2, maxReplicaCount: 40}");

        Target target = ((TargetLookup.Found) ScaledObjectReader.read(found, List.of())).target();

        assertThat(target.bounds().minWriter()).isEqualTo(new Writer.Other("argocd"));
        assertThat(target.bounds().maxWriter()).isEqualTo(new Writer.Operator());
    }

    @Test
    void seesThatScalingDownIsDisabled() {
        String behavior = "{behavior: {scaleDown: {selectPolicy: Disabled}}}";

        assertThat(read("spec: {advanced: {horizontalPodAutoscalerConfig: " + behavior + "}}")
                        .scaleDown())
                .isEqualTo(Target.ScaleDown.Disabled);
        assertThat(read("spec: {}").scaleDown()).isEqualTo(Target.ScaleDown.Allowed);
    }

    @Test
    void readsWhatItScales() {
        assertThat(read("spec: {scaleTargetRef: {name: orders}}").workload())
                .isEqualTo(new Workload("apps/v1", "Deployment", "orders"));
        assertThat(read("spec: {scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: orders}}")
                        .workload())
                .isEqualTo(new Workload("argoproj.io/v1alpha1", "Rollout", "orders"));
    }

    @Nested
    class WhatItRuns {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                keda-hpa-orders | spec: {minReplicaCount: 2}
                mine            | spec: {advanced: {horizontalPodAutoscalerConfig: {name: mine}}}
                told            | {spec: {advanced: {horizontalPodAutoscalerConfig: {name: new}}}, status: {hpaName: told}}
                """)
        void standsOnTheAutoscalerThatKedaMadeForIt(String name, String scaledObject) {
            assertThat(read(scaledObject, hpa("another", 3), hpa(name, 7)).currentReplicas())
                    .isEqualTo(7);
        }

        @Test
        void isItsFloorWithoutOne() {
            assertThat(read("spec: {minReplicaCount: 4}", hpa("another", 3)).currentReplicas())
                    .isEqualTo(4);
        }

        private HorizontalPodAutoscaler hpa(String name, int replicas) {
            return Serialization.unmarshal("""
                    apiVersion: autoscaling/v2
                    kind: HorizontalPodAutoscaler
                    metadata: {name: %s, namespace: shop}
                    spec: {maxReplicas: 40}
                    status: {currentReplicas: %d}
                    """.formatted(name, replicas), HorizontalPodAutoscaler.class);
        }
    }

    @Nested
    class WhetherItHeedsItsBounds {
        @ParameterizedTest
        @CsvSource({
            "autoscaling.keda.sh/paused, true",
            "autoscaling.keda.sh/paused, yes",
            "autoscaling.keda.sh/paused, ''",
            "autoscaling.keda.sh/paused-replicas, 3",
            "autoscaling.keda.sh/paused-scale-in, true",
            "autoscaling.keda.sh/paused-scale-out, 1"
        })
        void isNoWhileAnAnnotationPausesIt(String annotation, String value) {
            assertThat(heedWith("annotations: {" + annotation + ": '" + value + "'}"))
                    .isEqualTo(new Target.Heed.Paused(annotation));
        }

        @ParameterizedTest
        @ValueSource(strings = {"false", "F", "0"})
        void isYesWhenThePauseIsSaidToBeNone(String value) {
            assertThat(heedWith("annotations: {autoscaling.keda.sh/paused: '" + value + "'}"))
                    .isEqualTo(new Target.Heed.Always());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                ''                                                        | false
                , status: {conditions: [{type: Active, status: 'True'}]}  | false
                , status: {conditions: [{type: Active, status: 'False'}]} | true
                , status: {conditions: [{type: Ready, status: 'False'}]}  | false
                """)
        void isNotWhileItIsIdle(String status, boolean idle) {
            assertThat(read("{spec: {minReplicaCount: 2, idleReplicaCount: 0}" + status + "}")
                            .heed())
                    .isEqualTo(new Target.Heed.UnlessIdle(0, idle));
        }

        private Target.Heed heedWith(String metadata) {
            return ((TargetLookup.Found) ScaledObjectReader.read(parsed(metadata, "spec: {}"), List.of()))
                    .target()
                    .heed();
        }
    }

    @Nested
    class AChangeSeenByTheWatch {
        @Test
        void isNoneWhenOnlyTheStatusMoved() {
            assertThat(Targets.isForeignChange(
                            parsed("", "spec: {minReplicaCount: 2}"),
                            parsed("", "{spec: {minReplicaCount: 2}, status: {hpaName: keda-hpa-orders}}")))
                    .isFalse();
        }

        @Test
        void isForeignWhenABoundMovedWithoutANote() {
            assertThat(Targets.isForeignChange(
                            parsed("", "spec: {minReplicaCount: 2}"), parsed("", "spec: {minReplicaCount: 3}")))
                    .isTrue();
        }

        @Test
        void isForeignWhenItIsPaused() {
            assertThat(Targets.isForeignChange(
                            parsed("", "spec: {}"),
                            parsed("annotations: {autoscaling.keda.sh/paused: 'true'}", "spec: {}")))
                    .isTrue();
        }

        @Test
        void isForeignWhenItBecomesUnusable() {
            assertThat(Targets.isForeignChange(parsed("", "spec: {}"), parsed("", "spec: {maxReplicaCount: 0}")))
                    .isTrue();
        }
    }

    /** From YAML of its metadata, and of its spec and status, indented by none. */
    private static GenericKubernetesResource parsed(String metadata, String rest) {
        String head = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata:
                  name: orders
                  namespace: shop
                  uid: u
                  resourceVersion: "1"
                """ + metadata.stripTrailing().indent(2);
        GenericKubernetesResource found = Serialization.unmarshal(head, GenericKubernetesResource.class);
        found.setAdditionalProperties(Serialization.unmarshal("---\n" + rest, GenericKubernetesResource.class)
                .getAdditionalProperties());
        return found;
    }
}
