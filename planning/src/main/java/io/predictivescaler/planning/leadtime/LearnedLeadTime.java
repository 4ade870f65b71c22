package io.predictivescaler.planning.leadtime;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.time.Duration;
import java.util.Collection;

/**
 * How a lead time is learned.
 *
 * @param percentile of pods that are Ready within it
 * @param fallback until enough pods were seen; positive
 * @param lowest what is learned counts as at least this; positive
 * @param highest and as at most this; at least {@code lowest}
 */
public record LearnedLeadTime(QuantileLevel percentile, Duration fallback, Duration lowest, Duration highest) {
    /**
     * From so many pods on their times count. The slowest of five is faster than most pods once in thirty-two times; of three, once
     * in eight. One rollout or one morning brings them.
     */
    public static final int ENOUGH = 5;

    /** Longer than any pod that waits is known to one part of it, so that two estimates of one world are mostly one plan. */
    private static final Duration ROUNDED_UP_TO = Duration.ofSeconds(5);

    public LearnedLeadTime {
        if (!fallback.isPositive() || !lowest.isPositive() || highest.compareTo(lowest) < 0) {
            throw new IllegalArgumentException(
                    "a learned lead time has 0 < lowest ≤ highest and a positive fallback, not " + lowest + ", "
                            + highest + " and " + fallback);
        }
    }

    /** What an earlier process had learned. */
    public sealed interface Before {
        /** Nothing, or nothing that is known. */
        record Nothing() implements Before {}

        /** A start-up, positive, measured on so many pods. */
        record Learned(Duration startUp, int samples) implements Before {
            public Learned {
                if (!startUp.isPositive() || samples < 0) {
                    throw new IllegalArgumentException(
                            "what was learned is positive, not " + startUp + " of " + samples);
                }
            }
        }
    }

    /** The longest that it can become. */
    public Duration longest() {
        return highest.compareTo(fallback) > 0 ? highest : fallback;
    }

    /**
     * The lead time now: by what was measured once {@link #ENOUGH} pods were, until then what was learned before, else the fallback.
     *
     * @param waiting the ages of the pods that have not been Ready yet
     * @param reaction as in {@link LeadTime}
     */
    public LeadTime now(StartUps startUps, Collection<Duration> waiting, Before before, Duration reaction) {
        if (startUps.size() >= ENOUGH) {
            Duration measured = new StartUpCurve(startUps.times(), waiting).at(percentile);
            return learned(measured, reaction, startUps.size());
        }
        return switch (before) {
            case Before.Learned earlier -> learned(earlier.startUp(), reaction, earlier.samples());
            case Before.Nothing nothing -> new LeadTime(fallback, reaction, LeadTime.Source.Fallback, startUps.size());
        };
    }

    private LeadTime learned(Duration measured, Duration reaction, int samples) {
        Duration rounded = roundedUp(measured);
        Duration atLeast = rounded.compareTo(lowest) < 0 ? lowest : rounded;
        Duration within = atLeast.compareTo(highest) > 0 ? highest : atLeast;
        return new LeadTime(within, reaction, LeadTime.Source.Learned, samples);
    }

    private static Duration roundedUp(Duration time) {
        long parts = Math.ceilDiv(time.toMillis(), ROUNDED_UP_TO.toMillis());
        return ROUNDED_UP_TO.multipliedBy(parts);
    }
}
