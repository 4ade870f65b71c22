package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Forecasts of windows that are not over yet, each list by window.
 *
 * @param late from right before the window
 * @param early from an hour before it
 */
record OpenForecasts(List<WindowForecast> late, List<EarlyForecast> early) {
    private static final int MOST = 8;

    OpenForecasts {
        late = List.copyOf(late);
        early = List.copyOf(early);
    }

    static OpenForecasts none() {
        return new OpenForecasts(List.of(), List.of());
    }

    /** With what a forecast says, in place of what an older one said of the same windows. */
    OpenForecasts with(QuantileForecast forecast, TrustSettings settings) {
        List<WindowForecast> lateNow = new ArrayList<>(late);
        WindowForecast.of(forecast, settings.percentile(), settings.grid()).ifPresent(newer -> {
            lateNow.removeIf(known -> known.window() >= newer.window());
            lateNow.add(newer);
        });
        List<EarlyForecast> earlyNow = new ArrayList<>(early);
        EarlyForecast.of(forecast, settings.grid()).ifPresent(newer -> {
            earlyNow.removeIf(known -> known.window() >= newer.window());
            earlyNow.add(newer);
        });
        return new OpenForecasts(
                last(lateNow, MOST), last(earlyNow, MOST + settings.grid().anHour()));
    }

    private static <T> List<T> last(List<T> forecasts, int most) {
        return forecasts.subList(Math.max(0, forecasts.size() - most), forecasts.size());
    }

    /** Whether there is one of a window before {@code end}. */
    boolean anyBefore(long end) {
        return !late.isEmpty() && late.getFirst().window() < end;
    }

    /** Those of windows before {@code end}. */
    List<WindowForecast> before(long end) {
        return late.stream().filter(forecast -> forecast.window() < end).toList();
    }

    /** The early one of a window. */
    Optional<EarlyForecast> earlyOf(long window) {
        return early.stream().filter(forecast -> forecast.window() == window).findFirst();
    }

    /** Those of later windows. */
    OpenForecasts after(long window) {
        return new OpenForecasts(
                late.stream().filter(forecast -> forecast.window() > window).toList(),
                early.stream().filter(forecast -> forecast.window() > window).toList());
    }
}
