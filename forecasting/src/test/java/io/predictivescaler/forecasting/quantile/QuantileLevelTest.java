package io.predictivescaler.forecasting.quantile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileLevelTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 95, Double.NaN})
    void liesStrictlyBetweenZeroAndOne(double probability) {
        assertThatIllegalArgumentException().isThrownBy(() -> new QuantileLevel(probability));
    }

    @Test
    void isThatOfItsPercentile() {
        assertThat(QuantileLevel.ofPercentile(95)).isEqualTo(QuantileLevel.P95);
        assertThat(QuantileLevel.ofPercentile(99)).isEqualTo(QuantileLevel.P99);
    }

    @Test
    void isNamedByItsPercentile() {
        for (int percentile = 1; percentile < 100; percentile++) {
            assertThat(QuantileLevel.ofPercentile(percentile)).hasToString("P" + percentile);
        }
        assertThat(new QuantileLevel(0.975)).hasToString("P97.5");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0", "0.75, 0.6745", "0.9, 1.2816", "0.95, 1.6449", "0.99, 2.3263"})
    void knowsItsStandardNormalQuantile(double probability, double deviations) {
        assertThat(new QuantileLevel(probability).deviations()).isCloseTo(deviations, within(5e-4));
    }

    @Test
    void hasNoDeviationsUnderTheMedian() {
        assertThat(new QuantileLevel(0.2).deviations()).isZero();
    }

    @Test
    void isOrderedByProbability() {
        assertThat(QuantileLevel.P50).isLessThan(QuantileLevel.P80);
    }
}
