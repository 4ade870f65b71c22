package io.predictivescaler.operator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.planning.MinReplicas;
import io.predictivescaler.planning.TargetBounds.Writer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HpaReaderTest {
    @Test
    void readsAnAbsentFloorAsTheOneTheApiAssumes() {
        assertThat(HpaReader.read(hpa("", "maxReplicas: 40")).bounds().minReplicas())
                .isEqualTo(new MinReplicas.Absent(1));
    }

    @Test
    void takesAnAutoscalerThatHasNotSyncedYetForOneThatUsesItsFloor() {
        assertThat(HpaReader.read(hpa("", "{minReplicas: 3, maxReplicas: 40}")).currentReplicas())
                .isEqualTo(3);
    }

    @Test
    void seesThatScalingDownIsDisabled() {
        Target target = HpaReader.read(hpa("", "{maxReplicas: 40, behavior: {scaleDown: {selectPolicy: Disabled}}}"));

        assertThat(target.scaleDown()).isEqualTo(Target.ScaleDown.Disabled);
    }

    @Test
    void seesThatKedaMadeIt() {
        Target target = HpaReader.read(hpa(
                "ownerReferences: [{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, name: orders, uid: u}]",
                "maxReplicas: 40"));

        assertThat(target.ownership()).isEqualTo(new Target.Ownership.ScaledObject("orders"));
    }

    @Test
    void seesThatKedaMadeItByItsLabelToo() {
        Target target = HpaReader.read(hpa("labels: {scaledobject.keda.sh/name: orders}", "maxReplicas: 40"));

        assertThat(target.ownership()).isEqualTo(new Target.Ownership.ScaledObject("orders"));
    }

    @Test
    void readsWhatItScales() {
        assertThat(HpaReader.read(hpa("", "maxReplicas: 40")).workload())
                .isEqualTo(new Workload("apps/v1", "Deployment", "checkout"));
    }

    @Nested
    class WhoWroteABound {
        @Test
        void isUnknownWithoutManagedFields() {
            assertThat(writer("")).isEqualTo(new Writer.Unknown());
        }

        @Test
        void isTheOperatorWhereItAloneOwnsTheField() {
            assertThat(
                            writer(
                                    "- {manager: predictive-scaler, operation: Update, fieldsV1: {'f:spec': {'f:minReplicas': {}}}}"))
                    .isEqualTo(new Writer.Operator());
        }

        @Test
        void isTheOtherWhereBothOwnIt() {
            assertThat(writer("""
                            - {manager: predictive-scaler, operation: Update, fieldsV1: {'f:spec': {'f:minReplicas': {}}}}
                            - {manager: argocd, operation: Apply, fieldsV1: {'f:spec': {'f:minReplicas': {}, 'f:maxReplicas': {}}}}
                            """)).isEqualTo(new Writer.Other("argocd"));
        }

        @Test
        void isNotWhoWroteAnotherFieldOrTheStatus() {
            assertThat(writer("""
                            - {manager: helm, operation: Update, fieldsV1: {'f:spec': {'f:metrics': {}}}}
                            - {manager: controller, operation: Update, subresource: status, fieldsV1: {'f:status': {}}}
                            """)).isEqualTo(new Writer.Unknown());
        }

        private Writer writer(String managedFields) {
            String fields = managedFields.isEmpty() ? "" : "managedFields:\n" + managedFields;
            return HpaReader.read(hpa(fields, "{minReplicas: 2, maxReplicas: 40}"))
                    .bounds()
                    .minWriter();
        }
    }

    @Nested
    class AChangeSeenByTheWatch {
        private static final String NOTE =
                "annotations: {predictivescaler.io/bounds: '{\"targetUid\":\"u\",\"scalerUid\":\"s\","
                        + "\"baseline\":{\"minReplicas\":2,\"maxReplicas\":40},"
                        + "\"applied\":{\"minReplicas\":9,\"maxReplicas\":40},\"expires\":\"2026-11-23T08:00:00Z\"}'}";

        private final HorizontalPodAutoscaler baseline = hpa("", "{minReplicas: 2, maxReplicas: 40}");
        private final HorizontalPodAutoscaler raised = hpa(NOTE, "{minReplicas: 9, maxReplicas: 40}");

        @Test
        void isOurOwnWhenItIsWhatTheNoteSays() {
            assertThat(Targets.isForeignChange(baseline, raised)).isFalse();
        }

        @Test
        void isOurOwnWhenTheBaselineComesBackWithoutTheNote() {
            assertThat(Targets.isForeignChange(raised, baseline)).isFalse();
        }

        @Test
        void isForeignWhenTheBaselineComesBackUnderTheNote() {
            assertThat(Targets.isForeignChange(raised, hpa(NOTE, "{minReplicas: 2, maxReplicas: 40}")))
                    .isTrue();
        }

        @Test
        void isForeignWhenTheNoteGoesAndTheFloorStays() {
            assertThat(Targets.isForeignChange(raised, hpa("", "{minReplicas: 9, maxReplicas: 40}")))
                    .isTrue();
        }

        @Test
        void isNoneWhenOnlyTheStatusMoved() {
            assertThat(Targets.isForeignChange(raised, raised)).isFalse();
        }
    }

    private static HorizontalPodAutoscaler hpa(String metadata, String spec) {
        HorizontalPodAutoscaler hpa = Serialization.unmarshal(
                """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata:
                  name: checkout
                  namespace: shop
                  uid: u
                  resourceVersion: "1"
                %sspec:
                %s""".formatted(metadata.stripTrailing().indent(2), spec.indent(2)), HorizontalPodAutoscaler.class);
        hpa.getSpec().setScaleTargetRef(new CrossVersionObjectReference("apps/v1", "Deployment", "checkout"));
        return hpa;
    }
}
