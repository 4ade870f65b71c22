package io.predictivescaler.forecasting.quantile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MinuteNoiseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration RANGE = Duration.ofMinutes(5);
    private static final int HALF_A_DAY = 720;

    /** What {@code rate(…[5m])} says at each minute of half a day. */
    private static Series smoothed(IntToDoubleFunction perMinute) {
        double[] values = new double[HALF_A_DAY];
        for (int t = 0; t < values.length; t++) {
            for (int back = 0; back < 5; back++) {
                values[t] += perMinute.applyAsDouble(t - back + 5) / 5;
            }
        }
        return Series.of(Instant.EPOCH, MINUTE, values, new BitSet());
    }

    private static double[] noisy(double mean, double variance) {
        SplittableRandom random = new SplittableRandom(42);
        double[] minutes = new double[HALF_A_DAY + 5];
        for (int t = 0; t < minutes.length; t++) {
            minutes[t] = Math.max(0, mean + Math.sqrt(variance * mean) * random.nextGaussian());
        }
        return minutes;
    }

    @Nested
    class Measured {
        @Test
        void isWhatMinutesStrayFromTheirFiveMinuteMean() {
            double[] minutes = noisy(400, 4);

            // Of five independent minutes a fifth of the variance is their mean's.
            assertThat(MinuteNoise.within(smoothed(t -> minutes[t]), RANGE).variance())
                    .isCloseTo(4 * 0.8, within(0.7));
        }

        @Test
        void isNoneOfARampThatForecastsFollow() {
            assertThat(MinuteNoise.within(smoothed(t -> 100 + 3 * t), RANGE).variance())
                    .isCloseTo(0, within(0.02));
        }

        @Test
        void isNoneWhereOnlyTheMeansOfFiveMinutesMove() {
            double[] means = noisy(400, 4);

            assertThat(MinuteNoise.within(smoothed(t -> means[t / 5]), RANGE).variance())
                    .isLessThan(0.8);
        }

        @Test
        void isHardlyMovedByOneSpike() {
            double[] minutes = noisy(400, 4);
            double calm = MinuteNoise.within(smoothed(t -> minutes[t]), RANGE).variance();
            minutes[300] = 4000;

            assertThat(MinuteNoise.within(smoothed(t -> minutes[t]), RANGE).variance())
                    .isLessThan(1.5 * calm);
        }

        @Test
        void leavesGapsOut() {
            double[] minutes = noisy(400, 4);
            Series whole = smoothed(t -> minutes[t]);
            BitSet gap = new BitSet();
            gap.set(100, 300);

            Series gappy = Series.of(whole.start(), MINUTE, whole.toArray(0), gap);

            assertThat(MinuteNoise.within(gappy, RANGE).variance()).isCloseTo(4 * 0.8, within(0.9));
        }

        @Test
        void isNoneOfAQueryThatShowsEveryMinute() {
            double[] minutes = noisy(400, 4);

            assertThat(MinuteNoise.within(smoothed(t -> minutes[t]), MINUTE)).isEqualTo(MinuteNoise.NONE);
        }

        @Test
        void isNoneOfLessThanAnHour() {
            double[] minutes = noisy(400, 4);

            assertThat(MinuteNoise.within(smoothed(t -> minutes[t]).last(55), RANGE))
                    .isEqualTo(MinuteNoise.NONE);
        }
    }

    @Nested
    class AroundAForecast {
        private final MinuteNoise noise = new MinuteNoise(4);

        @Test
        void addsToItsWidthAsSquaresAdd() {
            // 1.645 standard deviations of √(4 · 100) are 32.9; with a width of 20 that makes 38.5.
            assertThat(noise.around(100, 120, QuantileLevel.P95.deviations())).isCloseTo(138.5, within(0.1));
        }

        @Test
        void leavesTheMedianAlone() {
            assertThat(noise.around(100, 100, QuantileLevel.P50.deviations())).isEqualTo(100);
        }

        @Test
        void leavesEverythingAloneWithoutNoise() {
            assertThat(MinuteNoise.NONE.around(100, 120, QuantileLevel.P95.deviations()))
                    .isEqualTo(120);
        }
    }

    @Test
    void refusesANegativeVariance() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MinuteNoise(-1));
    }
}
