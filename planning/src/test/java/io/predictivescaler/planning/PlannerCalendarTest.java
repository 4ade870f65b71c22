package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Demand.flat;
import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.factor;
import static io.predictivescaler.planning.testkit.Scene.floor;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.testkit.Scene;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a calendar makes of a plan. The lead time is 3 minutes, the hold 10 minutes longer. */
class PlannerCalendarTest {
    private static int floorOf(Plan plan) {
        return plan.to().minReplicas();
    }

    private static void assertKept(Scene scene, int floor, Reason reason) {
        Plan plan = scene.plan();
        assertThat(plan).isInstanceOf(Plan.Keep.class);
        assertThat(floorOf(plan)).isEqualTo(floor);
        assertThat(plan.decision().reason()).isEqualTo(reason);
    }

    @Nested
    class AFloorWithoutDemand {
        private final Scene scene = scene().calendar(floor("mornings", 10, 130, 10));

        @Test
        void isInForceALeadTimeBeforeItBeginsAndNotEarlier() {
            assertKept(scene.at(NOW.plusSeconds(6 * 60 + 59)), 2, Reason.BaselineSuffices);

            Plan plan = scene.at(NOW.plusSeconds(7 * 60)).plan();

            assertThat(plan).isInstanceOf(Plan.Raise.class);
            assertThat(plan.to()).isEqualTo(new Bounds(10, 40));
            assertThat(plan.decision().reason()).isEqualTo(Reason.CalendarRaise);
            assertThat(plan.decision().needed()).isEqualTo(10);
            assertThat(plan.decision().message())
                    .isEqualTo("calendar entry mornings holds 10 replicas from 08:10 to 10:10 UTC; lead time 3m");
        }

        @Test
        void isStoodBehindForTwoHoursAndNotBeyondItsEnd() {
            assertThat(scene.at(NOW.plusSeconds(7 * 60)).plan().expires()).isEqualTo(NOW.plusSeconds(127 * 60));
            assertThat(scene.floor(10).at(NOW.plusSeconds(60 * 60)).plan().expires())
                    .isEqualTo(NOW.plusSeconds(130 * 60));
        }

        @Test
        void holdsUntilItEnds() {
            Scene raised = scene.floor(10).at(NOW.plusSeconds(3600));

            assertKept(raised, 10, Reason.CalendarKeep);
            assertThat(raised.plan().decision().message())
                    .isEqualTo("calendar entry mornings holds 10 replicas until 10:10 UTC; the floor stays at 10");
        }

        @Test
        void isGivenBackByReleaseStepsAfterwards() {
            Plan plan = scene.floor(10).at(NOW.plusSeconds(130 * 60)).plan();

            assertThat(plan).isInstanceOf(Plan.FallBack.class);
            assertThat(floorOf(plan)).isEqualTo(7);
            assertThat(plan.decision().reason()).isEqualTo(Reason.CalendarRelease);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.ReleaseStep);
            assertThat(plan.decision().message())
                    .isEqualTo("no calendar entry needs more;"
                            + " the floor goes from 10 to 7 on its way to the baseline of 2 replicas");
        }

        @Test
        void isForgottenWhenItIsOver() {
            assertKept(scene().calendar(), 2, Reason.BaselineSuffices);
            Plan plan = scene().floor(10).calendar().plan();

            assertThat(plan.decision().reason()).isEqualTo(Reason.CalendarRelease);
            assertThat(plan.decision().message())
                    .isEqualTo("no calendar entry needs more;"
                            + " the floor goes from 10 to 7 on its way to the baseline of 2 replicas");
        }

        @Test
        void saysWhenItIsNext() {
            assertThat(scene.plan().decision().message())
                    .isEqualTo(
                            "calendar entry mornings holds 10 replicas from 08:10 to 10:10 UTC; the floor stays at 2");
            assertThat(scene.at(NOW.minusSeconds(3600)).plan().decision().message())
                    .isEqualTo("no calendar entry needs more before 08:10 UTC; the baseline floor of 2 replicas holds");
        }

        @Test
        void goesOverIntoALowerOneByReleaseSteps() {
            Scene after = scene().floor(20).calendar(floor("quiet", -60, 60, 8));

            Plan plan = after.plan();

            assertThat(plan).isInstanceOf(Plan.FallBack.class);
            assertThat(floorOf(plan)).isEqualTo(15);
            assertThat(plan.decision().reason()).isEqualTo(Reason.CalendarRelease);
            assertThat(plan.decision().message())
                    .isEqualTo("calendar entry quiet holds 8 replicas until 09:00 UTC;"
                            + " the floor goes from 20 to 15 on its way to the calendar's floor of 8 replicas");
        }

        @Test
        void isNotReleasedWhenTheNextBeginsWithinLeadTimeAndHold() {
            Scene between = scene().floor(10).calendar(floor("early", -60, 0, 10), floor("late", 13, 60, 10));

            assertKept(between, 10, Reason.CalendarKeep);
            assertThat(floorOf(between.calendar(floor("late", 14, 60, 10)).plan()))
                    .isEqualTo(7);
        }

        @Test
        void isNothingUnderTheBaseline() {
            assertKept(scene().calendar(floor("nights", 0, 60, 1)), 2, Reason.BaselineSuffices);
        }

        @Test
        void holdsWhateverTheRateOfRaises() {
            Scene slow = scene.at(NOW.plusSeconds(7 * 60)).raise(new RaiseRate(10, Duration.ofHours(1)));

            assertThat(floorOf(slow.lastRaiseAgo(Duration.ZERO).plan())).isEqualTo(10);
            assertThat(floorOf(slow.demand(flat(NOW, 30)).plan())).isEqualTo(10);
        }

        @Test
        void raisesEarlierByTheSpread() {
            assertThat(floorOf(
                            scene.spread(0.5).at(NOW.plusSeconds(5 * 60 + 30)).plan()))
                    .isEqualTo(10);
        }
    }

    @Nested
    class AFloorWithoutAnOpinionOnDemand {
        private final NoOpinion held = new NoOpinion("requests", "Prometheus is unreachable", NOW.plusSeconds(600));
        private final NoOpinion gone = new NoOpinion("requests", "Prometheus is unreachable", NOW);

        @Test
        void isRaisedWhileAForecastIsAwaited() {
            Plan plan = scene().calendar(floor("mornings", 3, 60, 10))
                    .outlooks(held)
                    .plan();

            assertThat(floorOf(plan)).isEqualTo(10);
            assertThat(plan.decision().reason()).isEqualTo(Reason.CalendarRaise);
        }

        @Test
        void isRaisedWhenNoneIsAwaited() {
            assertThat(floorOf(scene().calendar(floor("mornings", 3, 60, 10))
                            .outlooks(gone)
                            .plan()))
                    .isEqualTo(10);
        }

        @Test
        void releasesNothingAboveItWhileAForecastIsAwaited() {
            assertKept(
                    scene().floor(20).calendar(floor("mornings", 0, 60, 10)).outlooks(held), 20, Reason.AwaitingDemand);
        }

        @Test
        void isWhereTheFloorFallsBackTo() {
            Scene scene =
                    scene().floor(12).calendar(floor("mornings", 0, 60, 10)).outlooks(gone);

            Plan plan = scene.plan();

            assertThat(plan).isInstanceOf(Plan.FallBack.class);
            assertThat(floorOf(plan)).isEqualTo(10);
            assertThat(plan.decision().reason()).isEqualTo(Reason.NoOpinion);
            assertThat(plan.decision().message())
                    .isEqualTo("no forecast for requests (Prometheus is unreachable);"
                            + " the floor goes from 12 to the calendar's floor of 10 replicas");
            assertKept(scene.after(plan, Duration.ofMinutes(20)), 10, Reason.CalendarKeep);
        }

        @Test
        void isReleasedWhenItEnds() {
            Plan plan = scene().floor(10)
                    .calendar(floor("mornings", -60, 0, 10))
                    .outlooks(gone)
                    .plan();

            assertThat(floorOf(plan)).isEqualTo(7);
            assertThat(plan.decision().reason()).isEqualTo(Reason.NoOpinion);
        }
    }

    @Nested
    class AFloorBesideAForecast {
        @Test
        void winsWhereItIsHigher() {
            Plan plan = scene().demand(flat(NOW, 6))
                    .calendar(floor("mornings", 0, 60, 10))
                    .plan();

            assertThat(floorOf(plan)).isEqualTo(10);
            assertThat(plan.decision().reason()).isEqualTo(Reason.CalendarRaise);
            assertThat(plan.decision().message())
                    .isEqualTo("calendar entry mornings holds 10 replicas until 09:00 UTC; lead time 3m");
        }

        @Test
        void isCoveredWhereItIsLower() {
            Plan plan = scene().demand(flat(NOW, 12))
                    .calendar(floor("mornings", 0, 60, 10))
                    .plan();

            assertThat(floorOf(plan)).isEqualTo(12);
            assertThat(plan.decision().reason()).isEqualTo(Reason.ForecastRaise);
        }

        @Test
        void isStoodBehindAsLongAsTheForecast() {
            assertThat(scene().demand(flat(NOW, 6).expiring(NOW.plusSeconds(60)))
                            .calendar(floor("mornings", 0, 60, 10))
                            .plan()
                            .expires())
                    .isEqualTo(NOW.plusSeconds(60));
        }

        @Test
        void holdsItsReplicasWhenDemandFalls() {
            assertKept(
                    scene().floor(10).demand(flat(NOW, 3)).calendar(floor("mornings", -60, 60, 10)),
                    10,
                    Reason.CalendarKeep);
        }

        @Test
        void isReleasedAfterItsEndByTheRulesOfTheForecast() {
            Plan plan = scene().floor(20)
                    .demand(flat(NOW, 3))
                    .calendar(floor("mornings", -60, 0, 20))
                    .plan();

            assertThat(floorOf(plan)).isEqualTo(15);
            assertThat(plan.decision().reason()).isEqualTo(Reason.ForecastRelease);
        }
    }

    @Nested
    class AFloorAtTheLimits {
        private final Scene scene = scene().calendar(floor("black-friday", 0, 60, 55));

        @Test
        void endsAtTheMaximumAndSaysSo() {
            Plan plan = scene.plan();

            assertThat(plan.to()).isEqualTo(new Bounds(40, 40));
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.MaxReplicas);
            assertThat(plan.decision().message())
                    .isEqualTo("calendar entry black-friday holds 55 replicas until 09:00 UTC; lead time 3m;"
                            + " maxReplicas allows 40");
            Scene raised = scene.after(plan, Duration.ofMinutes(1));
            assertKept(raised, 40, Reason.CalendarRaise);
            assertThat(raised.plan().decision().limitedBy()).isEqualTo(LimitedBy.MaxReplicas);
        }

        @Test
        void announcesAheadThatTheMaximumWillNotDo() {
            Plan plan = scene().calendar(floor("black-friday", 180, 240, 55)).plan();

            assertThat(plan.decision().shortfall()).contains(new Plan.Shortfall(NOW.plus(Duration.ofHours(3)), 55, 40));
            assertThat(plan.decision().message()).endsWith("; 11:00 UTC needs 55 replicas, maximum 40");
        }

        @Test
        void raisesTheMaximumWhereThatIsAllowedAndGivesItBack() {
            Scene free = scene.ceiling(new Ceiling.Raise(100, 20)).floorBetween(0, 100);

            Plan raise = free.plan();
            assertThat(raise.to()).isEqualTo(new Bounds(55, 66));

            Scene after = free.after(raise, Duration.ofHours(1)).running(5);
            for (int step = 0; step < 30; step++) {
                after = after.after(after.plan(), Duration.ofMinutes(3));
            }
            assertThat(after.input().inForce()).isEqualTo(new Bounds(2, 40));
        }

        @Test
        void endsAtTheHighestFloor() {
            Plan plan = scene.floorBetween(0, 30).plan();

            assertThat(floorOf(plan)).isEqualTo(30);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.MinHighest);
        }

        @Test
        void yieldsToAPause() {
            assertThat(floorOf(scene.posture(new Posture.Paused(NOW.plusSeconds(60)))
                            .plan()))
                    .isEqualTo(2);
        }

        @Test
        void yieldsToTheModeObserve() {
            assertThat(floorOf(scene.floor(40).posture(new Posture.LettingGo()).plan()))
                    .isEqualTo(30);
        }
    }

    @Nested
    class AFactor {
        private final Scene scene = scene().demand(flat(NOW, 4));

        @Test
        void multipliesWhatIsForecast() {
            Plan plan = scene.calendar(factor("sale", 0, 60, 3)).plan();

            assertThat(floorOf(plan)).isEqualTo(12);
            assertThat(plan.decision().reason()).isEqualTo(Reason.ForecastRaise);
            assertThat(plan.decision().message())
                    .isEqualTo("P95 demand of 600 req/s, forecast times 3 by calendar entry sale, at 08:00 UTC needs"
                            + " 12 replicas at 50 req/s each; lead time 3m");
        }

        @Test
        void isPlannedForALeadTimeBeforeItBegins() {
            Scene soon = scene.floor(4).calendar(factor("sale", 10, 60, 3));

            assertThat(floorOf(soon.at(NOW.plusSeconds(419)).plan())).isEqualTo(4);
            assertThat(floorOf(soon.at(NOW.plusSeconds(420)).plan())).isEqualTo(12);
        }

        @Test
        void countsFromItsStartOnAlsoWithinAStep() {
            Scene coarse = scene().floor(4)
                    .demand(flat(NOW, 4).every(Duration.ofMinutes(15)))
                    .calendar(factor("sale", 10, 60, 3));

            assertThat(floorOf(coarse.at(NOW.plusSeconds(419)).plan())).isEqualTo(4);
            assertThat(coarse.at(NOW.plusSeconds(420)).plan().decision().message())
                    .contains("at 08:10 UTC needs 12 replicas");
        }

        @Test
        void ofLessThanOneLowersTheNeed() {
            assertThat(floorOf(scene().demand(flat(NOW, 12))
                            .calendar(factor("holiday", 0, 60, 0.5))
                            .plan()))
                    .isEqualTo(6);
        }

        @Test
        void explainsWhatWasNeverSeen() {
            Scene believed = scene().demand(flat(NOW, 10).withHighestSeen(400)).calendar(factor("sale", 0, 60, 3));

            assertThat(floorOf(believed.plan())).isEqualTo(30);
            assertThat(believed.plan().decision().limitedBy()).isEqualTo(LimitedBy.None);
        }

        @Test
        void explainsNoMoreThanItself() {
            Plan plan = scene().demand(flat(NOW, 20).withHighestSeen(400))
                    .calendar(factor("sale", 0, 60, 2))
                    .plan();

            assertThat(floorOf(plan)).isEqualTo(24);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.SeenDemand);
            assertThat(plan.decision().message())
                    .endsWith("; floor 24, since more than 1.5 times the highest demand seen, 400 req/s, and the"
                            + " calendar's factor is not planned for");
        }

        @Test
        void ofOneStepDoesNotHideWhatAnotherNeeds() {
            Scene mixed = scene().demand(flat(NOW, 6).with(0, 1, 40).withHighestSeen(300))
                    .calendar(factor("sale", 1, 60, 3));

            assertThat(floorOf(mixed.plan())).isEqualTo(18);
        }

        @Test
        void announcesAheadThatTheMaximumWillNotDo() {
            Plan plan = scene.calendar(factor("sale", 45, 60, 11)).plan();

            assertThat(plan.decision().shortfall())
                    .contains(new Plan.Shortfall(NOW.plus(Duration.ofMinutes(45)), 44, 40));
        }
    }
}
