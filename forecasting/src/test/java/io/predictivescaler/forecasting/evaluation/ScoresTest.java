package io.predictivescaler.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.RandomDemand;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers by hand from the definitions. */
class ScoresTest {
    private static final Offset<Double> EXACTLY = within(1e-12);

    @Test
    void agreeWithTheDefinitions() {
        Scores scores = new Scores();
        scores.add(10, new double[] {8, 12, 14}, 4);
        scores.add(20, new double[] {23, 25, 24}, 1); // the P95 is raised to the P90
        scores.add(Double.NaN, new double[] {1, 2, 3}, 9);
        assertThat(scores.steps()).isEqualTo(2);
        assertThat(scores.mase()).isEqualTo(5.0 / 5, EXACTLY);
        assertThat(scores.wape()).isEqualTo(5.0 / 30, EXACTLY);
        assertThat(scores.smape()).isEqualTo((200 * 2 / 18.0 + 200 * 3 / 43.0) / 2, EXACTLY);
        assertThat(scores.wql50()).isEqualTo(2 * (0.5 * 2 + 0.5 * 3) / 30, EXACTLY);
        assertThat(scores.wql90()).isEqualTo(2 * (0.1 * 2 + 0.1 * 5) / 30, EXACTLY);
        assertThat(scores.wql95()).isEqualTo(2 * (0.05 * 4 + 0.05 * 5) / 30, EXACTLY);
        assertThat(scores.wql()).isEqualTo((scores.wql50() + scores.wql90() + scores.wql95()) / 3, EXACTLY);
    }

    @Test
    void coverageCountsWhatLiesAtOrUnderTheQuantile() {
        Scores scores = new Scores();
        scores.add(10, new double[] {1, 10, 11}, 1);
        scores.add(10.5, new double[] {1, 10, 11}, 1);
        scores.add(12, new double[] {1, 10, 11}, 1);
        assertThat(scores.coverage90()).isEqualTo(1 / 3.0, EXACTLY);
        assertThat(scores.coverage95()).isEqualTo(2 / 3.0, EXACTLY);
    }

    @Test
    void aNegativeForecastIsScoredAsZeroAndTwoZerosAsNoError() {
        Scores scores = new Scores();
        scores.add(0, new double[] {-5, -4, 0}, 1);
        assertThat(scores.mase()).isZero();
        assertThat(scores.smape()).isZero();
    }

    @Test
    void theScaleIsTheMeanSeasonalDifferenceOverThePairsThatAreThere() {
        assertThat(Scores.scale(new double[] {1, 2, 4, 2, Double.NaN, 9}, 2)).isEqualTo((3 + 0 + 7) / 3.0, EXACTLY);
        assertThat(Scores.scale(new double[] {3, 5, 3, 5}, 2)).isEqualTo(4, EXACTLY);
        assertThat(Scores.scale(new double[] {3, 5}, 2)).isEqualTo(4, EXACTLY);
        assertThat(Scores.scale(new double[4], 2)).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theSeasonalNaiveHasAMaseOfOneOnTheHistoryItself(long seed) {
        Series series = RandomDemand.of(seed).build();
        int day = (int) Duration.ofDays(1).dividedBy(series.step());
        double[] history = series.toArray(Double.NaN);
        double scale = Scores.scale(history, day);
        Scores scores = new Scores();
        for (int t = day; t < history.length; t++) {
            if (!Double.isNaN(history[t - day])) {
                scores.add(history[t], new double[] {history[t - day], 0, 0}, scale);
            }
        }
        assertThat(scores.mase()).isCloseTo(1, within(1e-9));
    }
}
