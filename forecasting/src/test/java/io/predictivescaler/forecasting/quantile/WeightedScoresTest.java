package io.predictivescaler.forecasting.quantile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightedScoresTest {
    private static WeightedScores of(double... scores) {
        double[] weights = new double[scores.length];
        Arrays.fill(weights, 1);
        return WeightedScores.of(scores, weights, scores.length);
    }

    private static double[] quantiles(WeightedScores scores, double... levels) {
        return WeightedScores.quantiles(new WeightedScores[] {scores}, new double[] {1 / scores.weight()}, levels);
    }

    @Test
    void theQuantileHasItsShareOfTheWeightAtOrUnderItAndIsNeverBelowZero() {
        assertThat(quantiles(of(3, -1, 2, -5, 1), 0.1, 0.5, 0.79, 0.81, 1.4)).containsExactly(0, 1, 2, 3, 3);
    }

    @Test
    void aHeavyScoreCountsMore() {
        WeightedScores scores = WeightedScores.of(new double[] {5, 1, 3}, new double[] {1, 8, 1}, 3);
        assertThat(quantiles(scores, 0.79, 0.89, 0.91)).containsExactly(1, 3, 5);
        assertThat(scores.weight()).isEqualTo(10);
    }

    @Test
    void withoutScoresAboveZeroEveryQuantileIsZero() {
        assertThat(quantiles(of(-3, 0), 0.8, 0.99)).containsOnly(0);
    }

    @Test
    void isWhatSortingEverythingGivesAlsoWithTiesAndWhenAskedAgainForLess() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int count = 1 + random.nextInt(300);
            double[] scores =
                    random.doubles(count).map(v -> Math.rint(30 * v) - 10).toArray();
            WeightedScores all = of(scores);
            double[] sorted = Arrays.stream(scores).sorted().toArray();
            for (double level : new double[] {0.97, 0.8, 0.5, 0.9, 0.1}) {
                double expected = Math.max(0, sorted[(int) Math.floor(level * count)]);
                assertThat(quantiles(all, level + 1e-9)).as("seed %d", seed).containsExactly(expected);
            }
        }
    }

    @Test
    void takesSeveralSetsTogetherInOrder() {
        SplittableRandom random = new SplittableRandom(3);
        double[] left = random.doubles(200, 1e-3, 1e9).toArray();
        double[] right = random.doubles(300, 1e-9, 1e-3).toArray();
        double[] all = new double[500];
        System.arraycopy(left, 0, all, 0, 200);
        System.arraycopy(right, 0, all, 200, 300);
        Arrays.sort(all);
        for (int i = 0; i < 500; i++) {
            assertThat(WeightedScores.quantiles(
                            new WeightedScores[] {of(left), of(right)},
                            new double[] {0.002, 0.002},
                            new double[] {(i + 0.5) / 500}))
                    .containsExactly(all[i]);
        }
    }
}
