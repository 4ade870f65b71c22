package io.predictivescaler.forecasting.evaluation;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.StepGrid;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which origins of a trace are forecast, and from what: {@code count} of them spread evenly over its last part, each with a day
 * to forecast and at most four weeks before it to learn from.
 *
 * @param count how many origins, at least 2; equal ones count once
 * @param firstShare the share of the trace before the first origin
 * @param history the most that is seen before an origin
 */
public record RollingOrigins(int count, double firstShare, Duration history) {
    /** 24 origins over the last 30 %, four weeks of history. */
    public static final RollingOrigins STANDARD = new RollingOrigins(24, 0.7, Duration.ofDays(28));

    public RollingOrigins {
        if (count < 2 || !(firstShare > 0 && firstShare < 1)) {
            throw new IllegalArgumentException("there are at least 2 origins after a share between 0 and 1, not "
                    + count + " after " + firstShare);
        }
    }

    /**
     * The origins in {@code trace}, ascending: the number of the first step to forecast of each. Where fewer than a quarter of the
     * day after it is there, an origin is left out.
     */
    public List<Integer> in(Series trace) {
        int n = trace.length();
        int horizon =
                StepGrid.of(trace.start(), trace.step(), n, ZoneOffset.UTC).stepsPerDay();
        int low = (int) Math.ceil(firstShare * n);
        int high = n - horizon;
        List<Integer> origins = new ArrayList<>();
        for (int i = 0; i < count && high >= low; i++) {
            int origin = low + (int) Math.floorDiv((long) (high - low) * i, count - 1L);
            long present = IntStream.range(origin, origin + horizon)
                    .filter(t -> !trace.isMissing(t))
                    .count();
            if (!origins.contains(origin) && 4 * present >= horizon) {
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
