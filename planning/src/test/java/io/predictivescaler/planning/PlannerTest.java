package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Demand.flat;
import static io.predictivescaler.planning.testkit.Demand.from;
import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.testkit.Demand;
import io.predictivescaler.planning.testkit.Scene;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static void assertKept(Plan plan, Scene scene, Reason reason) {
        assertThat(plan).isInstanceOf(Plan.Keep.class);
        assertThat(plan.to()).isEqualTo(scene.input().inForce());
        assertThat(plan.decision().reason()).isEqualTo(reason);
    }

    private static int floor(Plan plan) {
        return plan.to().minReplicas();
    }

    @Nested
    class WhenTheLeadTimeNeedsMore {
        @Test
        void raisesToWhatTheForecastNeeds() {
            Plan plan = scene().demand(flat(NOW, 9)).plan();

            assertThat(plan).isInstanceOf(Plan.Raise.class);
            assertThat(plan.to()).isEqualTo(new Bounds(9, 40));
            assertThat(plan.decision().reason()).isEqualTo(Reason.ForecastRaise);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.None);
            assertThat(plan.decision().needed()).isEqualTo(9);
        }

        @Test
        void raisesAsSoonAsTheStepBeginsWithinTheLeadTimeAndNotBefore() {
            Demand jump = flat(NOW, 2).with(4, 90, 9);

            assertThat(floor(scene().demand(jump).plan())).isEqualTo(2);
            assertThat(floor(scene().demand(jump).at(NOW.plus(MINUTE)).plan())).isEqualTo(9);
        }

        @Test
        void looksAtTheStepThatIsRunning() {
            Demand passing = flat(NOW, 2).with(0, 1, 9);

            assertThat(floor(scene().demand(passing).at(NOW.plusSeconds(59)).plan()))
                    .isEqualTo(9);
            assertThat(floor(scene().demand(passing).at(NOW.plusSeconds(60)).plan()))
                    .isEqualTo(2);
        }

        @Test
        void raisesEarlierByItsShareOfTheSpread() {
            Demand jump = flat(NOW, 2).with(4, 90, 9);

            assertThat(floor(scene().demand(jump).spread(0.34).plan())).isEqualTo(9);
        }

        @Test
        void raisesAtOnceForTheWholeHoldWindow() {
            Demand ramp = flat(NOW, 20).with(2, 4, 30).with(12, 90, 35);

            assertThat(floor(scene().floor(20).demand(ramp).plan())).isEqualTo(35);
        }

        @Test
        void takesTheEntryThatNeedsMost() {
            Plan plan = scene().demand(
                            flat(NOW, 5).named("requests"), flat(NOW, 7).named("jobs"))
                    .plan();

            assertThat(floor(plan)).isEqualTo(7);
            assertThat(plan.decision().message()).startsWith("P95 demand for jobs of 350 req/s");
        }

        @Test
        void plansForTheChosenPercentile() {
            Scene half = scene().outlooks(flat(NOW, 10).outlook(0.5));

            assertThat(floor(half.percentile(QuantileLevel.P95).plan())).isEqualTo(10);
            assertThat(floor(half.percentile(QuantileLevel.P50).plan())).isEqualTo(5);
        }

        @Test
        void neverSeesAReplicaInARoundingError() {
            assertThat(floor(scene().demand(from(NOW, 450.0000001)).plan())).isEqualTo(9);
            assertThat(floor(scene().demand(from(NOW, 450.01)).plan())).isEqualTo(10);
        }

        @Test
        void survivesADemandBeyondAllReplicas() {
            Plan plan = scene().demand(from(NOW, 1e300).withHighestSeen(Double.POSITIVE_INFINITY))
                    .plan();

            assertThat(floor(plan)).isEqualTo(40);
            assertThat(plan.decision().needed()).isEqualTo(Integer.MAX_VALUE);
        }

        @Test
        void expiresWithTheFirstOfItsForecasts() {
            Plan plan = scene().demand(
                            flat(NOW, 5).expiring(NOW.plusSeconds(900)),
                            flat(NOW, 4).named("jobs").expiring(NOW.plusSeconds(600)))
                    .plan();

            assertThat(plan.expires()).isEqualTo(NOW.plusSeconds(600));
        }

        @Test
        void saysWhyInOneSentence() {
            Demand demand = from(NOW, 100, 100, 431, 100).every(Duration.ofMinutes(1));

            assertThat(scene().demand(demand)
                            .leadTime(Duration.ofSeconds(190))
                            .plan()
                            .decision()
                            .message())
                    .isEqualTo(
                            "P95 demand of 431 req/s at 08:02 UTC needs 9 replicas at 50 req/s each; lead time 3m10s");
        }
    }

    @Nested
    class WhileDemandRises {
        @Test
        void goesAPlateauFurtherWhereTheNextHalfHourNeedsIt() {
            Demand ramp = flat(NOW, 20).with(2, 20, 21).with(20, 90, 30);

            assertThat(floor(scene().floor(20).demand(ramp).plan())).isEqualTo(22);
        }

        @Test
        void goesNoFurtherThanTheNextHalfHourNeeds() {
            Demand ramp = flat(NOW, 40).with(2, 20, 41).with(20, 90, 42);

            assertThat(floor(
                            scene().baseline(2, 80).inForce(40, 80).demand(ramp).plan()))
                    .isEqualTo(42);
        }

        @Test
        void doesNotGoFurtherForWhatComesLater() {
            Demand ramp = flat(NOW, 20).with(2, 44, 21).with(44, 90, 30);

            assertThat(floor(scene().floor(20).demand(ramp).plan())).isEqualTo(21);
        }

        @Test
        void tellsTheFloorWhenItIsNotTheNeed() {
            Demand ramp = flat(NOW, 20).with(2, 20, 21).with(20, 90, 30);

            assertThat(scene().floor(20).demand(ramp).plan().decision().message())
                    .isEqualTo("P95 demand of 1050 req/s at 08:02 UTC needs 21 replicas at 50 req/s each;"
                            + " lead time 3m; floor 22");
        }
    }

    @Nested
    class WhenTheRaiseRateIsLimited {
        private final RaiseRate doubling = new RaiseRate(100, Duration.ofMinutes(2));
        private final Scene scene = scene().floor(3).raise(doubling).demand(flat(NOW, 20));

        @Test
        void raisesByOneStep() {
            Plan plan = scene.plan();

            assertThat(floor(plan)).isEqualTo(6);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.RaiseStep);
            assertThat(plan.decision().needed()).isEqualTo(20);
            assertThat(plan.decision().message()).endsWith("; floor 6, raised by at most 100% every 2m");
        }

        @Test
        void waitsForTheNextStep() {
            Scene later = scene.after(scene.plan(), MINUTE);

            assertKept(later.plan(), later, Reason.ForecastRaise);
            assertThat(later.plan().decision().limitedBy()).isEqualTo(LimitedBy.RaiseStep);
            assertThat(floor(later.at(NOW.plusSeconds(120)).plan())).isEqualTo(12);
        }

        @Test
        void raisesAtLeastOneReplica() {
            assertThat(floor(scene.raise(new RaiseRate(10, MINUTE)).plan())).isEqualTo(4);
        }

        @Test
        void hasNoStepWithoutALimitEvenFromNothing() {
            Scene asleep = scene().baseline(0, 40).floor(0).demand(flat(NOW, 20));

            assertThat(floor(asleep.plan())).isEqualTo(20);
        }
    }

    @Nested
    class WhenTheFloorIsEnough {
        @Test
        void staysAtTheBaselineWhichSuffices() {
            Scene scene = scene().demand(flat(NOW, 1.5));

            assertKept(scene.plan(), scene, Reason.BaselineSuffices);
            assertThat(scene.plan().decision().message())
                    .isEqualTo("P95 demand of 75 req/s at 08:00 UTC needs 2 replicas at 50 req/s each,"
                            + " which the baseline floor of 2 covers");
        }

        @Test
        void staysAtWhatItNeeds() {
            Scene scene = scene().floor(9).demand(flat(NOW, 9));

            assertKept(scene.plan(), scene, Reason.ForecastKeep);
        }

        @Test
        void bridgesAValleyShorterThanLeadTimeAndHold() {
            Scene scene = scene().floor(9).demand(flat(NOW, 2).with(13, 90, 9));

            assertKept(scene.plan(), scene, Reason.ForecastKeep);
            assertThat(floor(scene.demand(flat(NOW, 2).with(14, 90, 9)).plan())).isLessThan(9);
        }

        @Test
        void holdsAFloorBetweenTheValleyAndWhatComesAfterIt() {
            Scene scene = scene().floor(9).demand(flat(NOW, 2).with(13, 90, 12));

            assertKept(scene.plan(), scene, Reason.ReleaseHeld);
            assertThat(scene.plan().decision().message())
                    .isEqualTo("P95 demand of 600 req/s at 08:13 UTC needs 12 replicas at 50 req/s each,"
                            + " within the lead time of 3m and the hold of 10m; the floor stays at 9");
        }
    }

    @Nested
    class WhenTheHoldWindowNeedsLess {
        private final Scene scene = scene().floor(40).demand(flat(NOW, 10));

        @Test
        void releasesOneStep() {
            Plan plan = scene.plan();

            assertThat(plan).isInstanceOf(Plan.Release.class);
            assertThat(plan.to()).isEqualTo(new Bounds(30, 40));
            assertThat(plan.decision().reason()).isEqualTo(Reason.ForecastRelease);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.ReleaseStep);
            assertThat(plan.decision().message())
                    .isEqualTo("P95 demand of 500 req/s at 08:00 UTC needs 10 replicas at 50 req/s each and no more is"
                            + " expected until 08:13 UTC; the floor goes from 40 to 30, by at most 25% every 3m");
        }

        @Test
        void waitsBetweenTwoSteps() {
            Scene later = scene.after(scene.plan(), Duration.ofSeconds(179));

            assertKept(later.plan(), later, Reason.ReleaseHeld);
            assertThat(later.plan().decision().limitedBy()).isEqualTo(LimitedBy.ReleaseStep);
            assertThat(later.plan().decision().message()).endsWith("until the next release step at 08:03 UTC");
            assertThat(floor(later.at(NOW.plusSeconds(180)).plan())).isEqualTo(22);
        }

        @Test
        void neverReleasesUnderTheNeed() {
            assertThat(floor(scene.demand(flat(NOW, 34)).plan())).isEqualTo(34);
        }

        @Test
        void releasesAtLeastOneReplica() {
            assertThat(floor(scene.floor(4).demand(flat(NOW, 1)).plan())).isEqualTo(3);
        }

        @Test
        void doesNotWaitForAClockAfterARaise() {
            assertThat(scene.lastRaiseAgo(MINUTE).plan()).isInstanceOf(Plan.Release.class);
        }

        @Test
        void waitsAStepAfterARestart() {
            Scene restarted = scene.memory(PlanMemory.startingAt(NOW));

            assertKept(restarted.plan(), restarted, Reason.ReleaseHeld);
            assertThat(floor(restarted.at(NOW.plusSeconds(180)).plan())).isEqualTo(30);
        }

        @Test
        void waitsWhereTheForecastEndsBeforeTheHoldDoes() {
            Scene shortSighted = scene.demand(Demand.replicas(NOW, 10, 10, 10, 10, 10));

            assertKept(shortSighted.plan(), shortSighted, Reason.ReleaseHeld);
            assertThat(shortSighted.plan().decision().message())
                    .contains("the forecast for requests ends at 08:05 UTC");
        }
    }

    @Nested
    class WhenTheReleaseWouldBeSmall {
        private final Scene scene = scene().floor(40).demand(flat(NOW, 37));

        @Test
        void waitsUntilTheFloorHasStoodStill() {
            Scene raised = scene.lastRaiseAgo(Duration.ofMinutes(29));
            Scene released = scene.lastReleaseAgo(Duration.ofMinutes(29));

            assertKept(raised.plan(), raised, Reason.ForecastKeep);
            assertKept(released.plan(), released, Reason.ForecastKeep);
            assertThat(raised.plan().decision().message())
                    .endsWith("the floor stays at 40, since so small a release waits until the floor has stood still"
                            + " for 30m");
        }

        @Test
        void happensOnceTheFloorHasStoodStill() {
            assertThat(floor(scene.lastRaiseAgo(Duration.ofMinutes(30)).plan())).isEqualTo(37);
        }

        @Test
        void isOneOfLessThanAFifth() {
            Scene raised = scene.lastRaiseAgo(MINUTE);

            assertThat(floor(raised.demand(flat(NOW, 33)).plan())).isEqualTo(40);
            assertThat(floor(raised.demand(flat(NOW, 32)).plan())).isEqualTo(32);
        }

        @Test
        void doesNotHappenWhenTheNextHalfHourTakesItBack() {
            Scene returning = scene.demand(flat(NOW, 37).with(43, 90, 40));

            assertKept(returning.plan(), returning, Reason.ForecastKeep);
        }

        @Test
        void goesOnlyAsFarAsTheNextHalfHourAllows() {
            assertThat(floor(scene.demand(flat(NOW, 35).with(43, 90, 37)).plan()))
                    .isEqualTo(37);
        }

        @Test
        void doesNotHappenWhereAFewPercentMoreDemandWouldUndoIt() {
            Scene close = scene.demand(flat(NOW, 38));

            assertKept(close.plan(), close, Reason.ForecastKeep);
            assertThat(close.plan().decision().message())
                    .endsWith(
                            "needs 38 replicas at 50 req/s each; the floor stays at 40, which 5% more demand would need");
        }

        @Test
        void happensHoweverCloseToAFloorThatIsNotAllowedAnyMore() {
            assertThat(floor(scene.floorBetween(0, 39).demand(flat(NOW, 39)).plan()))
                    .isEqualTo(39);
        }

        @Test
        void endsExactlyAtTheBaseline() {
            assertThat(floor(scene.floor(3).demand(flat(NOW, 0)).plan())).isEqualTo(2);
        }
    }

    @Nested
    class AtItsLimits {
        @Test
        void endsAtTheMaximum() {
            Plan plan = scene().demand(flat(NOW, 55)).plan();

            assertThat(plan.to()).isEqualTo(new Bounds(40, 40));
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.MaxReplicas);
            assertThat(plan.decision().needed()).isEqualTo(55);
            assertThat(plan.decision().message()).contains("; maxReplicas allows 40");
        }

        @Test
        void staysAtTheMaximumAndSaysSo() {
            Scene scene = scene().floor(40).demand(flat(NOW, 55));

            assertKept(scene.plan(), scene, Reason.ForecastRaise);
            assertThat(scene.plan().decision().limitedBy()).isEqualTo(LimitedBy.MaxReplicas);
        }

        @Test
        void endsAtTheHighestFloor() {
            Plan plan = scene().floorBetween(0, 30).demand(flat(NOW, 35)).plan();

            assertThat(floor(plan)).isEqualTo(30);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.MinHighest);
            assertThat(plan.decision().message()).endsWith("; bounds.minReplicas.highest allows 30");
        }

        @Test
        void staysLimitedByTheHighestFloorThoughTheLeadTimesNeedFitsUnderIt() {
            Scene scene =
                    scene().floorBetween(0, 30).floor(30).demand(flat(NOW, 29).with(8, 90, 35));

            assertKept(scene.plan(), scene, Reason.ForecastRaise);
            assertThat(scene.plan().decision().limitedBy()).isEqualTo(LimitedBy.MinHighest);
            assertThat(scene.plan().decision().message())
                    .contains("needs 35 replicas")
                    .endsWith("; bounds.minReplicas.highest allows 30");
        }

        @Test
        void comesDownByStepsWhenTheHighestFloorWasLowered() {
            Plan plan =
                    scene().floor(40).floorBetween(0, 20).demand(flat(NOW, 35)).plan();

            assertThat(floor(plan)).isEqualTo(30);
        }

        @Test
        void staysAtTheBaselineWhenTheHighestFloorIsUnderIt() {
            Scene scene = scene().baseline(5, 40).floor(5).floorBetween(0, 3).demand(flat(NOW, 10));

            assertKept(scene.plan(), scene, Reason.ForecastRaise);
            assertThat(scene.plan().decision().limitedBy()).isEqualTo(LimitedBy.MinHighest);
        }

        @Test
        void doesNotGoUnderTheLowestFloorWhileItHasAnOpinion() {
            assertThat(floor(scene().floorBetween(4, 40).demand(flat(NOW, 1)).plan()))
                    .isEqualTo(4);
        }

        @Test
        void forgetsTheLowestFloorWithoutAnOpinion() {
            Scene scene =
                    scene().floorBetween(4, 40).outlooks(new NoOpinion("requests", "the query gives no series", NOW));

            assertKept(scene.plan(), scene, Reason.NoOpinion);
        }

        @Test
        void doesNotBelieveMoreThanOneAndAHalfTimesWhatWasSeen() {
            Plan plan = scene().demand(flat(NOW, 30).withHighestSeen(400)).plan();

            assertThat(floor(plan)).isEqualTo(12);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.SeenDemand);
            assertThat(plan.decision().needed()).isEqualTo(30);
            assertThat(plan.decision().message())
                    .endsWith("; floor 12, since more than 1.5 times the highest demand seen, 400 req/s,"
                            + " is not planned for");
        }

        @Test
        void raisesNothingWhereNoDemandWasSeen() {
            Scene scene = scene().demand(flat(NOW, 30).withHighestSeen(0));

            assertThat(scene.plan().to()).isEqualTo(scene.input().inForce());
            assertThat(scene.plan().decision().limitedBy()).isEqualTo(LimitedBy.SeenDemand);
        }

        @Test
        void putsAFloorUnderTheBaselineRight() {
            assertThat(floor(scene().baseline(4, 40)
                            .inForce(2, 40)
                            .demand(flat(NOW, 1))
                            .plan()))
                    .isEqualTo(4);
        }
    }

    @Nested
    class WhenTheMaximumWillNotDo {
        @Test
        void announcesItAheadOfTime() {
            Plan plan = scene().demand(flat(NOW, 2).with(60, 90, 55)).plan();

            assertThat(plan.decision().shortfall())
                    .contains(new Plan.Shortfall(Instant.parse("2026-11-23T09:00:00Z"), 55, 40));
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.None);
            assertThat(plan.decision().message()).endsWith("; 09:00 UTC needs 55 replicas, maximum 40");
        }

        @Test
        void announcesTheFirstOverTheEntries() {
            Demand late = flat(NOW, 2).with(60, 90, 55);
            Demand soon = flat(NOW, 2).with(30, 90, 41).named("jobs");

            assertThat(scene().demand(late, soon).plan().decision().shortfall())
                    .contains(new Plan.Shortfall(Instant.parse("2026-11-23T08:30:00Z"), 41, 40));
        }

        @Test
        void saysItOnceWhenItLimitsThePlanItself() {
            Plan plan = scene().demand(flat(NOW, 55)).plan();

            assertThat(plan.decision().shortfall()).contains(new Plan.Shortfall(NOW, 55, 40));
            assertThat(plan.decision().message()).endsWith("; maxReplicas allows 40");
        }

        @Test
        void announcesNothingThatTheMaximumCarries() {
            assertThat(scene().demand(flat(NOW, 40)).plan().decision().shortfall())
                    .isEmpty();
        }
    }

    @Nested
    class WhenAnEntryHasNoOpinion {
        private final NoOpinion held =
                new NoOpinion("jobs", "Prometheus is unreachable since 07:50", NOW.plusSeconds(600));
        private final NoOpinion gone = new NoOpinion("jobs", "Prometheus is unreachable since 05:50", NOW);

        @Test
        void othersRaise() {
            assertThat(floor(scene().outlooks(held, flat(NOW, 9).outlook()).plan()))
                    .isEqualTo(9);
        }

        @Test
        void othersReleaseNothingBeforeItsLastForecastExpires() {
            Scene scene = scene().floor(40).outlooks(held, flat(NOW, 9).outlook());

            assertKept(scene.plan(), scene, Reason.AwaitingDemand);
            assertThat(scene.plan().decision().message())
                    .isEqualTo("no forecast for jobs (Prometheus is unreachable since 07:50);"
                            + " the floor stays at 40 until 08:10 UTC");
        }

        @Test
        void othersReleaseAfterIt() {
            assertThat(floor(scene().floor(40)
                            .outlooks(gone, flat(NOW, 9).outlook())
                            .plan()))
                    .isEqualTo(30);
        }

        @Test
        void anExpiredForecastIsNoOpinion() {
            Scene scene = scene().floor(20).demand(flat(NOW, 30).expiring(NOW));

            Plan plan = scene.plan();

            assertThat(plan).isInstanceOf(Plan.FallBack.class);
            assertThat(plan.decision().message()).contains("its forecast expired at 08:00 UTC");
        }

        @Test
        void aForecastOfOtherTimesIsNoOpinion() {
            Demand past = flat(NOW.minusSeconds(7200), 30).expiring(NOW.plusSeconds(60));
            Scene scene = scene().floor(20).demand(past);

            assertKept(scene.plan(), scene, Reason.AwaitingDemand);
            assertThat(scene.plan().decision().message()).contains("its forecast covers 06:00 to 07:30 UTC only");
        }
    }

    @Nested
    class WhenNoEntryHasAnOpinion {
        private final NoOpinion held = new NoOpinion("requests", "the query gives no series", NOW.plusSeconds(600));

        @Test
        void waitsUntilTheLastForecastExpires() {
            Scene scene = scene().floor(9).outlooks(held);

            assertKept(scene.plan(), scene, Reason.AwaitingDemand);
            assertThat(scene.plan().expires()).isEqualTo(NOW);
            assertThat(scene.plan().decision().needed()).isEqualTo(2);
        }

        @Test
        void thenFallsBackByReleaseSteps() {
            Scene scene = scene().floor(9).outlooks(held).at(NOW.plusSeconds(600));

            Plan plan = scene.plan();

            assertThat(plan).isInstanceOf(Plan.FallBack.class);
            assertThat(plan.to()).isEqualTo(new Bounds(6, 40));
            assertThat(plan.decision().reason()).isEqualTo(Reason.NoOpinion);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.ReleaseStep);
            assertThat(plan.decision().message())
                    .isEqualTo("no forecast for requests (the query gives no series);"
                            + " the floor goes from 9 to 6 on its way to the baseline of 2 replicas");
        }

        @Test
        void keepsTheBaseline() {
            Scene scene = scene().outlooks(held).at(NOW.plusSeconds(600));

            assertKept(scene.plan(), scene, Reason.NoOpinion);
            assertThat(scene.plan().decision().message())
                    .isEqualTo("no forecast for requests (the query gives no series);"
                            + " the baseline floor of 2 replicas holds");
        }
    }
}
