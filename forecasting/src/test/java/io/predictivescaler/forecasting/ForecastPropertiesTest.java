package io.predictivescaler.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Demand;
import io.predictivescaler.forecasting.testkit.RandomDemand;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every series. The name of a failed test says its seed: {@code RandomDemand.of(seed)} is the series. */
class ForecastPropertiesTest {
    private static final ForecastSettings UTC = new ForecastSettings(ZoneOffset.UTC, List.of());

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 16);
    }

    private static FittedForecaster fitted(Series history) {
        return switch (new Forecaster(UTC).fit(history)) {
            case FitOutcome.Fitted fitted -> fitted.forecaster();
            case FitOutcome.NoForecast none -> throw new AssertionError(none.message());
        };
    }

    private static int day(Series series) {
        return (int) Duration.ofDays(1).dividedBy(series.step());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aForecastIsHorizonTimesLevelsFiniteAndMonotone(long seed) {
        Series history = RandomDemand.of(seed).build();
        int horizon = 1 + new SplittableRandom(seed).nextInt(2 * day(history));
        QuantileForecast forecast = fitted(history).forecast(horizon);
        assertThat(forecast.horizon()).isEqualTo(horizon);
        assertThat(forecast.start()).isEqualTo(history.end());
        assertThat(forecast.levels()).hasSize(5);
        for (int h = 0; h < horizon; h++) {
            double below = 0;
            for (QuantileLevel level : forecast.levels()) {
                double value = forecast.valueAt(h, level);
                assertThat(value).as("%s of step %d", level, h).isFinite().isGreaterThanOrEqualTo(below);
                below = value;
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameSeriesGivesTheSame(long seed) {
        FittedForecaster first = fitted(RandomDemand.of(seed).build());
        FittedForecaster second = fitted(RandomDemand.of(seed).build());
        assertThat(second.forecast(30)).isEqualTo(first.forecast(30)).isEqualTo(first.forecast(30));
        assertThat(second.model()).isEqualTo(first.model());
        assertThat(second.accuracy()).isEqualTo(first.accuracy());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anotherUnitOnlyChangesTheUnit(long seed) {
        // By a power of two, which rounds nothing: any difference is the forecaster's.
        double factor = Math.pow(2, new SplittableRandom(seed).nextInt(-12, 13));
        Series history = RandomDemand.of(seed).build();
        assertSame(history, RandomDemand.of(seed).scaled(v -> v * factor).build(), factor);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void otherWeeksOnlyChangeTheDate(long seed) {
        Duration weeks = Duration.ofDays(7L * new SplittableRandom(seed).nextInt(-200, 200));
        Series history = RandomDemand.of(seed).build();
        Series moved =
                RandomDemand.of(seed).startingAt(Demand.MONDAY.plus(weeks)).build();
        assertThat(fitted(moved).forecast(30).start()).isEqualTo(history.end().plus(weeks));
        assertSame(history, moved, 1);
    }

    private static void assertSame(Series history, Series changed, double factor) {
        int horizon = day(history);
        QuantileForecast plain = fitted(history).forecast(horizon);
        QuantileForecast other = fitted(changed).forecast(horizon);
        double close = 1e-6 * history.maximum().orElseThrow();
        for (int h = 0; h < horizon; h++) {
            for (QuantileLevel level : plain.levels()) {
                assertThat(other.valueAt(h, level) / factor)
                        .as("%s of step %d", level, h)
                        .isCloseTo(plain.valueAt(h, level), within(close));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatComesAfterTheOriginChangesNothing(long seed) {
        Series whole = RandomDemand.of(seed).build();
        SplittableRandom random = new SplittableRandom(seed);
        int origin = random.nextInt(whole.length() / 2, whole.length());
        int later = random.nextInt(origin, whole.length());
        Series other = RandomDemand.shuffledFrom(later, whole, seed);
        FittedForecaster forecaster = fitted(whole.slice(0, origin));
        QuantileForecast before = forecaster.forecast(30);

        QuantileForecast updated = forecaster.updatedTo(whole.slice(0, later)).forecast(30);

        assertThat(fitted(other.slice(0, origin))
                        .updatedTo(other.slice(0, later))
                        .forecast(30))
                .as("seen from a later origin")
                .isEqualTo(updated);
        assertThat(forecaster.forecast(30))
                .as("the fit, after it was asked from later")
                .isEqualTo(before);
        assertThat(fitted(other.slice(0, origin)).forecast(30)).as("fitted").isEqualTo(before);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void forgetsWhatMovedOutOfALookBackOfFourWeeks(long seed) {
        int day = 48;
        int lookBack = 28 * day;
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[lookBack + 2 * day];
        Arrays.setAll(values, t -> 100 + 50 * Math.sin(2 * Math.PI * t / day) + 40 * random.nextDouble());
        Series whole = Series.of(Instant.parse("2026-03-02T00:00:00Z"), Duration.ofMinutes(30), values);
        FittedForecaster fitted = fitted(whole.slice(0, lookBack));
        FittedForecaster updated = fitted;
        for (int moved = 1; moved <= 2 * day; moved++) {
            Series now = whole.slice(moved, moved + lookBack);
            updated = updated.updatedTo(now);
            if (moved % 7 == 0) {
                assertThat(updated.forecast(day + 4))
                        .as("after %d steps", moved)
                        .isEqualTo(fitted.updatedTo(now).forecast(day + 4));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void manyUpdatesGiveTheSameAsOne(long seed) {
        Series whole = RandomDemand.of(seed).build();
        SplittableRandom random = new SplittableRandom(seed);
        int origin = random.nextInt(whole.length() / 2, whole.length() - 4);
        FittedForecaster fitted = fitted(whole.slice(0, origin));
        FittedForecaster updated = fitted;
        int dropped = 0;
        while (origin < whole.length()) {
            origin += 1 + random.nextInt(3);
            dropped += random.nextInt(2);
            updated = updated.updatedTo(whole.slice(dropped, Math.min(origin, whole.length())));
        }
        assertThat(updated.forecast(30))
                .isEqualTo(
                        fitted.updatedTo(whole.slice(dropped, whole.length())).forecast(30));
    }
}
