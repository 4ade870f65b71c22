package io.predictivescaler.forecasting.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void isNaNOfNothing() {
        assertThat(Median.of(new double[] {1, 2}, 0)).isNaN();
    }

    @Test
    void isTheMiddleOrTheMeanOfTheTwoMiddleOnes() {
        assertThat(Median.of(new double[] {9, 1, 5, 700}, 3)).isEqualTo(5);
        assertThat(Median.of(new double[] {9, 1, 5, 7}, 4)).isEqualTo(6);
        assertThat(Median.of(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}, 2))
                .isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void agreesWithSortingForEverySize() {
        SplittableRandom random = new SplittableRandom(11);
        for (int size = 1; size < 120; size++) {
            double[] values = random.doubles(size).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double expected = (sorted[size / 2] + sorted[(size - 1) / 2]) / 2;
            assertThat(Median.of(values, size)).as("of %d values", size).isCloseTo(expected, within(1e-12));
        }
    }
}
