package io.predictivescaler.forecasting.quantile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountNoiseTest {
    /** Counts of a hundred tries that succeed at 4 in 100: nearly Poisson with mean 4. */
    private static double[] counts(double grain) {
        SplittableRandom random = new SplittableRandom(9);
        double[] values = new double[2000];
        for (int t = 0; t < values.length; t++) {
            for (int i = 0; i < 100; i++) {
                values[t] += random.nextDouble() < 0.04 ? grain : 0;
            }
        }
        values[7] = Double.NaN;
        return values;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.2, 1000})
    void findsTheGrainOfCounts(double grain) {
        CountNoise noise = CountNoise.of(counts(grain));
        assertThat(noise.grain()).isCloseTo(grain, within(grain * 1e-6));
        assertThat(noise.leastWidth(4 * grain, QuantileLevel.P90)).isCloseTo(1.2816 * 2 * grain, within(grain * 1e-3));
        assertThat(noise.leastWidth(4 * grain, QuantileLevel.P50)).isZero();
        assertThat(noise.leastWidth(0, QuantileLevel.P99)).isZero();
    }

    @Test
    void ratesHaveNone() {
        double[] rates = Arrays.stream(counts(1))
                .map(v -> v * (1 + 0.3 * Math.sin(v * 77)) + 0.137)
                .toArray();
        SplittableRandom random = new SplittableRandom(1);
        assertThat(CountNoise.of(Arrays.stream(rates)
                                .map(v -> v + random.nextDouble())
                                .toArray())
                        .grain())
                .isLessThan(0.01);
    }

    @Test
    void whatDoesNotMoveLikeCountsHasNone() {
        double[] constant = new double[100];
        Arrays.fill(constant, 250);
        double[] staircase = new double[100];
        Arrays.setAll(staircase, t -> 100 * (1 + t / 20));
        assertThat(CountNoise.of(constant).grain()).isZero();
        assertThat(CountNoise.of(staircase).grain()).isZero();
        assertThat(CountNoise.of(new double[50]).grain()).isZero();
        assertThat(CountNoise.of(new double[0]).grain()).isZero();
    }

    @Test
    void refusesANegativeGrain() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CountNoise(-1));
    }
}
