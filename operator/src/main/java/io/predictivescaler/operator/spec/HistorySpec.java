package io.predictivescaler.operator.spec;

import io.predictivescaler.forecasting.series.TimeWindow;
import java.time.Duration;
import java.util.List;

/**
 * The past that a forecast learns from.
 *
 * @param lookback how far back it is read
 * @param step sampling interval: divides a day, and {@code lookback ÷ step ≤ 10,000}
 * @param query PromQL for the past
 * @param source where it is asked
 * @param exclude windows that must not teach the model
 */
public record HistorySpec(Duration lookback, Duration step, String query, SourceSpec source, List<TimeWindow> exclude) {
    public HistorySpec {
        exclude = List.copyOf(exclude);
        if (!step.isPositive() || lookback.compareTo(step) < 0) {
            throw new IllegalArgumentException("no history of " + lookback + " in steps of " + step);
        }
    }
}
