package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.Accuracy.Reference;
import java.util.Arrays;
import java.util.Optional;

/**
 * The naive forecast to beat: what was, and the margin above it that made it a forecast of the planned percentile. Which one, and the
 * margin, are taken from the time before the windows that are scored, as a user would have had to.
 *
 * @param margin added to what was, in the demand's unit
 */
record NaiveForecast(Reference reference, double margin) {
    private static final int DAYS_OF_A_WEEK = 7;

    /** The best over windows {@code [from, to)}, which must hold a day of them; empty otherwise. */
    static Optional<NaiveForecast> best(WindowDemand demand, TrustSettings settings, long from, long to) {
        NaiveForecast best = null;
        double least = Double.POSITIVE_INFINITY;
        double tau = settings.percentile().probability();
        for (Reference reference : Reference.values()) {
            double[] misses = misses(reference, demand, settings.grid(), from, to);
            if (misses.length < settings.grid().perDay()) {
                continue;
            }
            Arrays.sort(misses);
            double margin = misses[Math.clamp((int) Math.ceil(tau * misses.length) - 1, 0, misses.length - 1)];
            double loss = Arrays.stream(misses)
                            .map(miss -> Pinball.loss(miss - margin, tau))
                            .sum()
                    / misses.length;
            if (loss < least) {
                best = new NaiveForecast(reference, margin);
                least = loss;
            }
        }
        return Optional.ofNullable(best);
    }

    private static double[] misses(Reference reference, WindowDemand demand, WindowGrid grid, long from, long to) {
        double[] misses = new double[Math.toIntExact(Math.max(0, to - from))];
        int count = 0;
        for (long window = from; window < to; window++) {
            double miss = demand.highest(window) - was(reference, demand, grid, window);
            if (!Double.isNaN(miss)) {
                misses[count++] = miss;
            }
        }
        return Arrays.copyOf(misses, count);
    }

    /** What this says of a window; NaN where it says nothing. */
    double of(long window, WindowDemand demand, WindowGrid grid) {
        return Math.max(0, was(reference, demand, grid, window) + margin);
    }

    private static double was(Reference reference, WindowDemand demand, WindowGrid grid, long window) {
        return switch (reference) {
            case LastValue -> demand.lastBefore(window);
            case SameTimeYesterday -> demand.highest(window - grid.perDay());
            case SameTimeLastWeek -> demand.highest(window - (long) DAYS_OF_A_WEEK * grid.perDay());
        };
    }
}
