package io.predictivescaler.forecasting.quantile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformalTest {
    private static final List<QuantileLevel> LEVELS =
            List.of(QuantileLevel.P50, QuantileLevel.P80, QuantileLevel.P90, QuantileLevel.P95, QuantileLevel.P99);

    /** Points between 10 and 1000 in two buckets with Gaussian errors of the given deviation. */
    private static Conformal learnt(DoubleUnaryOperator deviation, double days) {
        SplittableRandom random = new SplittableRandom(7);
        Outcomes outcomes = new Outcomes(3, 2000);
        for (int i = 0; i < 6000; i++) {
            double point = 10 + 990 * random.nextDouble();
            double actual = point + deviation.applyAsDouble(point) * random.nextGaussian();
            outcomes.add(i % 2, point, actual, Double.NaN, 1);
        }
        return Conformal.calibrated(outcomes, Widths.STANDARD, LEVELS, days);
    }

    private static double width(Conformal conformal, double point, int level) {
        return conformal.quantiles(0, point, Double.NaN, 1)[level] - point;
    }

    @Test
    void givesBackTheQuantilesOfTheErrors() {
        Conformal conformal = learnt(point -> 20, 1000);
        assertThat(width(conformal, 500, 1)).isCloseTo(20 * 0.84, within(1.5));
        assertThat(width(conformal, 500, 2)).isCloseTo(20 * 1.28, within(1.5));
        assertThat(width(conformal, 500, 3)).isCloseTo(20 * 1.645, within(1.5));
        assertThat(width(conformal, 500, 4)).isCloseTo(20 * 2.33, within(4.0));
    }

    @Test
    void findsOutHowTheWidthGrowsWithTheHeight() {
        assertThat(width(learnt(p -> 20, 1000), 900, 2) / width(learnt(p -> 20, 1000), 100, 2))
                .isCloseTo(1, within(0.05));
        assertThat(width(learnt(Math::sqrt, 1000), 900, 2) / width(learnt(Math::sqrt, 1000), 100, 2))
                .isCloseTo(3, within(0.5));
        assertThat(width(learnt(p -> p / 10, 1000), 900, 2) / width(learnt(p -> p / 10, 1000), 100, 2))
                .isBetween(7.0, 9.5);
    }

    @Test
    void findsOutThatTheWidthGoesWithTheSpreadOfTheDays() {
        SplittableRandom random = new SplittableRandom(7);
        Outcomes outcomes = new Outcomes(1, 6000);
        for (int i = 0; i < 6000; i++) {
            double spread = 1 + 9 * random.nextDouble();
            outcomes.add(0, 500, 500 + 4 * spread * random.nextGaussian(), spread, 1);
        }
        Conformal conformal = Conformal.calibrated(outcomes, Widths.STANDARD, LEVELS, 1000);
        double calm = conformal.quantiles(0, 500, 2, 1)[2] - 500;
        double wild = conformal.quantiles(0, 500, 9, 1)[2] - 500;
        assertThat(calm).isBetween(4 * 2 * 1.28, 1.5 * 4 * 2 * 1.28);
        assertThat(wild).isCloseTo(4 * 9 * 1.28, within(8.0));
    }

    @Test
    void asksForOneLevelAsForAll() {
        Conformal conformal = learnt(p -> p / 10, 20);
        assertThat(conformal.quantile(1, 300, 40, 2)).isCloseTo(conformal.quantiles(1, 300, 40, 1)[2], within(1e-9));
    }

    @Test
    void isMoreCarefulAfterFewDays() {
        assertThat(width(learnt(p -> 20, 2), 500, 2)).isGreaterThan(1.15 * width(learnt(p -> 20, 1000), 500, 2));
    }

    @Test
    void aBucketWithoutOutcomesIsAsWideAsTheOneBefore() {
        Conformal conformal = learnt(p -> 20, 1000);
        assertThat(conformal.quantiles(2, 500, Double.NaN, 1)).isEqualTo(conformal.quantiles(1, 500, Double.NaN, 1));
    }

    @Test
    void recentOutcomesWeighMore() {
        Outcomes outcomes = new Outcomes(1, 100);
        for (int i = 0; i < 1000; i++) {
            boolean recent = i < 100;
            outcomes.add(0, 100, 100 + (recent ? 50 : 1) * (i % 10), Double.NaN, recent ? 100 : 1);
        }
        assertThat(width(Conformal.calibrated(outcomes, Widths.STANDARD, LEVELS, 100), 100, 2))
                .isCloseTo(400, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-30, 3, 1e15})
    void quantilesAscendFromThePointWhateverItsHeight(double point) {
        for (Conformal conformal : List.of(
                learnt(p -> 20, 10),
                learnt(p -> p, 0.01),
                Conformal.calibrated(new Outcomes(3, 0), Widths.STANDARD, LEVELS, 1))) {
            double[] row = conformal.quantiles(1, point, Double.NaN, 2.5);
            assertThat(row[0]).isEqualTo(point);
            assertThat(row).isSorted().doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void neverGoesUnderThePointWhenThatWasAlwaysTooHigh() {
        Outcomes outcomes = new Outcomes(1, 100);
        for (int i = 0; i < 100; i++) {
            outcomes.add(0, 100, 50, Double.NaN, 1);
        }
        assertThat(Conformal.calibrated(outcomes, Widths.STANDARD, LEVELS, 10).quantiles(0, 80, Double.NaN, 1))
                .containsOnly(80);
    }

    @Test
    void wideningMultipliesTheWidths() {
        Conformal conformal = learnt(p -> 20, 1000);
        double[] plain = conformal.quantiles(0, 500, Double.NaN, 1);
        double[] wide = conformal.quantiles(0, 500, Double.NaN, 3);
        assertThat(wide[2] - 500).isCloseTo(3 * (plain[2] - 500), within(1e-9));
    }
}
