package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.simulation.Behavior;
import io.predictivescaler.simulation.HpaSettings;
import io.predictivescaler.simulation.ScalingPolicy;
import io.predictivescaler.simulation.ScalingRules;
import io.predictivescaler.simulation.ScalingRules.Select;
import io.predictivescaler.simulation.Tolerance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Autoscalers as they stand on an API server. */
class AutoscalerReaderTest {
    private static final TargetKey CHECKOUT = TargetKey.of(TargetKind.HorizontalPodAutoscaler, "shop", "checkout");
    private static final String CPU = """
            metrics:
            - type: Resource
              resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}
            """;

    private static AutoscalerInput hpa(String spec) {
        return AutoscalerReader.read(Serialization.unmarshal("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: checkout, namespace: shop}
                spec:
                """ + spec.indent(2), HorizontalPodAutoscaler.class));
    }

    private static AutoscalerInput scaledObject(String spec) {
        return AutoscalerReader.read(Serialization.unmarshal("""
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: checkout, namespace: shop}
                spec:
                """ + spec.indent(2), GenericKubernetesResource.class));
    }

    private static Autoscaler read(AutoscalerInput input) {
        assertThat(input).isInstanceOf(AutoscalerInput.Read.class);
        return ((AutoscalerInput.Read) input).autoscaler();
    }

    private static String refusal(AutoscalerInput input) {
        assertThat(input).isInstanceOf(AutoscalerInput.Refused.class);
        return ((AutoscalerInput.Refused) input).message();
    }

    @Nested
    class AHorizontalPodAutoscaler {
        @Test
        void onCpuWithoutABehaviorFollowsItsTargetAsTheControllerDoesThen() {
            Autoscaler autoscaler = read(hpa("minReplicas: 3\nmaxReplicas: 30\n" + CPU));
            assertThat(autoscaler.key()).isEqualTo(CHECKOUT);
            assertThat(autoscaler.baseline()).isEqualTo(Baseline.of(3, 30));
            assertThat(autoscaler.settings())
                    .isEqualTo(HpaSettings.targeting(60).withBehavior(new Behavior.Unstated()));
            assertThat(autoscaler.notes()).isEmpty();
        }

        /** As {@code kubectl get hpa -o yaml} tells it while the operator holds it. */
        private static Autoscaler raised(int minReplicas, int maxReplicas) {
            HorizontalPodAutoscaler hpa = Serialization.unmarshal(
                    """
                    apiVersion: autoscaling/v2
                    kind: HorizontalPodAutoscaler
                    metadata:
                      name: checkout
                      namespace: shop
                      annotations:
                        predictivescaler.io/bounds: '{"targetUid":"1","scalerUid":"2","baseline":{"minReplicas":4,"maxReplicas":60},
                          "applied":{"minReplicas":28,"maxReplicas":60},"expires":"2026-11-03T12:00:00Z"}'
                    spec:
                      minReplicas: %d
                      maxReplicas: %d
                    """.formatted(minReplicas, maxReplicas) + CPU.indent(2), HorizontalPodAutoscaler.class);
            return read(AutoscalerReader.read(hpa));
        }

        @Test
        void thatTheOperatorHasRaisedIsSimulatedWithItsUsersOwnBounds() {
            assertThat(raised(28, 60).baseline()).isEqualTo(Baseline.of(4, 60));
            assertThat(raised(28, 60).notes())
                    .containsExactly(
                            "Its bounds are as the operator has moved them, 28 to 60 replicas: it is simulated with the"
                                    + " user's own, 4 to 60.");
        }

        @Test
        void thatSomebodyEditedAfterTheOperatorIsSimulatedAsItStands() {
            assertThat(raised(10, 60).baseline()).isEqualTo(Baseline.of(10, 60));
            assertThat(raised(10, 60).notes()).isEmpty();
        }

        @Test
        void hasAFloorOfOneWhereItStatesNone() {
            assertThat(read(hpa("maxReplicas: 30\n" + CPU)).baseline()).isEqualTo(Baseline.of(1, 30));
        }

        @Test
        void withAFloorOfZeroIsSimulatedFromOne() {
            Autoscaler autoscaler = read(hpa("minReplicas: 0\nmaxReplicas: 30\n" + CPU));
            assertThat(autoscaler.baseline()).isEqualTo(Baseline.of(1, 30));
            assertThat(autoscaler.notes())
                    .containsExactly(
                            "minReplicas 0 is simulated as 1: CPU of no pod says nothing about when to start one.");
        }

        @Test
        void withoutAMetricIsOnTheApisEightyPercent() {
            Autoscaler autoscaler = read(hpa("maxReplicas: 30\n"));
            assertThat(autoscaler.settings().targetUtilizationPercent()).isEqualTo(80);
            assertThat(autoscaler.notes()).containsExactly("It names no metric, so that the API assumes CPU at 80 %.");
        }

        @Test
        void mayBeOnTheCpuOfOneContainer() {
            assertThat(read(hpa("""
                            maxReplicas: 30
                            metrics:
                            - type: ContainerResource
                              containerResource:
                                name: cpu
                                container: app
                                target: {type: Utilization, averageUtilization: 55}
                            """)).settings().targetUtilizationPercent()).isEqualTo(55);
        }

        @Test
        void leavesItsOtherMetricsOutAndSaysSo() {
            Autoscaler autoscaler = read(hpa("maxReplicas: 30\n" + CPU + """
                    - type: Resource
                      resource: {name: memory, target: {type: Utilization, averageUtilization: 80}}
                    - type: External
                      external: {metric: {name: queue_length}, target: {type: AverageValue, averageValue: "30"}}
                    - type: Pods
                      pods: {metric: {name: connections}, target: {type: AverageValue, averageValue: "100"}}
                    """));
            assertThat(autoscaler.settings().targetUtilizationPercent()).isEqualTo(60);
            assertThat(autoscaler.notes())
                    .containsExactly("Its other metrics are left out: Resource memory, External queue_length, Pods"
                            + " connections. What they would add to CPU, they would add to every strategy.");
        }
    }

    @Nested
    class ABehavior {
        @Test
        void isFilledInAsTheApiDoes() {
            for (String behavior : List.of("{}", "{scaleUp: {}}", "{scaleDown: {selectPolicy: Max}}")) {
                Autoscaler autoscaler = read(hpa("maxReplicas: 30\nbehavior: " + behavior + "\n" + CPU));
                assertThat(autoscaler.settings().behavior()).as(behavior).isEqualTo(Behavior.standard());
                assertThat(autoscaler.settings().tolerance()).as(behavior).isEqualTo(Tolerance.STANDARD);
            }
        }

        @Test
        void isTakenOverWhole() {
            Autoscaler autoscaler = read(hpa("maxReplicas: 30\n" + CPU + """
                    behavior:
                      scaleUp:
                        stabilizationWindowSeconds: 60
                        tolerance: 50m
                        policies:
                        - {type: Pods, value: 5, periodSeconds: 30}
                        - {type: Percent, value: 50, periodSeconds: 60}
                        selectPolicy: Min
                      scaleDown:
                        stabilizationWindowSeconds: 0
                        tolerance: "0.25"
                        selectPolicy: Disabled
                    """));
            assertThat(autoscaler.settings().tolerance()).isEqualTo(new Tolerance(0.25, 0.05));
            assertThat(autoscaler.settings().behavior())
                    .isEqualTo(new Behavior.Stated(
                            new ScalingRules(
                                    Duration.ofSeconds(60),
                                    Select.Min,
                                    List.of(
                                            new ScalingPolicy.Pods(5, Duration.ofSeconds(30)),
                                            new ScalingPolicy.Percent(50, Duration.ofSeconds(60)))),
                            new ScalingRules(
                                    Duration.ZERO,
                                    Select.Disabled,
                                    List.of(new ScalingPolicy.Percent(100, Duration.ofSeconds(15))))));
        }
    }

    @Nested
    class ARefusal {
        @Test
        void namesAllProblemsAtOnceByFieldValueAndRemedy() {
            assertThat(refusal(hpa("""
                            minReplicas: 50
                            maxReplicas: 30
                            metrics:
                            - type: Resource
                              resource: {name: memory, target: {type: Utilization, averageUtilization: 80}}
                            behavior:
                              scaleUp:
                                stabilizationWindowSeconds: 4000
                                selectPolicy: Most
                                tolerance: "-1"
                                policies:
                                - {type: Share, value: 0, periodSeconds: 3600}
                            """)))
                    .isEqualTo("HorizontalPodAutoscaler shop/checkout:"
                            + " spec.metrics is a list: without a target for CPU utilization; the simulation knows CPU"
                            + " utilization only: name an autoscaler with that target, or leave --hpa out to have one at"
                            + " 70 % assumed;"
                            + " spec.behavior.scaleUp.stabilizationWindowSeconds is 4000: not a window; write seconds"
                            + " from 0 to 3600;"
                            + " spec.behavior.scaleUp.policies[0].value is 0: not a change; write a whole number above"
                            + " 0;"
                            + " spec.behavior.scaleUp.policies[0].periodSeconds is 3600: not a period; write seconds"
                            + " from 1 to 1800;"
                            + " spec.behavior.scaleUp.policies[0].type is \"Share\": not a type of policy; write Pods or"
                            + " Percent;"
                            + " spec.behavior.scaleUp.selectPolicy is \"Most\": not a way to select; write Max, Min or"
                            + " Disabled;"
                            + " spec.behavior.scaleUp.tolerance is \"-1\": not a tolerance; write a share such as 0.05"
                            + " or 50m, from 0 to 100;"
                            + " spec.minReplicas is 50: above maxReplicas, 30; write at most that.");
        }

        @Test
        void isDueWhereCpuIsAnAverageValue() {
            assertThat(refusal(hpa("""
                            maxReplicas: 30
                            metrics:
                            - type: Resource
                              resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}
                            """)))
                    .isEqualTo("HorizontalPodAutoscaler shop/checkout: spec.metrics is a list: without a target for CPU"
                            + " utilization; the simulation knows CPU utilization only: name an autoscaler with that"
                            + " target, or leave --hpa out to have one at 70 % assumed.");
        }

        @Test
        void isDueWhereASimulatedPodCouldNeverExceedTheTarget() {
            assertThat(refusal(hpa("maxReplicas: 30\n" + CPU.replace("60", "95"))))
                    .isEqualTo(
                            "HorizontalPodAutoscaler shop/checkout: spec is an object: on CPU at 95 % of the request,"
                                    + " which simulated pods, whose limit is their request, cannot exceed by more than the"
                                    + " tolerance of 10 %, so that it would never scale up; simulate it at 90 % or less.");
            assertThat(read(hpa("maxReplicas: 30\n" + CPU.replace("60", "90")))
                            .settings()
                            .targetUtilizationPercent())
                    .isEqualTo(90);
        }

        @Test
        void isDueWithoutAMaximum() {
            assertThat(refusal(hpa(CPU)))
                    .isEqualTo("HorizontalPodAutoscaler shop/checkout: spec.maxReplicas is absent: required; write the"
                            + " most replicas that it may set.");
        }
    }

    @Nested
    class AScaledObject {
        private static final String TRIGGER = """
                triggers:
                - {type: cpu, metricType: Utilization, metadata: {value: "65"}}
                """;

        @Test
        void isOnTheUtilizationOfItsCpuTrigger() {
            Autoscaler autoscaler = read(scaledObject("minReplicaCount: 2\nmaxReplicaCount: 25\n" + TRIGGER + """
                    - {type: kafka, metadata: {topic: orders}}
                    advanced:
                      horizontalPodAutoscalerConfig:
                        behavior: {scaleUp: {stabilizationWindowSeconds: 30}}
                    """));
            assertThat(autoscaler.key()).isEqualTo(TargetKey.of(TargetKind.ScaledObject, "shop", "checkout"));
            assertThat(autoscaler.baseline()).isEqualTo(Baseline.of(2, 25));
            assertThat(autoscaler.settings().targetUtilizationPercent()).isEqualTo(65);
            assertThat(autoscaler.settings().behavior())
                    .isInstanceOfSatisfying(
                            Behavior.Stated.class,
                            stated -> assertThat(stated.scaleUp().stabilizationWindow())
                                    .isEqualTo(Duration.ofSeconds(30)));
            assertThat(autoscaler.notes())
                    .containsExactly(
                            "Its other triggers are left out: kafka. What they would add to CPU, they would add"
                                    + " to every strategy.");
        }

        @Test
        void hasOneToAHundredReplicasWhereItStatesNone() {
            Autoscaler autoscaler = read(scaledObject(TRIGGER));
            assertThat(autoscaler.baseline()).isEqualTo(Baseline.of(1, 100));
            assertThat(autoscaler.notes())
                    .containsExactly("minReplicaCount is absent, which is 0, and is simulated as 1: CPU of no pod says"
                            + " nothing about when to start one.");
        }

        @Test
        void withoutACpuTriggerIsRefused() {
            assertThat(refusal(scaledObject(
                            "minReplicaCount: 1\ntriggers:\n- {type: kafka, metadata: {topic: orders}}\n")))
                    .isEqualTo("ScaledObject shop/checkout: spec.triggers is a list: without a cpu trigger on"
                            + " Utilization; the simulation knows CPU utilization only: name an autoscaler with that"
                            + " target, or leave --hpa out to have one at 70 % assumed.");
        }

        @Test
        void withATargetThatIsNoPercentIsRefused() {
            assertThat(refusal(scaledObject("minReplicaCount: 1\n" + TRIGGER.replace("65", "65%"))))
                    .isEqualTo("ScaledObject shop/checkout: spec.triggers[0].metadata.value is \"65%\": not a"
                            + " utilization; write percent of the CPU request in quotes, such as \"70\".");
        }
    }

    @Nested
    class AnAssumedOne {
        @Test
        void hasRoomForTwiceThePeak() {
            Autoscaler autoscaler = read(Autoscaler.assumed(CHECKOUT, 1961, 50));
            assertThat(autoscaler.settings()).isEqualTo(HpaSettings.targeting(70));
            assertThat(autoscaler.baseline()).isEqualTo(Baseline.of(2, 80));
            assertThat(autoscaler.notes())
                    .containsExactly("No HorizontalPodAutoscaler is given (--hpa): assumed is one on CPU at 70 %,"
                            + " minReplicas 2, maxReplicas 80 (twice the 40 that the peak of 1961 needs), with the"
                            + " documented default behavior.");
        }

        @Test
        void hasAtLeastTwoReplicas() {
            assertThat(read(Autoscaler.assumed(CHECKOUT, 10, 50)).baseline()).isEqualTo(Baseline.of(2, 2));
        }

        @Test
        void isRefusedWhereTheCapacityCannotBeMeant() {
            assertThat(refusal(Autoscaler.assumed(CHECKOUT, 2_000_000, 0.05)))
                    .isEqualTo("The peak of 2000000 needs 40,000,000 replicas that carry 0.05 each; a simulation takes"
                            + " at most 5000: state a capacity per replica in the unit of the demand.");
        }
    }
}
