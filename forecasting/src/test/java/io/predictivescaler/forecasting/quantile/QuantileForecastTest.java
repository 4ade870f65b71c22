package io.predictivescaler.forecasting.quantile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileForecastTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final List<QuantileLevel> LEVELS = List.of(QuantileLevel.P50, QuantileLevel.P90, QuantileLevel.P95);

    private final QuantileForecast forecast = of(new double[][] {{10, 20, 30}, {15, 15, 40}, {1, 2, 3}});

    private static QuantileForecast of(double[]... rows) {
        return new QuantileForecast(START, STEP, LEVELS, rows);
    }

    private static Instant minute(double minute) {
        return START.plusSeconds((long) (60 * minute));
    }

    @Test
    void coversItsStepsAndNothingAfter() {
        assertThat(forecast.horizon()).isEqualTo(3);
        assertThat(forecast.timeOf(2)).isEqualTo(minute(10));
        assertThat(forecast.end()).isEqualTo(minute(15));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 10", "0.9, 20", "0.95, 30", "0.7, 15", "0.925, 25", "0.1, 10", "0.99, 30"})
    void givesEveryLevelByAStraightLineOrTheNearest(double level, double value) {
        assertThat(forecast.valueAt(0, new QuantileLevel(level))).isCloseTo(value, within(1e-9));
    }

    @Test
    void givesItsOwnLevelsToTheLastBit() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 1000; round++) {
            double low = random.nextDouble(100);
            double high = low + random.nextDouble(10);
            QuantileForecast made = of(new double[] {low, high, high});
            assertThat(made.valueAt(0, QuantileLevel.P90)).isEqualTo(high);
            assertThat(made.valueAt(0, QuantileLevel.P95)).isEqualTo(high);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 15, 20", "0, 4, 20", "5, 9, 15", "4.9, 5, 20", "10, 12, 2", "14.9, 99, 2", "-9, 0, 20"})
    void findsTheHighestOfTheStepsThatOverlap(double from, double to, double highest) {
        assertThat(forecast.maximum(QuantileLevel.P90, minute(from), minute(to)))
                .hasValue(highest);
    }

    @Test
    void hasNoHighestOutsideWhatItCovers() {
        assertThat(forecast.maximum(QuantileLevel.P90, minute(15), minute(20))).isEmpty();
        assertThat(forecast.maximum(QuantileLevel.P90, minute(-9), minute(-1))).isEmpty();
    }

    @Test
    void doesNotFollowTheArrayItWasMadeFrom() {
        double[][] rows = {{1, 2, 3}};
        QuantileForecast made = of(rows);
        rows[0][0] = 3;
        assertThat(made.valueAt(0, QuantileLevel.P50)).isEqualTo(1);
        assertThat(made).isEqualTo(of(new double[] {1, 2, 3})).hasSameHashCodeAs(of(new double[] {1, 2, 3}));
    }

    @Test
    void worksOutItsLaterStepsOnceAndOnlyWhenAsked() {
        AtomicInteger asked = new AtomicInteger();
        QuantileForecast made = new QuantileForecast(START, STEP, LEVELS, new double[][] {{10, 20, 30}}, 3, () -> {
            asked.incrementAndGet();
            return new double[][] {{15, 15, 40}, {1, 2, 3}};
        });
        assertThat(made.horizon()).isEqualTo(3);
        assertThat(made.valueAt(0, QuantileLevel.P95)).isEqualTo(30);
        assertThat(made.maximum(QuantileLevel.P90, minute(0), minute(4))).hasValue(20);
        assertThat(asked).hasValue(0);
        assertThat(made.valueAt(1, QuantileLevel.P95)).isEqualTo(40);
        assertThat(made.valueAt(2, QuantileLevel.P50)).isEqualTo(1);
        assertThat(made).isEqualTo(forecast).hasSameHashCodeAs(forecast);
        assertThat(asked).hasValue(1);
    }

    @Test
    void refusesLaterStepsThatAreNotAsAnnounced() {
        QuantileForecast crossing = new QuantileForecast(
                START, STEP, LEVELS, new double[][] {{1, 2, 3}}, 2, () -> new double[][] {{2, 1, 3}});
        QuantileForecast tooFew =
                new QuantileForecast(START, STEP, LEVELS, new double[][] {{1, 2, 3}}, 2, () -> new double[0][]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crossing.valueAt(1, QuantileLevel.P50))
                .withMessageContaining("row 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tooFew.valueAt(1, QuantileLevel.P50))
                .withMessageContaining("0 rows for steps 1 to 2");
    }

    @Test
    void refusesQuantilesThatCrossAreNegativeOrNotFinite() {
        double infinite = Double.POSITIVE_INFINITY;
        for (double[] row : new double[][] {{2, 1, 3}, {-1, 1, 2}, {1, 2, infinite}, {Double.NaN, 1, 2}, {1, 2}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of(new double[] {1, 2, 3}, row))
                    .withMessageContaining("row 1");
        }
    }

    @Test
    void refusesLevelsThatDoNotAscend() {
        for (List<QuantileLevel> levels :
                List.of(List.<QuantileLevel>of(), List.of(QuantileLevel.P90, QuantileLevel.P50))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new QuantileForecast(START, STEP, levels, new double[0][]));
        }
    }
}
