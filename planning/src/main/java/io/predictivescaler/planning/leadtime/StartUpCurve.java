package io.predictivescaler.planning.leadtime;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The share of pods that are Ready within a time, from pods that were and pods that still wait. A pod that waits counts as taking
 * at least its age: among those that take longer than every pod that was Ready sooner, and so it can only make the curve slower.
 *
 * <p>This is the estimator of Herd (1960) and Johnson (1964) for multiply censored data: with {@code n} pods known to take at least
 * as long as the next one that became Ready, the share that takes longer shrinks by {@code n / (n + 1)}. Without any that wait, the
 * {@code i}-th of {@code n} stands at {@code i / (n + 1)}, which is its expected share (Weibull 1939; Hyndman and Fan 1996, type 6).
 * The estimator of Kaplan and Meier (1958) differs by {@code (n - 1) / n}; its 90th percentile of twenty is the eighteenth, which on
 * average only 86 % stay under, and a lead time should not err on that side.
 */
final class StartUpCurve {
    private record Step(double share, Duration time) {}

    private final List<Step> steps;
    private final Duration longest;

    /**
     * @param ready what pods took, at least one
     * @param waiting how old those are that wait
     */
    StartUpCurve(Collection<Duration> ready, Collection<Duration> waiting) {
        if (ready.isEmpty()) {
            throw new IllegalArgumentException("no pod became Ready: there is no curve");
        }
        List<Duration> times = ready.stream().sorted().toList();
        List<Duration> ages = waiting.stream().sorted().toList();
        this.longest = later(times.getLast(), ages.isEmpty() ? Duration.ZERO : ages.getLast());
        this.steps = new ArrayList<>();
        double slower = 1;
        int passed = 0;
        for (int i = 0; i < times.size(); i++) {
            // Who waits for exactly as long will take longer.
            while (passed < ages.size() && ages.get(passed).compareTo(times.get(i)) < 0) {
                passed++;
            }
            int atLeastSoLong = times.size() - i + ages.size() - passed;
            slower *= atLeastSoLong / (atLeastSoLong + 1.0);
            steps.add(new Step(1 - slower, times.get(i)));
        }
    }

    /**
     * The time within which this share of pods is Ready, between two of them by proportion; where fewer are known to be, the longest
     * that any took or waits.
     */
    Duration at(QuantileLevel level) {
        Step below = steps.getFirst();
        for (Step step : steps) {
            if (step.share() >= level.probability()) {
                return between(below, step, level.probability());
            }
            below = step;
        }
        return longest;
    }

    private static Duration between(Step below, Step above, double share) {
        double width = above.share() - below.share();
        double part = width > 0 ? Math.clamp((share - below.share()) / width, 0, 1) : 1;
        long nanos = above.time().minus(below.time()).toNanos();
        return below.time().plusNanos(Math.round(part * nanos));
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
