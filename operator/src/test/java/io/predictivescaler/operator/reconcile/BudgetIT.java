package io.predictivescaler.operator.reconcile;

import static io.predictivescaler.operator.testkit.OperatorFixture.NAME;
import static io.predictivescaler.operator.testkit.OperatorFixture.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Budget;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.Week;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From 9 to 17 o'clock demand needs 20 replicas and a few for the uncertainty, the baseline is 2: a day costs some 160 replica-hours. */
@DisplayName("A budget of replica-hours")
@EnableKubernetesMockClient(crud = true, https = false)
class BudgetIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T07:30:00Z");
    private static final String DAY = "2026-11-03";

    KubernetesClient client;
    private PrometheusStub prometheus;
    private OperatorFixture operator;

    @BeforeEach
    void prepare() {
        prometheus = PrometheusStub.start().serving(QUERY, Week.daily());
        operator = on(MORNING).withHpa(2, 40);
    }

    @AfterEach
    void stop() {
        operator.close();
        prometheus.close();
    }

    /** Looking every 5 minutes, which is enough for hours. */
    private OperatorFixture on(Instant start) {
        return OperatorFixture.on(client, prometheus.url(), start).refreshingEvery(Duration.ofMinutes(5));
    }

    private void start(String mode, int replicaHours) {
        operator.withScaler(mode, "leadTime: {fixed: 5m}\nbudget: {replicaHoursPerDay: %d}".formatted(replicaHours))
                .start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
    }

    /** Another process, that much later, after the one that runs was killed. */
    private void restartAt(String time) {
        operator.stop();
        operator = on(at(time)).start();
        operator.await(() -> assertThat(operator.condition("Ready")).startsWith("True"));
        operator.settle();
    }

    private static Instant at(String time) {
        return Instant.parse(DAY + "T" + time + ":00Z");
    }

    private int floorAt(String time) {
        operator.passUntil(at(time));
        return operator.floor();
    }

    private Budget budget() {
        return operator.status().budget();
    }

    private List<String> reasons() {
        return operator.status().decisions().stream()
                .map(decision -> decision.reason() + " " + decision.minReplicas() + " " + decision.limitedBy())
                .toList();
    }

    @Test
    void runsOutByTheNearestNeedAndIsSaidSo() {
        start("Enforce", 60);

        int floor = floorAt("10:00");
        assertThat(floor).isGreaterThanOrEqualTo(20);
        assertThat(operator.condition("Limited")).isEqualTo("False, NotLimited");
        assertThat(budget().day()).isEqualTo(DAY);
        assertThat(budget().usedReplicaHours()).isBetween(20, 40);
        assertThat(budget().limit()).isEqualTo(60);

        assertThat(floorAt("13:00")).isEqualTo(2);
        assertThat(operator.status().decision().reason()).isEqualTo("BudgetReached");
        assertThat(operator.status().decision().message())
                .matches(
                        "1\\d:\\d\\d UTC needs 2\\d replicas; the floor (goes from 3 to 2|stays at 2): 60 of today's 60"
                                + " replica-hours are used, and a new day begins Wed 00:00 UTC");
        assertThat(operator.condition("Limited")).isEqualTo("True, Budget");
        assertThat(operator.message("Limited"))
                .contains("of today's 60 replica-hours are used")
                .endsWith(": raise budget.replicaHoursPerDay, or state what must stand in the calendar");
        assertThat(operator.condition("Enforcing")).isEqualTo("True, BoundsFollowPlan");
        assertThat(operator.events(NAME)).contains("Warning Budget", "Normal BudgetReached");
        assertThat(reasons().getFirst()).isEqualTo("BudgetReached 2 Budget");

        assertThat(operator.series(NAME))
                .containsEntry("predictive_scaler_budget_limit_replica_hours", 60.0)
                .containsEntry("predictive_scaler_errors_total{kind=\"Budget\"}", 1.0)
                .hasEntrySatisfying(
                        "predictive_scaler_budget_used_replica_hours",
                        used -> assertThat(used).isBetween(58.0, 60.0));
        assertThat(budget().usedReplicaHours()).isEqualTo(60);
    }

    @Test
    void isChargedForTheTimeWithoutAnOperator() {
        start("Enforce", 120);
        int floor = floorAt("10:00");
        int used = budget().usedReplicaHours();

        restartAt("12:00");

        double down = 2 * (floor - 2);
        double charged = operator.series(NAME).get("predictive_scaler_budget_used_replica_hours");
        // What is known is rounded up, and a status may be 15 minutes old.
        assertThat(charged).isBetween(used + down - 1, used + down + 6);
        assertThat(operator.floor()).isEqualTo(floor);

        operator.passUntil(at("17:00"));
        assertThat(operator.floor()).isEqualTo(2);
        assertThat(operator.condition("Limited")).isEqualTo("True, Budget");
        assertThat(operator.series(NAME).get("predictive_scaler_budget_used_replica_hours"))
                .isBetween(110.0, 120.0);
    }

    @Test
    void staysUsedUpWhenTheOperatorStartsAnew() {
        start("Enforce", 30);
        assertThat(floorAt("12:00")).isEqualTo(2);

        restartAt("12:01");
        operator.pass(Duration.ofMinutes(30));

        assertThat(operator.floor()).isEqualTo(2);
        assertThat(operator.condition("Limited")).isEqualTo("True, Budget");
    }

    @Test
    void beginsAnewWithTheNextDay() {
        start("Enforce", 30);
        assertThat(floorAt("16:00")).isEqualTo(2);

        operator.passUntil(Instant.parse("2026-11-04T09:00:00Z"));

        assertThat(operator.floor()).isGreaterThanOrEqualTo(18);
        assertThat(budget().day()).isEqualTo("2026-11-04");
        assertThat(budget().usedReplicaHours()).isLessThan(20);
    }

    @Test
    void tellsInObserveWhatEnforcingWouldUse() {
        start("Observe", 60);

        operator.passUntil(at("10:00"));
        assertThat(operator.floor()).isEqualTo(2);
        assertThat(budget().usedReplicaHours()).isBetween(20, 40);

        operator.passUntil(at("13:00"));
        assertThat(operator.condition("Limited")).isEqualTo("True, Budget");
        assertThat(operator.status().decision().minReplicas()).isEqualTo(2);
    }

    @Test
    void isNotChargedForWhatObservingOnlyPlayed() {
        start("Observe", 60);
        operator.passUntil(at("10:00"));
        assertThat(budget().usedReplicaHours()).isGreaterThan(20);

        operator.respec("Enforce", "leadTime: {fixed: 5m}\nbudget: {replicaHoursPerDay: 60}");
        operator.await(() -> assertThat(operator.floor()).isGreaterThan(10));
        operator.passUntil(at("10:30"));

        assertThat(budget().usedReplicaHours()).isBetween(8, 15);
    }

    @Test
    void isChargedByTheUsersNewBaseline() {
        start("Enforce", 150);
        int floor = floorAt("10:00");
        int used = budget().usedReplicaHours();

        operator.setBounds(floor - 5, 40);
        operator.await(() ->
                assertThat(operator.status().target().baseline().minReplicas()).isEqualTo(floor - 5));
        operator.passUntil(at("14:00"));

        assertThat(operator.floor()).isGreaterThanOrEqualTo(floor);
        int charged = 4 * 5;
        assertThat(budget().usedReplicaHours()).isBetween(used + charged - 2, used + charged + 2);
    }
}
