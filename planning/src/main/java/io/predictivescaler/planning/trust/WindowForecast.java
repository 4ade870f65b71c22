package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.time.Instant;
import java.util.Optional;

/**
 * What was forecast for the highest demand of a window, from no more than what was known at its start.
 *
 * @param window its number on the grid
 * @param planned at the planned percentile: what a plan takes it for
 * @param lowest the P01, as far as there is one: forecasts have no level under the median, so the distance from median to P99, downwards
 * @param highest the P99
 */
public record WindowForecast(long window, double planned, double lowest, double highest) {
    /** Of the bound. Up to a half it makes no difference to how soon days of three times the demand are found. */
    private static final double MATERIAL = 0.25;

    /** Of the first window that starts with the forecast or after it; empty when the forecast does not cover all of it. */
    static Optional<WindowForecast> of(QuantileForecast forecast, QuantileLevel percentile, WindowGrid grid) {
        long window = grid.from(forecast.start());
        if (!grid.covered(window, forecast)) {
            return Optional.empty();
        }
        return Optional.of(new WindowForecast(
                window,
                grid.highest(window, forecast, percentile),
                lowest(window, forecast, grid),
                grid.highest(window, forecast, QuantileLevel.P99)));
    }

    private static double lowest(long window, QuantileForecast forecast, WindowGrid grid) {
        Instant from = grid.startOf(window);
        Instant to = grid.startOf(window + 1);
        double lowest = 0;
        for (int h = 0; h < forecast.horizon() && forecast.timeOf(h).isBefore(to); h++) {
            if (forecast.timeOf(h + 1).isAfter(from)) {
                double median = forecast.valueAt(h, QuantileLevel.P50);
                lowest = Math.max(lowest, median - (forecast.valueAt(h, QuantileLevel.P99) - median));
            }
        }
        return lowest;
    }

    /** Whether {@code demand} is outside, and by a quarter at least: a miss that hardly changes the replicas is no broken pattern. */
    boolean isSurprisedBy(double demand) {
        return demand > highest * (1 + MATERIAL) || demand < lowest * (1 - MATERIAL);
    }
}
