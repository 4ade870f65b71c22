package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Demand.flat;
import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.scene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.predictivescaler.forecasting.quantile.MinuteNoise;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import org.junit.jupiter.api.Test;

/** 50 a replica at the target, P95: what single minutes need beyond the mean. */
class PlannerBurstsTest {
    private static final MinuteNoise NOISE = new MinuteNoise(20);

    /** Eight replicas' worth of demand that is sure, the median being the same. */
    private static Forecasted demand(Bursts bursts, double highestSeen) {
        Forecasted of = flat(NOW, 8).outlook();
        return new Forecasted(of.name(), of.unit(), of.forecast(), of.expires(), 50, highestSeen, bursts);
    }

    private static Plan plan(Bursts bursts) {
        return scene().outlooks(demand(bursts, 1e6)).plan();
    }

    @Test
    void raisesForMinutesThatTheTargetLeavesNoRoomFor() {
        // 400 + 1.645 · √(20 · 400) = 547, at 50 each.
        Plan plan = plan(Bursts.of(NOISE, 50, 90));

        assertThat(plan.to().minReplicas()).isEqualTo(11);
        assertThat(plan.decision().message())
                .startsWith("P95 demand of single minutes of 547 req/s at ")
                .contains(" needs 11 replicas at 50 req/s each");
    }

    @Test
    void leavesMinutesToTheRoomAboveALowTarget() {
        // At most 50 · 90 / 60 = 75 a minute: 547 need 8 as well.
        Plan plan = plan(Bursts.of(NOISE, 50, 60));

        assertThat(plan.to().minReplicas()).isEqualTo(8);
        assertThat(plan.decision().message()).startsWith("P95 demand of 400 req/s at ");
    }

    @Test
    void needsNoMoreForCalmMinutesUnderATargetAboveNineTenths() {
        assertThat(plan(Bursts.of(MinuteNoise.NONE, 50, 98)).to().minReplicas()).isEqualTo(8);
    }

    @Test
    void believesMinutesNoMoreThanTheHighestDemandAllows() {
        Plan plan = scene().outlooks(demand(Bursts.of(NOISE, 50, 90), 300)).plan();

        assertThat(plan.to().minReplicas()).isEqualTo(9);
        assertThat(plan.decision().limitedBy()).isEqualTo(LimitedBy.SeenDemand);
    }

    @Test
    void refusesACapacityThatIsNotPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bursts.none(0));
    }
}
