package io.predictivescaler.forecasting;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What a user may say about how a series is forecast.
 *
 * @param zone the clock that days and weeks follow
 * @param seasons the seasons to use (a day, a week); empty means detect
 */
public record ForecastSettings(ZoneId zone, List<Duration> seasons) {
    public ForecastSettings {
        seasons = List.copyOf(seasons);
    }
}
