package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.util.Optional;

/**
 * What was forecast for the highest demand of a window an hour before it began. A forecast that is issued right before a window knows of a
 * break already and follows it, at night and where demand is noisy from the second window on; this one still tells of the old pattern.
 *
 * @param window its number on the grid
 * @param median of its highest demand
 * @param high the P95
 */
record EarlyForecast(long window, double median, double high) {
    /** So far off that it changes the replicas, at least. */
    private static final double MATERIAL = 1.5;

    /** Less of the mean peak is nothing: one call at night where there are hundreds by day is no broken pattern. */
    private static final double NOTHING = 0.01;

    /** Of the window that begins an hour after the next one; empty when the forecast does not cover all of it. */
    static Optional<EarlyForecast> of(QuantileForecast forecast, WindowGrid grid) {
        long window = grid.from(forecast.start()) + grid.anHour();
        return grid.covered(window, forecast)
                ? Optional.of(new EarlyForecast(
                        window,
                        grid.highest(window, forecast, QuantileLevel.P50),
                        grid.highest(window, forecast, QuantileLevel.P95)))
                : Optional.empty();
    }

    /**
     * 1 when {@code demand} came above the P95, -1 when under the P05, by half at least; 0 otherwise. Forecasts have no level under the
     * median: the P05 is as many times smaller than it as the P95 is larger, since noise of demand grows with it.
     *
     * @param usual the mean of all peaks
     */
    int strayed(double demand, double usual) {
        double nothing = NOTHING * usual;
        double came = demand + nothing;
        double expected = median + nothing;
        double factor = Math.max(MATERIAL, (high + nothing) / expected);
        return came > factor * expected ? 1 : factor * came < expected ? -1 : 0;
    }

    /** The P05. */
    double low() {
        return high > 0 ? median * median / high : 0;
    }
}
