package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import io.predictivescaler.planning.testkit.Demand;
import io.predictivescaler.planning.testkit.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Baseline 2 to 40, 200 replica-hours a day of which nothing is used yet, looked at every minute, at 08:00. */
class PlannerBudgetTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Scene SCENE = scene().budget(200).demand(day(30));

    /** A constant demand for so many replicas, for longer than the day lasts. */
    private static Demand day(double replicas) {
        double[] values = new double[30 * 60];
        Arrays.fill(values, replicas);
        return Demand.replicas(NOW, values).expiring(NOW.plus(Duration.ofDays(2)));
    }

    private static Scene used(double replicaHours) {
        return SCENE.used(Duration.ofSeconds((long) (3600 * replicaHours)));
    }

    private static int floor(Plan plan) {
        return plan.to().minReplicas();
    }

    private static void assertPlan(Plan plan, int floor, String message) {
        assertThat(floor(plan)).isEqualTo(floor);
        assertThat(plan.decision().message()).isEqualTo(message);
        assertThat(plan.decision().reason()).isEqualTo(Reason.BudgetReached);
        assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.Budget);
    }

    @Nested
    class ARaise {
        @Test
        void isMadeAsPlannedWhereTheBudgetBearsIt() {
            Plan plan = SCENE.plan();

            assertThat(floor(plan)).isEqualTo(30);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.None);
        }

        @Test
        void isOnlyAsHighAsTheRestBearsForHalfAnHourAndTheWayBack() {
            // 17 above the baseline for 30 minutes are 8.5 replica-hours, the way back by 14, 10, 7, 5 and 3 is 1.45.
            assertPlan(
                    used(190).plan(),
                    19,
                    "08:00 UTC needs 30 replicas; the floor goes from 2 to 19: 190 of today's 200 replica-hours are used");
        }

        @Test
        void isNotMadeWhenTheRestBearsNextToNothing() {
            assertPlan(
                    used(199.4).plan(),
                    2,
                    "08:00 UTC needs 30 replicas; the floor stays at 2: 200 of today's 200 replica-hours are used, and a new"
                            + " day begins Tue 00:00 UTC");
        }

        @Test
        void isMadeAsPlannedShortlyBeforeMidnightWhereTheRestBearsItUntilThen() {
            Scene late = used(195).at(NOW.plus(Duration.ofMinutes(16 * 60 - 10)));

            assertThat(floor(late.plan())).isEqualTo(30);
        }

        @Test
        void isFreeAsFarAsTheCalendarStatesIt() {
            Scene stated = used(200).calendar(Scene.floor("sale", 0, 60, 12));

            assertPlan(
                    stated.plan(),
                    12,
                    "08:00 UTC needs 30 replicas; the floor goes from 2 to 12: 200 of today's 200 replica-hours are used");
        }

        @Test
        void takesNothingOfTheBudgetWhereTheCalendarStatesMoreThanTheForecast() {
            Scene stated = used(200).calendar(Scene.floor("sale", 0, 60, 35));

            assertThat(floor(stated.plan())).isEqualTo(35);
            assertThat(stated.plan().decision().reason()).isEqualTo(Reason.CalendarRaise);
        }
    }

    @Nested
    class AFloorThatTheRestDoesNotBearAnyLonger {
        private static final Scene RAISED = SCENE.floor(30);

        private Scene used(double replicaHours) {
            return RAISED.used(Duration.ofSeconds((long) (3600 * replicaHours)));
        }

        @Test
        void standsAsLongAsTheRestBearsItsWayBack() {
            assertThat(used(195).plan()).isInstanceOf(Plan.Keep.class);
            assertThat(used(195).plan().decision().reason()).isEqualTo(Reason.ForecastKeep);
        }

        @Test
        void comesDownByAReleaseStepWhileItIsNeeded() {
            assertPlan(
                    used(198).plan(),
                    22,
                    "08:00 UTC needs 30 replicas; the floor goes from 30 to 22: 198 of today's 200 replica-hours are used,"
                            + " and the rest is for the way back");
        }

        @Test
        void waitsForTheNextStep() {
            assertPlan(
                    used(198).lastReleaseAgo(MINUTE).plan(),
                    30,
                    "08:00 UTC needs 30 replicas; the floor stays at 30 until the next release step: 198 of today's 200"
                            + " replica-hours are used, and the rest is for the way back");
        }

        @Test
        void comesDownWhileAForecastIsAwaited() {
            Scene awaiting = used(198)
                    .outlooks(new NoOpinion("requests", "Prometheus is unreachable", NOW.plus(Duration.ofHours(1))));

            assertPlan(
                    awaiting.plan(),
                    22,
                    "no forecast for requests (Prometheus is unreachable); the floor goes from 30 to 22: 198 of today's"
                            + " 200 replica-hours are used, and the rest is for the way back");
        }

        @Test
        void comesDownThoughTheForecastEndsEarly() {
            Scene ending = used(198).demand(Demand.replicas(NOW, 5, 5, 5, 5, 5));

            assertThat(floor(ending.plan())).isEqualTo(22);
        }

        @Test
        void comesDownThoughSoSmallAReleaseWouldWait() {
            Scene small = used(198).demand(day(28));

            assertThat(floor(small.plan())).isEqualTo(22);
        }

        @Test
        void comesDownToTheCalendarsFloorOnly() {
            Scene stated = used(200).calendar(Scene.floor("sale", 0, 60, 25));

            assertThat(floor(stated.plan())).isEqualTo(25);
        }

        @Test
        void staysUnderAFrozenKillSwitch() {
            Scene frozen = used(198).posture(new Posture.Switched(SwitchOrder.Freeze, "the kill switch says Freeze"));

            assertThat(frozen.plan()).isInstanceOf(Plan.Keep.class);
        }

        @Test
        void comesDownOnItsOwnAccountWhereTheForecastReleasesItAnyhow() {
            Plan plan = used(198).demand(day(5)).plan();

            assertThat(floor(plan)).isEqualTo(22);
            assertThat(plan.decision().reason()).isEqualTo(Reason.ForecastRelease);
        }
    }

    @Nested
    class AWholeDay {
        private final List<Integer> floors = new ArrayList<>();
        private Duration cost = Duration.ZERO;

        private Scene walk(Scene start, int minutes) {
            Scene scene = start;
            for (int minute = 0; minute < minutes; minute++) {
                Plan plan = scene.plan();
                floors.add(floor(plan));
                cost = cost.plus(MINUTE.multipliedBy(floor(plan) - 2L));
                scene = scene.after(plan, MINUTE);
            }
            return scene;
        }

        @Test
        void spendsTheBudgetOnTheNearestNeedAndNoMoreThanIt() {
            walk(SCENE, 16 * 60);

            assertThat(cost).isBetween(Duration.ofMinutes(199 * 60), Duration.ofHours(200));
            // 28 above the baseline last for 7 hours, way back included.
            assertThat(floors.get(6 * 60 + 50)).isEqualTo(30);
            assertThat(floors.get(7 * 60 + 30)).isEqualTo(2);
        }

        @Test
        void movesTheFloorByFewSteps() {
            walk(SCENE, 16 * 60);

            assertThat(floors.stream().distinct()).containsExactly(30, 22, 16, 12, 9, 6, 4, 3, 2);
            long moves = IntStream.range(1, floors.size())
                    .filter(i -> !floors.get(i).equals(floors.get(i - 1)))
                    .count();
            assertThat(moves).isEqualTo(8);
        }

        @Test
        void beginsAnewAtMidnight() {
            Scene midnight = walk(SCENE, 16 * 60);

            assertThat(floor(midnight.plan())).isEqualTo(30);
            assertThat(midnight.plan().decision().reason()).isEqualTo(Reason.ForecastRaise);
        }

        @Test
        void leavesOutWhatTheCalendarStates() {
            Scene stated = SCENE.calendar(Scene.floor("day", 0, 12 * 60, 30));

            walk(stated, 20 * 60);

            assertThat(floors.get(15 * 60)).isEqualTo(30);
        }
    }

    @Test
    void aForeignEditOfTheBaselineChangesWhatIsLeftToSpend() {
        Scene raised = SCENE.floor(30).used(Duration.ofHours(195));

        assertThat(raised.plan()).isInstanceOf(Plan.Keep.class);
        assertThat(floor(raised.used(Duration.ofHours(199)).plan())).isEqualTo(22);
        assertThat(floor(raised.used(Duration.ofHours(199)).baseline(28, 40).plan()))
                .isEqualTo(30);
    }
}
