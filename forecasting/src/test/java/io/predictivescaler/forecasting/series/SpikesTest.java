package io.predictivescaler.forecasting.series;

import static io.predictivescaler.forecasting.testkit.Demand.dailySeason;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.testkit.Demand;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SpikesTest {
    private static final int DAY = 288;
    private static final int AT = 5 * DAY + 100;

    private static double[] clipped(Demand demand, int from) {
        Series series = demand.build();
        StepGrid grid = StepGrid.of(series.start(), series.step(), series.length(), ZoneOffset.UTC);
        return Spikes.clipped(series.toArray(Double.NaN), grid, from, 100);
    }

    private static Demand noisy() {
        return dailySeason(10).withNoise(0.05, 3);
    }

    @Test
    void clipsASpikeThatHappenedOnce() {
        double[] values = clipped(noisy().with((t, v) -> t >= AT && t < AT + 3 ? 5000 : v), 0);
        assertThat(values[AT]).isBetween(150.0, 250.0);
        assertThat(values[AT + 2]).isBetween(150.0, 250.0);
    }

    @Test
    void clipsADipNotBelowZero() {
        double[] values = clipped(noisy().with((t, v) -> t == AT ? 0 : v), 0);
        assertThat(values[AT]).isBetween(40.0, 150.0);
    }

    @Test
    void keepsWhatRecursAtTheSameTimeOfDay() {
        double[] values = clipped(noisy().with((t, v) -> t % DAY >= 100 && t % DAY < 103 ? 5000 : v), 0);
        for (int day = 0; day < 10; day++) {
            assertThat(values[day * DAY + 101]).isEqualTo(5000);
        }
    }

    @Test
    void keepsWhatLastsLongerThanThreeSteps() {
        double[] values = clipped(noisy().with((t, v) -> t >= AT && t < AT + 4 ? 5000 : v), 0);
        assertThat(values[AT + 1]).isEqualTo(5000);
    }

    @Test
    void keepsGapsAndEverythingElse() {
        Demand demand = noisy().withGaps(t -> t == AT);
        double[] before = demand.build().toArray(Double.NaN);
        double[] values = clipped(demand, 2 * DAY);
        assertThat(values).hasSize(8 * DAY);
        int same = 0;
        for (int i = 0; i < values.length; i++) {
            same += Double.compare(values[i], before[2 * DAY + i]) == 0 ? 1 : 0;
        }
        assertThat(values[AT - 2 * DAY]).isNaN();
        assertThat(same).isGreaterThan(values.length - 10);
    }
}
