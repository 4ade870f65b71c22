package io.predictivescaler.operator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.spec.FloorLimits.Limit;
import io.predictivescaler.planning.Baseline;
import io.predictivescaler.planning.PlanSettings.FloorRange;
import org.junit.jupiter.api.Test;

class FloorLimitsTest {
    private static final Baseline FROM_2_TO_40 = Baseline.of(2, 40);

    @Test
    void areTheBaselineWhereTheUserSaysNothing() {
        assertThat(FloorLimits.open().within(FROM_2_TO_40)).isEqualTo(new FloorRange(2, 40));
    }

    @Test
    void areWhatTheUserSays() {
        assertThat(limits(4, 30).within(FROM_2_TO_40)).isEqualTo(new FloorRange(4, 30));
    }

    @Test
    void neverGoUnderTheBaselineFloor() {
        assertThat(limits(1, 30).within(FROM_2_TO_40)).isEqualTo(new FloorRange(2, 30));
        assertThat(limits(1, 1).within(FROM_2_TO_40)).isEqualTo(new FloorRange(2, 2));
    }

    @Test
    void mayLieAboveTheBaselineMaximumWhichMayBeRaised() {
        assertThat(limits(2, 80).within(FROM_2_TO_40)).isEqualTo(new FloorRange(2, 80));
        assertThat(new FloorLimits(new Limit.At(50), new Limit.Open()).within(FROM_2_TO_40))
                .isEqualTo(new FloorRange(50, 50));
    }

    private static FloorLimits limits(int lowest, int highest) {
        return new FloorLimits(new Limit.At(lowest), new Limit.At(highest));
    }
}
