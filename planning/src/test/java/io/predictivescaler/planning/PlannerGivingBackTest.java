package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Demand.flat;
import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.testkit.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerGivingBackTest {
    private static final Posture PAUSED = new Posture.Paused(NOW.plus(Duration.ofDays(1)));

    private static List<Integer> floorsUntilKept(Scene scene) {
        List<Integer> floors = new ArrayList<>();
        Scene next = scene;
        for (Plan plan = next.plan(); !(plan instanceof Plan.Keep); plan = next.plan()) {
            floors.add(plan.to().minReplicas());
            next = next.after(plan, Scene.RELEASE.stepEvery());
        }
        return floors;
    }

    @Nested
    class WhilePaused {
        private final Scene scene = scene().floor(12).demand(flat(NOW, 30)).posture(PAUSED);

        @Test
        void givesBackStepByStepWhateverTheForecastNeeds() {
            assertThat(floorsUntilKept(scene)).containsExactly(9, 6, 4, 3, 2);
        }

        @Test
        void saysUntilWhen() {
            Plan plan = scene.plan();

            assertThat(plan).isInstanceOf(Plan.FallBack.class);
            assertThat(plan.decision().reason()).isEqualTo(Reason.Paused);
            assertThat(plan.decision().message())
                    .isEqualTo("paused until Tue 08:00 UTC; the floor goes from 12 to 9 on its way to the baseline of"
                            + " 2 replicas");
        }

        @Test
        void waitsBetweenTwoSteps() {
            Scene later = scene.lastReleaseAgo(Duration.ofSeconds(179));

            assertThat(later.plan()).isInstanceOf(Plan.Keep.class);
            assertThat(later.plan().decision().reason()).isEqualTo(Reason.Paused);
            assertThat(later.plan().decision().limitedBy()).isEqualTo(LimitedBy.ReleaseStep);
        }

        @Test
        void givesBackWithoutAnyForecast() {
            assertThat(floorsUntilKept(scene.outlooks())).endsWith(2);
        }

        @Test
        void keepsTheBaseline() {
            Plan plan = scene.floor(2).plan();

            assertThat(plan).isInstanceOf(Plan.Keep.class);
            assertThat(plan.decision().reason()).isEqualTo(Reason.Paused);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.None);
        }

        @Test
        void actsAgainWhenThePauseIsOver() {
            assertThat(scene.posture(new Posture.Paused(NOW)).plan().to()).isEqualTo(new Bounds(30, 40));
        }
    }

    @Nested
    class WhileLettingGo {
        private final Scene scene = scene().inForce(50, 66)
                .running(50)
                .demand(flat(NOW, 30))
                .posture(new Posture.LettingGo())
                .ceiling(new PlanSettings.Ceiling.Raise(80, 20));

        @Test
        void givesTheRaisedMaximumBackOnceNothingUsesIt() {
            assertThat(scene.plan().to()).isEqualTo(new Bounds(37, 66));
            assertThat(scene.running(40).plan().to()).isEqualTo(new Bounds(37, 40));
        }

        @Test
        void givesTheMaximumBackUnderTheKeepPolicyToo() {
            assertThat(scene.ceiling(new PlanSettings.Ceiling.Keep())
                            .running(40)
                            .plan()
                            .to())
                    .isEqualTo(new Bounds(37, 40));
        }

        @Test
        void saysObserving() {
            assertThat(scene.plan().decision().reason()).isEqualTo(Reason.Observing);
        }
    }

    @Nested
    class UnderTheKillSwitch {
        private final Scene scene =
                scene().floor(12).demand(flat(NOW, 30)).running(30).ceiling(new PlanSettings.Ceiling.Raise(80, 20));

        private Scene switched(SwitchOrder order) {
            return scene.posture(new Posture.Switched(order, "the kill switch says " + order));
        }

        @ParameterizedTest
        @EnumSource(names = {"Freeze", "Unread"})
        void neitherRaisesNorReleases(SwitchOrder order) {
            assertThat(switched(order).plan().to()).isEqualTo(new Bounds(12, 40));
            assertThat(switched(order).outlooks().plan().to()).isEqualTo(new Bounds(12, 40));
            assertThat(switched(order).inForce(50, 66).plan().to()).isEqualTo(new Bounds(50, 66));
        }

        @Test
        void freezeSaysWhereTheFloorStays() {
            Plan plan = switched(SwitchOrder.Freeze).plan();

            assertThat(plan.decision().reason()).isEqualTo(Reason.KillSwitchFreeze);
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.None);
            assertThat(plan.decision().message())
                    .isEqualTo("the kill switch says Freeze; the floor stays at 12 replicas");
        }

        @Test
        void releaseGoesByStepsWithAForecastOrWithout() {
            assertThat(floorsUntilKept(switched(SwitchOrder.Release))).containsExactly(9, 6, 4, 3, 2);
            assertThat(floorsUntilKept(switched(SwitchOrder.Release).outlooks()))
                    .containsExactly(9, 6, 4, 3, 2);
        }

        @Test
        void restoreIsOneWriteThoughTheLastStepWasJustNowAndPodsStillRun() {
            Plan plan = switched(SwitchOrder.Restore)
                    .inForce(50, 66)
                    .running(60)
                    .lastReleaseAgo(Duration.ofSeconds(1))
                    .plan();

            assertThat(plan).isInstanceOf(Plan.FallBack.class);
            assertThat(plan.to()).isEqualTo(new Bounds(2, 40));
            assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.None);
            assertThat(plan.decision().message())
                    .isEqualTo("the kill switch says Restore; the floor goes from 50 to the baseline of 2 replicas;"
                            + " maxReplicas goes from 66 to 40");
        }

        @Test
        void thePlanReturnsWhenItIsOffAgain() {
            Scene frozen = switched(SwitchOrder.Freeze);

            assertThat(frozen.after(frozen.plan(), Duration.ofMinutes(1))
                            .posture(new Posture.Acting())
                            .plan()
                            .to()
                            .minReplicas())
                    .isEqualTo(30);
        }
    }

    @Nested
    class WhenTheTargetForbidsARaise {
        @ParameterizedTest
        @CsvSource({"BoundsEqual", "ScaledToZero", "ScaleDownDisabled", "TargetPaused"})
        void raisesNothingAndGivesBack(Reason reason) {
            Scene scene = scene().demand(flat(NOW, 30)).posture(new Posture.Unable(reason, "it cannot"));

            assertThat(scene.plan()).isInstanceOf(Plan.Keep.class);
            assertThat(scene.plan().decision().reason()).isEqualTo(reason);
            assertThat(scene.plan().decision().message()).startsWith("it cannot; ");
            assertThat(floorsUntilKept(scene.floor(6))).containsExactly(4, 3, 2);
        }

        @Test
        void seesByItselfThatThereIsNothingToMove() {
            Scene scene = scene().baseline(5, 5)
                    .inForce(5, 5)
                    .ceiling(new PlanSettings.Ceiling.Raise(80, 20))
                    .demand(flat(NOW, 30));

            assertThat(scene.plan().to()).isEqualTo(new Bounds(5, 5));
            assertThat(scene.plan().decision().reason()).isEqualTo(Reason.BoundsEqual);
        }
    }
}
