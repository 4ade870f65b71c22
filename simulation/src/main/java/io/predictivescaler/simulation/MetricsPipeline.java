package io.predictivescaler.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * How old CPU samples are when the autoscaler reads them. Windows follow each other without gaps on a grid from the epoch, moved by
 * {@code offset}.
 *
 * @param window that a sample is the mean of; positive
 * @param lag from the end of a window until it can be read; zero or more
 * @param offset of the windows' grid
 * @param starting what is known of pods that are not ready yet
 */
public record MetricsPipeline(Duration window, Duration lag, Duration offset, Starting starting) {
    /** What the metrics API says about pods that start. */
    public enum Starting {
        /** Their use is reported, but does not count while they are not ready. */
        Reported,
        /** Nothing, until a window has passed in which they were ready. */
        Missing
    }

    public MetricsPipeline {
        if (!window.isPositive() || lag.isNegative()) {
            throw new IllegalArgumentException(
                    "a metrics window is positive and a lag not negative, unlike " + window + " and " + lag);
        }
    }

    /** Windows of 15 s, as old as {@code lag} when they are read. */
    public static MetricsPipeline lagging(Duration lag) {
        return new MetricsPipeline(Duration.ofSeconds(15), lag, Duration.ZERO, Starting.Reported);
    }

    /** The end of the newest window that can be read at {@code now}. */
    Instant newestEnd(Instant now) {
        long grid = window.toMillis();
        long at = now.minus(lag).minus(offset).toEpochMilli();
        return Instant.ofEpochMilli(Math.floorDiv(at, grid) * grid).plus(offset);
    }

    /** How long use must be remembered so that the newest window is whole. */
    Duration remembered() {
        return lag.plus(window.multipliedBy(2));
    }
}
