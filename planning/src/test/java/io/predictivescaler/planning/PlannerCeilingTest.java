package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Demand.flat;
import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.testkit.Scene;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlannerCeilingTest {
    private final Scene scene = scene().floorBetween(0, 100).ceiling(new Ceiling.Raise(80, 20));

    @Nested
    class WhenTheNeedIsAboveTheMaximum {
        @Test
        void raisesItByNeedAndHeadroom() {
            Plan plan = scene.demand(flat(NOW, 55)).plan();

            assertThat(plan.to()).isEqualTo(new Bounds(55, 66));
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.None);
        }

        @Test
        void saysSo() {
            assertThat(scene.demand(flat(NOW, 55)).plan().decision().message())
                    .endsWith("lead time 3m; maxReplicas goes from 40 to 66");
        }

        @Test
        void raisesItBeforeTheFloorNeedsIt() {
            Plan plan = scene.floor(40).demand(flat(NOW, 39).with(12, 90, 50)).plan();

            assertThat(plan).isInstanceOf(Plan.Raise.class);
            assertThat(plan.to()).isEqualTo(new Bounds(40, 60));
            assertThat(plan.decision().reason()).isEqualTo(Reason.ForecastRaise);
        }

        @Test
        void raisesItNoFurtherThanItsHighest() {
            Plan plan = scene.demand(flat(NOW, 90)).plan();

            assertThat(plan.to()).isEqualTo(new Bounds(80, 80));
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.MaxReplicas);
            assertThat(plan.decision().shortfall().map(Plan.Shortfall::maximum)).contains(80);
        }

        @Test
        void raisesItForTheWholeHoldAtOnce() {
            assertThat(scene.demand(flat(NOW, 41).with(12, 90, 50)).plan().to()).isEqualTo(new Bounds(50, 60));
        }

        @Test
        void raisesItAloneWhereTheFloorMayNotFollow() {
            Plan plan =
                    scene.floorBetween(0, 40).floor(40).demand(flat(NOW, 50)).plan();

            assertThat(plan).isInstanceOf(Plan.Raise.class);
            assertThat(plan.to()).isEqualTo(new Bounds(40, 60));
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.MinHighest);
        }

        @Test
        void leavesTheHeadroomOutWhereTheBaselineSuffices() {
            assertThat(scene.demand(flat(NOW, 39)).plan().to()).isEqualTo(new Bounds(39, 40));
        }

        @Test
        void ignoresAHighestUnderTheBaseline() {
            assertThat(scene.ceiling(new Ceiling.Raise(30, 20))
                            .demand(flat(NOW, 55))
                            .plan()
                            .to())
                    .isEqualTo(new Bounds(40, 40));
        }
    }

    @Nested
    class WhenTheNeedHasPassed {
        private final Scene raised = scene.inForce(44, 66).running(44).demand(flat(NOW, 20));

        @Test
        void staysWhileTheAutoscalerUsesIt() {
            assertThat(raised.plan().to()).isEqualTo(new Bounds(33, 66));
        }

        @Test
        void staysWhileTheFloorUsesIt() {
            assertThat(raised.inForce(60, 66).running(30).plan().to()).isEqualTo(new Bounds(45, 66));
        }

        @Test
        void staysWhileAnotherEntryIsAwaited() {
            DemandOutlook silent = new DemandOutlook.NoOpinion("jobs", "no series", NOW.plusSeconds(60));

            assertThat(raised.inForce(20, 66)
                            .running(20)
                            .outlooks(flat(NOW, 20).outlook(), silent)
                            .plan())
                    .isInstanceOf(Plan.Keep.class);
        }

        @Test
        void staysWhileTheNeedReturnsWithinTheHold() {
            assertThat(raised.inForce(40, 66)
                            .running(40)
                            .demand(flat(NOW, 20).with(12, 90, 41))
                            .plan()
                            .to())
                    .isEqualTo(new Bounds(40, 66));
        }

        @Test
        void comesBackToTheBaselineInOneWrite() {
            assertThat(raised.running(40).plan().to()).isEqualTo(new Bounds(33, 40));
        }

        @Test
        void comesBackAloneWhereTheFloorIsRightAlready() {
            Plan plan = raised.inForce(20, 66).running(20).plan();

            assertThat(plan).isInstanceOf(Plan.Release.class);
            assertThat(plan.to()).isEqualTo(new Bounds(20, 40));
            assertThat(plan.decision().reason()).isEqualTo(Reason.ForecastRelease);
        }

        @Test
        void comesBackWhenThePolicyIsKeepAgain() {
            assertThat(raised.running(40).ceiling(new Ceiling.Keep()).plan().to())
                    .isEqualTo(new Bounds(33, 40));
        }
    }
}
