package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which origins of a trace are forecast, how far, and from what: {@code count} of them spread evenly over its last part, each with
 * its horizon still inside the trace.
 *
 * @param count how many origins, at least 2; equal ones count once
 * @param firstShare the share of the trace before the first origin
 * @param history the most that is seen before an origin
 * @param horizon what is forecast after it
 */
public record RollingOrigins(int count, double firstShare, Duration history, Duration horizon) {
    /** 24 origins over the last 30 %, four weeks of history, a day to forecast. */
    public static final RollingOrigins STANDARD = new RollingOrigins(24, 0.7, Duration.ofDays(28));

    public RollingOrigins {
        if (count < 2 || !(firstShare > 0 && firstShare < 1)) {
            throw new IllegalArgumentException("there are at least 2 origins after a share between 0 and 1, not "
                    + count + " after " + firstShare);
        }
        if (!history.isPositive() || !horizon.isPositive()) {
            throw new IllegalArgumentException(
                    "history and horizon are longer than nothing, not " + history + " and " + horizon);
        }
    }

    /** With a day to forecast. */
    public RollingOrigins(int count, double firstShare, Duration history) {
        this(count, firstShare, history, Season.Day.length());
    }

    /** The number of steps to forecast. */
    public int horizonSteps(Duration step) {
        return Math.toIntExact(horizon.dividedBy(step));
    }

    /**
     * The origins in {@code trace}, ascending: the number of the first step to forecast of each. Where fewer than a quarter of the
     * steps to forecast are there, an origin is left out.
     */
    public List<Integer> in(Series trace) {
        int n = trace.length();
        int forecast = horizonSteps(trace.step());
        int low = (int) Math.ceil(firstShare * n);
        int high = n - forecast;
        List<Integer> origins = new ArrayList<>();
        for (int i = 0; i < count && high >= low; i++) {
            int origin = low + (int) Math.floorDiv((long) (high - low) * i, count - 1L);
            long present = IntStream.range(origin, origin + forecast)
                    .filter(t -> !trace.isMissing(t))
                    .count();
            if (!origins.contains(origin) && 4 * present >= forecast) {
                origins.add(origin);
            }
        }
        return List.copyOf(origins);
    }

    /** What may be seen from {@code origin}. */
    public Series historyOf(Series trace, int origin) {
        int steps = Math.toIntExact(history.dividedBy(trace.step()));
        return trace.slice(Math.max(0, origin - steps), origin);
    }
}
