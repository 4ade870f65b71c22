package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.testkit.Carrying;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Where what one replica carries is learned")
@EnableKubernetesMockClient(crud = true, https = false)
class LearnedCapacityIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T09:30:00Z");

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void prepare() {
        prometheus = PrometheusStub.start().serving("requests", Week.daily());
        serve(Carrying.of(Week.daily(), 37, 1));
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    private void serve(Carrying carrying) {
        prometheus.serving("ready", carrying.replicas()).serving("busy", carrying.utilization());
    }

    private void start(String learned) {
        start(learned, OperatorFixture.hpaOf(NAME, 2, 100));
    }

    private void start(String learned, HorizontalPodAutoscalerBuilder hpa) {
        operator = OperatorFixture.on(client, prometheus.url(), MORNING)
                .withHpa(hpa.build())
                .withEnforcing(NAME, """
                        demand:
                        - name: requests
                          query: requests
                          unit: req/s
                          capacityPerReplica: {learned: {replicasQuery: ready, utilizationQuery: busy%s}}
                          history: {lookback: 8d}
                        """.formatted(learned))
                .start();
    }

    private PredictiveScalerStatus.Demand demand() {
        return operator.status().demand().getFirst();
    }

    @Test
    void learnsItAndPlansByIt() {
        start(", targetUtilizationPercent: 60");

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));
        operator.await(() -> assertThat(operator.floor()).isBetween(26, 31));

        assertThat(demand().perReplica()).isCloseTo(37, withinPercentage(5));
        assertThat(demand().capacitySource()).isEqualTo("Learned");
        assertThat(operator.message("DemandAvailable")).containsPattern("±[0-9.]+% at 60%, [0-9]+h, r (0[.]9[0-9]*|1)");
        assertThat(operator.condition("DemandAvailable")).isEqualTo("True, DemandRead");
        assertThat(operator.status().decision().message()).contains(" req/s each");
        assertThat(operator.series(NAME)).anySatisfy((name, value) -> {
            assertThat(name).contains("capacity_per_replica", "requests", "Learned");
            assertThat(value).isEqualTo(demand().perReplica());
        });
    }

    @Test
    void asksForTheSameStepsAsForDemandAndOnlyForTheTailAfterwards() {
        start(", targetUtilizationPercent: 60");
        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));
        int first = prometheus.requests().size();

        operator.pass(Duration.ofMinutes(61));

        assertThat(prometheus.requests().subList(0, first))
                .filteredOn(request -> request.query().equals("busy"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.step()).isEqualTo(Week.STEP);
                    assertThat(request.points()).isEqualTo(7 * 288);
                });
        assertThat(prometheus.requests().subList(first, prometheus.requests().size()))
                .filteredOn(request -> request.query().equals("busy"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.points()).isLessThan(20));
    }

    @Test
    void aimsAtTheAutoscalersOwnCpuTargetUnlessAnotherIsStated() {
        HorizontalPodAutoscalerBuilder hpa = OperatorFixture.hpaOf(NAME, 2, 100)
                .editSpec()
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(30)
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec();
        start("", hpa);

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));

        assertThat(operator.message("DemandAvailable")).contains(" at 30%, ");
        assertThat(demand().perReplica()).isCloseTo(37.0 * (30 - 4) / (60 - 4), withinPercentage(5));
    }

    @Test
    void staysWithinTheRangeThatIsStated() {
        start(", targetUtilizationPercent: 60, highest: 30");

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));

        assertThat(demand().perReplica()).isEqualTo(30);
        assertThat(demand().capacitySource()).isEqualTo("Learned");
        assertThat(operator.message("DemandAvailable")).contains(" above highest");
    }

    @Test
    void followsAReleaseWithinADay() {
        Instant release = MORNING.plus(Duration.ofHours(2));
        serve(Carrying.of(Week.daily(), time -> time.isBefore(release) ? 37 : 25, 1));
        operator = OperatorFixture.on(client, prometheus.url(), MORNING).refreshingEvery(Duration.ofMinutes(30));
        operator.withHpa(2, 100).withEnforcing(NAME, """
                        demand:
                        - query: requests
                          capacityPerReplica:
                            learned: {replicasQuery: ready, utilizationQuery: busy, targetUtilizationPercent: 60}
                          history: {lookback: 8d}
                        """).start();
        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));
        assertThat(demand().perReplica()).isCloseTo(37, withinPercentage(5));

        operator.pass(Duration.ofHours(24));

        assertThat(demand().perReplica()).isCloseTo(25, withinPercentage(10));
        assertThat(operator.message("DemandAvailable")).contains(", changed 2026-11-03T1");
    }

    @Test
    void keepsWhatWasLearnedWhileItsSeriesAreAway() {
        start(", targetUtilizationPercent: 60");
        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));
        Double before = demand().perReplica();

        prometheus.serving("busy", Reply.status(500));
        operator.pass(Duration.ofHours(3));

        assertThat(demand().perReplica()).isEqualTo(before);
        assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected");
    }

    @Test
    void releasesNothingWhileItIsLearnedAnewAfterARestart() {
        start(", targetUtilizationPercent: 60");
        operator.await(() -> assertThat(operator.floor()).isBetween(26, 31));

        operator.stop();
        prometheus.serving("busy", Reply.status(500));
        operator.start();
        operator.pass(Duration.ofMinutes(30));

        assertThat(operator.floor()).isBetween(26, 31);

        prometheus.serving("busy", Carrying.of(Week.daily(), 37, 1).utilization());
        operator.pass(Duration.ofMinutes(10));

        assertThat(demand().capacitySource()).isEqualTo("Learned");
        assertThat(operator.floor()).isBetween(26, 31);
    }

    @Nested
    class AndCannotBe {
        @BeforeEach
        void serveWhatTellsNothing() {
            prometheus.serving("busy", Week.constant(40));
        }

        @Test
        void hasNoOpinionAndSaysWhy() {
            start(", targetUtilizationPercent: 60");

            operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("False, CapacityUnknown"));

            assertThat(operator.condition("DemandAvailable")).isEqualTo("False, CapacityUnknown");
            assertThat(operator.message("DemandAvailable"))
                    .contains("demand entry 'requests' has no opinion", "correlation is 0", "or set learned.lowest");
            assertThat(operator.events(NAME)).contains("Warning CapacityUnknown");
            assertThat(operator.floor()).isEqualTo(2);
            assertThat(demand().perReplica()).isNull();
            assertThat(operator.series(NAME).keySet()).noneMatch(name -> name.contains("capacity_per_replica"));
        }

        @Test
        void usesTheLowestThatIsStatedAndSaysSo() {
            start(", targetUtilizationPercent: 60, lowest: 20");

            operator.await(() -> assertThat(operator.floor()).isBetween(50, 56));

            assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected");
            assertThat(operator.condition("DemandAvailable")).isEqualTo("True, LowestCapacity");
            assertThat(operator.message("DemandAvailable"))
                    .contains("uses its capacityPerReplica.learned.lowest", "correlation is 0");
            assertThat(operator.events(NAME)).contains("Warning LowestCapacity");
            assertThat(demand().perReplica()).isEqualTo(20);
            assertThat(demand().capacitySource()).isEqualTo("Lowest");
            assertThat(operator.series(NAME))
                    .anySatisfy((name, value) -> assertThat(name).contains("errors_total", "LowestCapacity"));
        }

        @Test
        void goesOnOnceItCan() {
            start(", targetUtilizationPercent: 60");
            operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("False, CapacityUnknown"));

            operator.stop();
            serve(Carrying.of(Week.daily(), 37, 1));
            operator.start();

            operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected"));
            operator.await(() -> assertThat(operator.floor()).isBetween(26, 31));
        }
    }

    @Nested
    class AndItsSeriesCannotBeRead {
        @Test
        void namesTheQueryAndShowsNoForeignLabels() {
            prometheus.serving("ready", Reply.series("{\"tenant\":\"secret\"}", "{\"tenant\":\"other\"}"));
            start(", targetUtilizationPercent: 60");

            operator.await(
                    () -> assertThat(operator.condition("DemandAvailable")).isEqualTo("False, ManySeries"));

            assertThat(operator.message("DemandAvailable"))
                    .contains("its ready replicas cannot be read: the query gives 2 series", "tenant")
                    .doesNotContain("secret");
            assertThat(operator.condition("Ready")).isEqualTo("False, ManySeries");
        }

        @Test
        void leavesAFailingSourceAloneForAWhileAndGoesOnWhenItIsBack() {
            prometheus.serving("busy", Reply.nothing());
            start(", targetUtilizationPercent: 60");
            operator.await(
                    () -> assertThat(operator.condition("DemandAvailable")).isEqualTo("False, NoSeries"));
            serve(Carrying.of(Week.daily(), 37, 1));

            operator.pass(Duration.ofMinutes(6));

            assertThat(operator.condition("Ready")).isEqualTo("True, AsExpected");
            assertThat(demand().perReplica()).isCloseTo(37, withinPercentage(5));
        }
    }

    @Test
    void asksForATargetWhereTheAutoscalerHasNone() {
        HorizontalPodAutoscalerBuilder hpa = OperatorFixture.hpaOf(NAME, 2, 100)
                .editSpec()
                .addNewMetric()
                .withType("External")
                .endMetric()
                .endSpec();
        start("", hpa);

        operator.await(() -> assertThat(operator.condition("Ready")).isEqualTo("False, InvalidSpec"));

        assertThat(operator.message("Ready"))
                .isEqualTo(
                        "spec.demand[0].capacityPerReplica cannot be learned: HorizontalPodAutoscaler 'checkout' has no"
                                + " target for CPU utilization: set learned.targetUtilizationPercent, or state"
                                + " capacityPerReplica.fixed");
        assertThat(operator.events(NAME)).contains("Warning InvalidSpec");
    }
}
