package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Resources that the operator refuses, on an API server that refuses none: what is wrong is said, and mending it is enough. */
@EnableKubernetesMockClient(crud = true, https = false)
class BadResourcesIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");
    private static final String ENTRY = """
            demand:
            - query: %s
              unit: req/s
              capacityPerReplica: {fixed: 50}
            """.formatted(OperatorFixture.QUERY);
    private static final String TARGET = "targetRef: {name: checkout}\n";

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void start() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), MORNING).withHpa(2, 40);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    /** A spec, and what its refusal says: field, value, remedy. */
    record Bad(String what, String spec, List<String> says) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Bad> badSpecs() {
        return List.of(
                new Bad(
                        "a time zone of another planet",
                        TARGET + ENTRY + "timeZone: Mars/Base",
                        List.of("spec.timeZone", "\"Mars/Base\"", "Europe/Berlin")),
                new Bad(
                        "a capacity below nothing",
                        TARGET + ENTRY.replace("fixed: 50", "fixed: -1"),
                        List.of("spec.demand[0].capacityPerReplica.fixed", "-1", "write one such as 50")),
                new Bad(
                        "a percentile beyond all",
                        TARGET + ENTRY + "forecast: {percentile: 120}",
                        List.of("spec.forecast.percentile", "120", "write a whole number of 50")),
                new Bad(
                        "a duration in quarters",
                        TARGET + ENTRY + "  history: {lookback: 1y2q}",
                        List.of("spec.demand[0].history.lookback", "\"1y2q\"", "such as 90s, 5m, 1h30m or 28d")),
                new Bad(
                        "a ScaledObject of autoscaling",
                        "targetRef: {apiVersion: autoscaling/v2, kind: ScaledObject, name: checkout}\n" + ENTRY,
                        List.of("spec.targetRef.apiVersion", "\"autoscaling/v2\"", "write keda.sh/v1alpha1")),
                new Bad(
                        "an hour that no day has",
                        TARGET + ENTRY
                                + "calendar: [{name: mornings, schedule: 0 25 * * *, duration: 3h, minReplicas: 10}]",
                        List.of("spec.calendar[0].schedule", "\"0 25 * * *\"", "such as 0 7 * * MON-FRI")),
                new Bad(
                        "holidays of nowhere",
                        TARGET + ENTRY + "calendar: [{name: holidays, country: ZZ}]",
                        List.of("spec.calendar[0].country", "\"ZZ\"", "write an ISO 3166-1 code such as ZA")),
                new Bad(
                        "a capacity to be learned within nothing",
                        TARGET + ENTRY.replace("fixed: 50", "learned: {lowest: 200, highest: '20.5'}"),
                        List.of(
                                "spec.demand[0].capacityPerReplica.learned.lowest",
                                "200",
                                "write a lowest of at most that")),
                new Bad(
                        "a window of trust",
                        TARGET + ENTRY + "trust: {window: 2d}",
                        List.of("spec.trust.window", "\"2d\"", "write one of 3d to 28d")),
                new Bad(
                        "a target without a name",
                        "targetRef: {kind: HorizontalPodAutoscaler}\n" + ENTRY,
                        List.of("spec.targetRef.name", "absent", "name a HorizontalPodAutoscaler of this namespace")),
                new Bad(
                        "three mistakes at once",
                        TARGET + ENTRY.replace("fixed: 50", "fixed: 0")
                                + "timeZone: Berlin\nrelease: {maxStepPercent: 0}",
                        List.of(
                                "spec.demand[0].capacityPerReplica.fixed",
                                "spec.timeZone",
                                "spec.release.maxStepPercent")));
    }

    private void create(String spec) {
        client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(PredictiveScaler.GROUP)
                        .withVersion(PredictiveScaler.VERSION)
                        .withKind("PredictiveScaler")
                        .withPlural("predictivescalers")
                        .withNamespaced(true)
                        .build())
                .inNamespace(OperatorFixture.NAMESPACE)
                .resource(generic(spec))
                .create();
    }

    private static GenericKubernetesResource generic(String spec) {
        return Serialization.unmarshal("""
                ---
                apiVersion: predictivescaler.io/v1alpha1
                kind: PredictiveScaler
                metadata: {name: checkout, namespace: shop}
                spec:
                """ + spec.stripTrailing().indent(2), GenericKubernetesResource.class);
    }

    private String ready() {
        return operator.message(OperatorFixture.NAME, "Ready");
    }

    @ParameterizedTest
    @MethodSource("badSpecs")
    void saysWhatIsWrongAndGoesOnOnceItIsMended(Bad bad) {
        create(bad.spec());
        operator.start();

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("False, InvalidSpec"));
        assertThat(ready()).contains(bad.says());
        assertThat(operator.condition("Enforcing")).isEqualTo("False, InvalidSpec");
        assertThat(operator.events()).contains("InvalidSpec");
        assertThat(operator.scaler().getMetadata().getFinalizers()).isEmpty();

        operator.respec("Enforce", "leadTime: {fixed: 5m}");

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));
        operator.await(() -> assertThat(operator.floor()).isGreaterThan(2));
    }

    @Test
    void saysThatThereIsNoSuchTargetAndGoesOnOnceTheRightOneIsNamed() {
        create("targetRef: {name: chekcout}\n" + ENTRY);
        operator.start();

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("False, TargetNotFound"));
        assertThat(ready())
                .isEqualTo("there is no HorizontalPodAutoscaler 'chekcout' in namespace shop: create it, or correct"
                        + " spec.targetRef.name");

        operator.respec("Observe", "");

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));
    }

    @Test
    void looksForATargetInItsOwnNamespaceOnlyWhateverTheSpecSays() {
        client.resource(OperatorFixture.hpaOf("search", 2, 40)
                        .editMetadata()
                        .withNamespace("other")
                        .endMetadata()
                        .build())
                .create();
        create("mode: Enforce\ntargetRef: {name: search, namespace: other}\n" + ENTRY);
        operator.start();

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("False, TargetNotFound"));
        operator.pass(Duration.ofMinutes(3));

        assertThat(ready()).contains("in namespace shop");
        assertThat(client.autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inNamespace("other")
                        .withName("search")
                        .require()
                        .getSpec()
                        .getMinReplicas())
                .isEqualTo(2);
    }
}
