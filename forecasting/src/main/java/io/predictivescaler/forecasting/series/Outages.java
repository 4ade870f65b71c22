package io.predictivescaler.forecasting.series;

import java.time.Duration;
import java.time.ZoneId;
import java.util.BitSet;

/**
 * Zeros that are no demand: a monitoring or service outage that reads as 0. Three or more steps in a row (up to half a day, which
 * is then taken for the truth) are an outage where every known neighbour in time of day, one, two, three and seven days to
 * either side, is above zero and their median far above. Nights, weekends that were quiet a week before, and what stops every
 * day at its time therefore stay.
 */
public final class Outages {
    private static final int[] NEIGHBOUR_DAYS = {-7, -3, -2, -1, 1, 2, 3, 7};
    private static final int SHORTEST = 3;
    private static final int FEWEST_NEIGHBOURS = 2;
    private static final double FAR_ABOVE = 0.25;
    private static final Duration LONGEST = Duration.ofHours(12);

    private final double[] values;
    private final StepGrid grid;
    private final double level;
    private final double[] scratch = new double[NEIGHBOUR_DAYS.length];

    private Outages(double[] values, StepGrid grid) {
        this.values = values;
        this.grid = grid;
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        this.level = count == 0 ? 0 : sum / count;
    }

    /** The series with its outages missing; the same series when it has none. */
    public static Series maskedIn(Series series, ZoneId zone) {
        StepGrid grid = StepGrid.of(series.start(), series.step(), series.length(), zone);
        BitSet outages = new Outages(series.toArray(Double.NaN), grid).find();
        return outages.isEmpty() ? series : series.withMissing(outages);
    }

    private BitSet find() {
        BitSet found = new BitSet();
        int longest = grid.stepsIn(LONGEST);
        for (int t = 0; t < values.length; t++) {
            int end = t;
            while (end < values.length && isSuspect(end)) {
                end++;
            }
            if (end - t >= SHORTEST && end - t <= longest) {
                found.set(t, end);
            }
            t = Math.max(t, end);
        }
        return found;
    }

    private boolean isSuspect(int t) {
        if (!(values[t] <= 0)) {
            return false;
        }
        int count = 0;
        for (int days : NEIGHBOUR_DAYS) {
            int at = grid.daysBefore(t, days, Integer.MAX_VALUE);
            double neighbour = at < 0 || at >= values.length ? Double.NaN : values[at];
            if (neighbour <= 0) {
                return false;
            }
            if (!Double.isNaN(neighbour)) {
                scratch[count++] = neighbour;
            }
        }
        return count >= FEWEST_NEIGHBOURS && Median.of(scratch, count) > FAR_ABOVE * level;
    }
}
