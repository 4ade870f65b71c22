package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Demand.flat;
import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.planning.DemandOutlook.Distrusted;
import io.predictivescaler.planning.testkit.Scene;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlannerDistrustTest {
    private final Distrusted released = new Distrusted("requests", "skill -20% over 7 days", NOW);
    private final Distrusted held = new Distrusted("requests", "skill -20% over 7 days", NOW.plusSeconds(7200));

    @Nested
    class OfTheOnlyEntry {
        @Test
        void raisesNothing() {
            Plan plan = scene().outlooks(released).plan();

            assertThat(plan).isInstanceOf(Plan.Keep.class);
            assertThat(plan.decision().reason()).isEqualTo(Reason.Distrusted);
            assertThat(plan.decision().message())
                    .isEqualTo("the forecast for requests is not trusted (skill -20% over 7 days);"
                            + " the baseline floor of 2 replicas holds");
        }

        @Test
        void givesTheFloorBackByReleaseSteps() {
            Plan plan = scene().floor(9).outlooks(released).plan();

            assertThat(plan).isInstanceOf(Plan.FallBack.class);
            assertThat(plan.to()).isEqualTo(new Bounds(6, 40));
            assertThat(plan.decision().reason()).isEqualTo(Reason.Distrusted);
        }

        @Test
        void holdsTheFloorWhereItsUserAskedForThat() {
            Plan plan = scene().floor(9).outlooks(held).plan();

            assertThat(plan).isInstanceOf(Plan.Keep.class);
            assertThat(plan.to()).isEqualTo(new Bounds(9, 40));
            assertThat(plan.expires()).isEqualTo(held.heldUntil());
            assertThat(plan.decision().reason()).isEqualTo(Reason.Distrusted);
            assertThat(plan.decision().message())
                    .isEqualTo("the forecast for requests is not trusted (skill -20% over 7 days);"
                            + " the floor stays at 9 replicas until it is");
        }
    }

    @Nested
    class BesideATrustedEntry {
        private Scene beside(Distrusted distrusted) {
            return scene().outlooks(distrusted, flat(NOW, 9).named("jobs").outlook());
        }

        @Test
        void leavesTheOtherToRaise() {
            assertThat(beside(released).plan().to().minReplicas()).isEqualTo(9);
            assertThat(beside(held).plan().to().minReplicas()).isEqualTo(9);
        }

        @Test
        void leavesTheOtherToRelease() {
            assertThat(beside(released).floor(40).plan().to().minReplicas()).isEqualTo(30);
        }

        @Test
        void releasesNothingWhileItHolds() {
            Plan plan = beside(held).floor(40).plan();

            assertThat(plan.to().minReplicas()).isEqualTo(40);
            assertThat(plan.decision().reason()).isEqualTo(Reason.Distrusted);
            assertThat(plan.decision().message()).endsWith("the floor stays at 40 until it is");
        }
    }
}
