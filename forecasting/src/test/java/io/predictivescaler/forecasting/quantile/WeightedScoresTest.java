package io.predictivescaler.forecasting.quantile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightedScoresTest {
    private static WeightedScores of(double... scores) {
        double[] weights = new double[scores.length];
        Arrays.fill(weights, 1);
        return WeightedScores.sorted(scores, weights, scores.length);
    }

    @Test
    void theQuantileHasItsShareOfTheWeightAtOrUnderIt() {
        WeightedScores scores = of(3, -1, 2, -5, 0);
        assertThat(scores.quantile(0.2)).isEqualTo(-5);
        assertThat(scores.quantile(0.5)).isZero();
        assertThat(scores.quantile(0.81)).isEqualTo(3);
        assertThat(scores.quantile(1.4)).isEqualTo(3);
    }

    @Test
    void aHeavyScoreCountsMore() {
        WeightedScores scores = WeightedScores.sorted(new double[] {5, 1, 3}, new double[] {1, 8, 1}, 3);
        assertThat(scores.quantile(0.8)).isEqualTo(1);
        assertThat(scores.times(7).quantile(0.9)).isEqualTo(3);
        assertThat(scores.weight()).isEqualTo(10);
    }

    @Test
    void mergesInOrder() {
        SplittableRandom random = new SplittableRandom(3);
        double[] left = random.doubles(200, -1e9, 1e9).toArray();
        double[] right = random.doubles(300, -1e-3, 1e-3).toArray();
        double[] all = new double[500];
        System.arraycopy(left, 0, all, 0, 200);
        System.arraycopy(right, 0, all, 200, 300);
        WeightedScores merged = of(left).and(of(right));
        Arrays.sort(all);
        for (int i = 0; i < 500; i++) {
            assertThat(merged.quantile((i + 0.5) / 500)).isEqualTo(all[i]);
        }
    }
}
