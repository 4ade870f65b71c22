package io.predictivescaler.operator.simulate;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.spec.AllowedAddresses;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import io.predictivescaler.operator.testkit.Keda;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.Scores;
import io.predictivescaler.simulation.StartUp;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The benefit in status")
@EnableKubernetesMockClient(crud = true, https = false)
class BenefitIT {
    private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
    private static final String SPEC = "leadTime: {fixed: 5m}\ntrust: {window: 3d}\n";

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void serve() {
        prometheus = PrometheusStub.start().serving(OperatorFixture.QUERY, Week.daily());
        operator = OperatorFixture.on(client, prometheus.url(), NOON).withBenefits();
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private PredictiveScalerStatus.Benefit awaitBenefit() {
        // Replays take seconds where a machine is busy.
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(operator.status().benefit()).isNotNull());
        operator.settle();
        return operator.status().benefit();
    }

    private void awaitReady(String message) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(operator.message("Ready")).isEqualTo(message));
    }

    /** What {@code simulate} says of the same days. */
    private Experiment experiment() {
        ScalerSpec spec = ((SpecOutcome.Valid) SpecReader.read(
                        operator.scaler(),
                        new SpecDefaults(new SpecDefaults.OwnAddress.At(prometheus.url()), AllowedAddresses.none())))
                .spec();
        Series week = Week.daily();
        Duration lookback = spec.demand().getFirst().history().lookback();
        DemandCurve curve =
                DemandCurve.of(week.slice(Math.max(0, week.indexOf(NOON.minus(lookback))), week.indexOf(NOON)));
        Autoscaler autoscaler = ((AutoscalerInput.Read) AutoscalerReader.read(operator.hpa())).autoscaler();
        return new Experiment(
                curve,
                NOON.minus(Duration.ofDays(3)),
                NOON,
                new ResourceKey(OperatorFixture.NAMESPACE, NAME),
                spec.enforcing(spec.demand().getFirst()),
                50,
                autoscaler.settings(),
                Baseline.of(2, 40),
                StartUp.fixed(Duration.ofMinutes(5)),
                Duration.ofMinutes(5),
                Experiment.USUAL_METRICS_LAG);
    }

    @Test
    void tellsInObserveWhatSimulatingTheSameDaysTells() {
        operator.withHpa(2, 40).withScaler("Observe", SPEC).start();
        PredictiveScalerStatus.Benefit benefit = awaitBenefit();

        Scores reactive = Simulation.alone(experiment()).scores();
        Scores predictive = Simulation.operatorAlone(experiment()).scores();
        assertThat(reactive.shortMinutes())
                .as("a ramp that the autoscaler alone is late for")
                .isGreaterThan(10);
        assertThat(predictive.shortMinutes()).isLessThan(reactive.shortMinutes() / 2);
        assertThat(benefit)
                .isEqualTo(new PredictiveScalerStatus.Benefit(
                        "3d",
                        (int) Math.round(reactive.shortMinutes()),
                        (int) Math.round(predictive.shortMinutes()),
                        (int) Math.round(predictive.replicaHours() - reactive.replicaHours())));
        assertThat(operator.floor()).as("observing").isEqualTo(2);
        assertThat(operator.series(NAME))
                .containsEntry(
                        "predictive_scaler_benefit_short_seconds{scaling=\"Reactive\"}",
                        60.0 * benefit.shortMinutesReactive())
                .containsEntry(
                        "predictive_scaler_benefit_short_seconds{scaling=\"Predictive\"}",
                        60.0 * benefit.shortMinutesPredictive())
                .containsEntry("predictive_scaler_benefit_extra_replica_hours", (double) benefit.extraReplicaHours());
    }

    @Test
    void isThatOfTheUsersOwnBoundsWhileTheyAreRaised() {
        operator.withHpa(2, 40).withScaler("Enforce", SPEC).start();
        PredictiveScalerStatus.Benefit benefit = awaitBenefit();
        operator.await(() -> assertThat(operator.floor()).isGreaterThan(15));

        assertThat(benefit.shortMinutesReactive()).isEqualTo((int)
                Math.round(Simulation.alone(experiment()).scores().shortMinutes()));
    }

    @Test
    void outlivesTheProcess() {
        operator.withHpa(2, 40).withScaler("Observe", SPEC).start();
        PredictiveScalerStatus.Benefit benefit = awaitBenefit();
        operator.stop().start();
        operator.pass(Duration.ofMinutes(1));

        assertThat(operator.status().benefit()).isEqualTo(benefit);
        assertThat(operator.series(NAME)).containsKey("predictive_scaler_benefit_extra_replica_hours");
    }

    @Test
    void isThatOfTheNeediestEntry() {
        prometheus.serving("sum(jobs)", Week.nightly());
        operator.withHpa(2, 40)
                .withScaler("Observe", "- {name: jobs, query: sum(jobs), capacityPerReplica: {fixed: 50}}\n" + SPEC)
                .start();

        assertThat(awaitBenefit().shortMinutesReactive())
                .as("a second steep rise each day")
                .isGreaterThan((int)
                        Math.round(1.5 * Simulation.alone(experiment()).scores().shortMinutes()));
    }

    @Test
    void saysWhyThereIsNoneForAnAutoscalerWithoutATargetForCpu() {
        Keda.on(client, OperatorFixture.NAMESPACE)
                .installed()
                .withScaledObject(NAME, "minReplicaCount: 2")
                .running(NAME, 3);
        operator.withScalerOfScaledObject("Observe", SPEC).start();

        awaitReady("forecasts are issued and plans are made; status.benefit is not worked out: ScaledObject 'checkout'"
                + " has no target for CPU utilization, and nothing else is simulated");
        assertThat(operator.status().benefit()).isNull();
        assertThat(operator.series(NAME)).doesNotContainKey("predictive_scaler_benefit_extra_replica_hours");
    }

    @Test
    void isSimulatedForAScaledObjectWithACpuTrigger() {
        Keda keda = Keda.on(client, OperatorFixture.NAMESPACE)
                .installed()
                .withScaledObject(NAME, "minReplicaCount: 2")
                .running(NAME, 3);
        keda.resource(NAME)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"triggers\":[{\"type\":\"cpu\",\"metricType\":\"Utilization\","
                                + "\"metadata\":{\"value\":\"60\"}}]}}");
        operator.withScalerOfScaledObject("Observe", SPEC).start();

        PredictiveScalerStatus.Benefit benefit = awaitBenefit();
        assertThat(benefit.shortMinutesPredictive()).isLessThan(benefit.shortMinutesReactive());
    }

    @Test
    void saysWhyThereIsNoneForAShortHistory() {
        prometheus.serving(
                OperatorFixture.QUERY,
                Week.daily()
                        .slice(
                                Week.daily().indexOf(NOON) - 30 * 12,
                                Week.daily().length()));
        operator.withHpa(2, 40).withScaler("Observe", SPEC).start();

        awaitReady("forecasts are issued and plans are made; status.benefit is not worked out: a day of demand beyond"
                + " trust.minimumHistory of 1d is needed");
    }
}
