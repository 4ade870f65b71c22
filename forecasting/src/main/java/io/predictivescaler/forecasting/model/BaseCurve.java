package io.predictivescaler.forecasting.model;

import java.util.Arrays;

/**
 * A {@link Base} over the steps of a series, worked out as it is asked for. Up to a day ahead of an origin nothing after one day
 * before the step is used, so all origins share one answer, which is kept.
 */
public final class BaseCurve {
    /** What is not worked out yet; a base itself is never negative. */
    private static final double UNKNOWN = -1;

    private final Base base;
    private final Observed observed;
    private final int stepsPerDay;
    private final int from;
    private final double[] known;
    private final Pool pool;

    /** A curve that keeps its answers from step {@code from} on, before step {@code end}. */
    BaseCurve(Base base, Observed observed, int from, int end) {
        this.base = base;
        this.observed = observed;
        this.stepsPerDay = observed.grid().stepsPerDay();
        this.from = from;
        this.pool = new Pool(observed.grid());
        this.known = new double[Math.max(0, end - from)];
        Arrays.fill(known, UNKNOWN);
    }

    /** Takes a value that is known already. */
    void learn(int t, double value) {
        int i = t - from;
        if (i >= 0 && i < known.length) {
            known[i] = value;
        }
    }

    /**
     * What the base says about step {@code t} to somebody who has seen the steps before {@code origin}; NaN when its days are all
     * missing.
     */
    public double at(int t, int origin) {
        int i = t - from;
        if (t >= origin + stepsPerDay || i < 0 || i >= known.length) {
            int daysAhead = t < origin ? 1 : (t - origin) / stepsPerDay + 1;
            return base.at(observed, t, daysAhead, pool);
        }
        double value = known[i];
        if (value == UNKNOWN) {
            value = base.at(observed, t, 1, pool);
            known[i] = value;
        }
        return value;
    }
}
