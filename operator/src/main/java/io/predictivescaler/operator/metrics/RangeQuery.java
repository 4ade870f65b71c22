package io.predictivescaler.operator.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A question for demand on an even grid: a sample evaluated at T closes the step {@code [T − step, T)}, so the query is evaluated
 * at {@code from + step}, {@code from + 2·step}, … {@code to}, and its answer is a series of {@link #steps} steps that starts at
 * {@code from}. Both ends lie on the step's grid since the epoch, so that every fetch of the same query meets the same instants.
 *
 * @param query PromQL that gives one series
 * @param from start of the first step, a multiple of {@code step} since the epoch
 * @param to end of the last step, a later multiple of {@code step} since the epoch
 * @param step whole milliseconds, at least one second
 */
public record RangeQuery(String query, Instant from, Instant to, Duration step) {
    /** More steps than any look-back has: 400 days by the minute are 576,000. */
    public static final int MOST_STEPS = 1_000_000;

    public RangeQuery {
        if (query.isBlank()) {
            throw new IllegalArgumentException("a range query has PromQL, not blank text");
        }
        if (step.compareTo(Duration.ofSeconds(1)) < 0 || step.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("a step is whole milliseconds and at least 1s, not " + step);
        }
        requireOnGrid(from, step);
        requireOnGrid(to, step);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a range query ends after its start, not from " + from + " to " + to);
        }
        long steps = Duration.between(from, to).toMillis() / step.toMillis();
        if (steps > MOST_STEPS) {
            throw new IllegalArgumentException("a range query has at most " + MOST_STEPS + " steps, not " + steps);
        }
    }

    /** The query of the {@code steps} whole steps up to {@code now}: ends at the last instant of the grid not after it. */
    public static RangeQuery lastSteps(String query, int steps, Duration step, Instant now) {
        long end = Math.floorDiv(now.toEpochMilli(), step.toMillis());
        return new RangeQuery(
                query,
                Instant.ofEpochMilli((end - steps) * step.toMillis()),
                Instant.ofEpochMilli(end * step.toMillis()),
                step);
    }

    /** The number of evaluations, and of steps in the answer. */
    public int steps() {
        return Math.toIntExact(Duration.between(from, to).toMillis() / step.toMillis());
    }

    private static void requireOnGrid(Instant time, Duration step) {
        if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))
                || Math.floorMod(time.toEpochMilli(), step.toMillis()) != 0) {
            throw new IllegalArgumentException(time + " is not a multiple of " + step + " since the epoch");
        }
    }
}
