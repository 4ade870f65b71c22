package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Time cut into windows of one length, none overlapping another: window {@code i} covers {@code [epoch + i·every, epoch + (i+1)·every)}.
 * Consecutive windows share no demand, so that three surprises in a row are three and not one seen three times.
 *
 * @param every the length of a window: a whole number of them makes a day, so that the same time yesterday and last week are windows too
 */
public record WindowGrid(Duration every) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** A quarter of an hour at least: shorter ones would not fit in the memory that an entry may use. */
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMinutes(15),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofMinutes(40),
            Duration.ofHours(1),
            Duration.ofMinutes(90),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(4),
            Duration.ofHours(6),
            Duration.ofHours(8),
            Duration.ofHours(12));

    public WindowGrid {
        if (!every.isPositive() || DAY.toMillis() % every.toMillis() != 0) {
            throw new IllegalArgumentException("a whole number of windows makes a day, not so with " + every);
        }
    }

    /** The shortest windows that are as long as a plan looks ahead, and as long as a step; at most a day. */
    public static WindowGrid covering(Duration planned, Duration step) {
        Duration least = planned.compareTo(step) > 0 ? planned : step;
        return new WindowGrid(LENGTHS.stream()
                .filter(length -> length.compareTo(least) >= 0)
                .findFirst()
                .orElse(DAY));
    }

    int perDay() {
        // Not Duration.dividedBy, which goes by way of BigDecimal: back-tests ask for every window.
        return Math.toIntExact(DAY.toMillis() / every.toMillis());
    }

    /** How many windows a time holds. */
    int count(Duration time) {
        return Math.toIntExact(time.dividedBy(every));
    }

    /** The windows that an hour takes, at least one. */
    int anHour() {
        return Math.toIntExact(Math.ceilDiv(HOUR.toMillis(), every.toMillis()));
    }

    /** How many windows in a row gone astray break the pattern: two hours of them, at least three. */
    int astrayInARow() {
        return Math.max(Breaker.IN_A_ROW, count(HOUR.multipliedBy(2)));
    }

    /** Whether a forecast covers all of a window. */
    boolean covered(long window, QuantileForecast forecast) {
        return !forecast.end().isBefore(startOf(window + 1));
    }

    /** The highest demand of a window that a forecast touches, at a level. */
    double highest(long window, QuantileForecast forecast, QuantileLevel level) {
        return forecast.maximum(level, startOf(window), startOf(window + 1).minusMillis(1))
                .orElse(0);
    }

    Instant startOf(long window) {
        return Instant.ofEpochMilli(window * every.toMillis());
    }

    /** The window that {@code time} lies in. */
    long at(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), every.toMillis());
    }

    /** The first window that starts at {@code time} or later. */
    long from(Instant time) {
        return Math.ceilDiv(time.toEpochMilli(), every.toMillis());
    }
}
