package io.predictivescaler.forecasting.model;

/**
 * How far the days of a series lie apart at each time of day: the mean of |y[t − d·D] − y[t − (d + 1)·D]| over the last seven days d
 * and half an hour to either side, on the nearest day only the half before. Nothing later than a day before its step is used.
 * Days are counted in steps, so that for a week after a change of the clocks it is an hour late.
 */
public final class DailySpread {
    private static final int DAYS = 7;
    private static final int FEWEST_DIFFERENCES = 3;
    private static final int HALF_HOURS_PER_DAY = 48;

    private final int from;
    private final int stepsPerDay;
    private final double[] spreads;

    private DailySpread(int from, int stepsPerDay, double[] spreads) {
        this.from = from;
        this.stepsPerDay = stepsPerDay;
        this.spreads = spreads;
    }

    /** Half an hour in steps, which is how far the steps of one time of day reach. */
    static int side(int stepsPerDay) {
        return stepsPerDay / HALF_HOURS_PER_DAY;
    }

    /** The spread of the steps {@code from} to before {@code end}, which lies at most a day after the newest. */
    static DailySpread of(Observed observed, int from, int end) {
        int day = observed.grid().stepsPerDay();
        int side = side(day);
        // Sums up to a step, of the differences of all seven days and of all but the nearest, and of how many there
        // are.
        double[] all = new double[end - from + 1];
        double[] allCounts = new double[all.length];
        double[] older = new double[all.length];
        double[] olderCounts = new double[all.length];
        for (int t = from; t < end; t++) {
            double sum = 0;
            int count = 0;
            for (int d = DAYS; d > 1; d--) {
                double difference = Math.abs(observed.at(t - d * day) - observed.at(t - (d + 1) * day));
                if (!Double.isNaN(difference)) {
                    sum += difference;
                    count++;
                }
            }
            double nearest = Math.abs(observed.at(t - day) - observed.at(t - 2 * day));
            boolean known = !Double.isNaN(nearest);
            int i = t - from;
            older[i + 1] = older[i] + sum;
            olderCounts[i + 1] = olderCounts[i] + count;
            all[i + 1] = all[i] + sum + (known ? nearest : 0);
            allCounts[i + 1] = allCounts[i] + count + (known ? 1 : 0);
        }
        double[] spreads = new double[all.length - 1];
        for (int i = 0; i < spreads.length; i++) {
            int first = Math.max(0, i - side);
            int last = Math.min(spreads.length, i + side + 1);
            double sum = all[i + 1] - all[first] + older[last] - older[i + 1];
            double count = allCounts[i + 1] - allCounts[first] + olderCounts[last] - olderCounts[i + 1];
            spreads[i] = count < FEWEST_DIFFERENCES ? Double.NaN : Math.max(0, sum / count);
        }
        return new DailySpread(from, day, spreads);
    }

    /**
     * The spread at step {@code t}, NaN where it is not known; more than a day after {@code origin} that of the same time on the first
     * day after it.
     */
    public double at(int t, int origin) {
        int i = (t < origin ? t : origin + (t - origin) % stepsPerDay) - from;
        return i >= 0 && i < spreads.length ? spreads[i] : Double.NaN;
    }
}
