package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * What a user may say about how a series is forecast.
 *
 * @param zone the clock that days and weeks follow
 * @param seasons the seasons to use (an hour, a day, a week); empty means detect
 */
public record ForecastSettings(ZoneId zone, List<Duration> seasons) {
    public ForecastSettings {
        seasons = List.copyOf(seasons);
        for (Duration season : seasons) {
            if (Arrays.stream(Season.values()).noneMatch(s -> s.length().equals(season))) {
                throw new IllegalArgumentException(
                        "a season is an hour (1h), a day (1d) or a week (1w), not " + season);
            }
        }
    }
}
