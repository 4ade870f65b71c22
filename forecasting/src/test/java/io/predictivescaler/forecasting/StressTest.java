package io.predictivescaler.forecasting;

import static io.predictivescaler.forecasting.testkit.Demand.constant;
import static io.predictivescaler.forecasting.testkit.Demand.weeklySeason;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Demand;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Demand as it really comes: what breaks a forecaster that only repeats. */
class StressTest {
    private static final int DAY = 288;

    private static QuantileForecast forecast(Series history) {
        Forecaster forecaster = new Forecaster(new ForecastSettings(ZoneOffset.UTC, List.of()));
        return switch (forecaster.fit(history)) {
            case FitOutcome.Fitted fitted -> fitted.forecaster().forecast(DAY);
            case FitOutcome.NoForecast none -> throw new AssertionError(none.message());
        };
    }

    @Test
    void aDoubledLevelIsFollowedWithinADay() {
        Demand demand = weeklySeason(25).withNoise(0.05, 3).with((t, v) -> t >= 23 * DAY ? 2 * v : v);
        Series whole = demand.build();
        QuantileForecast forecast = forecast(whole.slice(0, 24 * DAY)); // Thursday, a day after the shift
        double error = 0;
        double actual = 0;
        for (int h = 0; h < DAY; h++) {
            error += Math.abs(whole.valueAt(24 * DAY + h) - forecast.valueAt(h, QuantileLevel.P50));
            actual += whole.valueAt(24 * DAY + h);
        }
        assertThat(error / actual).as("share missed").isLessThan(0.25);
    }

    @Test
    void aJobOfOneStepAnHourIsForecastAtItsMinuteOnly() {
        Demand demand = constant(20, 100).withNoise(0.05, 3).with((t, v) -> t % 12 == 5 ? v + 400 : v);
        QuantileForecast forecast = forecast(demand.build());
        for (int h = 0; h < DAY; h++) {
            double point = forecast.valueAt(h, QuantileLevel.P50);
            if (h % 12 == 5) {
                assertThat(point).as("step %d", h).isGreaterThan(400);
            } else {
                assertThat(point).as("step %d", h).isLessThan(150);
            }
        }
    }

    @Test
    void zerosWithRareCallsHaveAMedianOfZeroAndAQuantileThatSeesTheCalls() {
        SplittableRandom random = new SplittableRandom(5);
        Demand demand = constant(28, 0).with((t, v) -> random.nextDouble() < 0.15 ? 5 + random.nextInt(10) : 0);
        QuantileForecast forecast = forecast(demand.build());
        for (int h = 12; h < DAY; h += 12) {
            assertThat(forecast.valueAt(h, QuantileLevel.P50))
                    .as("median of step %d", h)
                    .isLessThan(3);
            assertThat(forecast.valueAt(h, QuantileLevel.P95))
                    .as("P95 of step %d", h)
                    .isBetween(5.0, 20.0);
        }
    }

    @Test
    void quantilesAreNotWorseThanTheLastValuesOnARandomWalk() {
        SplittableRandom random = new SplittableRandom(7);
        double[] level = {1000};
        Demand demand = constant(29, 1).with((t, v) -> level[0] = Math.max(0, level[0] + 5 * random.nextGaussian()));
        Series whole = demand.build();
        QuantileForecast forecast = forecast(whole.slice(0, 28 * DAY));
        double last = whole.valueAt(28 * DAY - 1);
        // A day of steps has a standard deviation of 85.
        assertThat(forecast.valueAt(0, QuantileLevel.P95)).isBetween(last, last + 40);
        assertThat(forecast.valueAt(DAY - 1, QuantileLevel.P95)).isBetween(last + 50, last + 320);
    }
}
