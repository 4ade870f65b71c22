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

    private final Series series;
    private final StepGrid grid;
    private final double[] scratch = new double[NEIGHBOUR_DAYS.length];

    private Outages(Series series, StepGrid grid) {
        this.series = series;
        this.grid = grid;
    }

    /** The series with its outages missing; the same series when it has none. */
    public static Series maskedIn(Series series, ZoneId zone) {
        BitSet low = series.notAbove(0);
        if (low.isEmpty()) {
            return series;
        }
        StepGrid grid = StepGrid.of(series.start(), series.step(), series.length(), zone);
        BitSet outages = new Outages(series, grid).among(low);
        return outages.isEmpty() ? series : series.withMissing(outages);
    }

    /** @param low the steps that are not above zero */
    private BitSet among(BitSet low) {
        BitSet found = new BitSet();
        int longest = grid.stepsIn(LONGEST);
        double level = series.mean().orElse(0);
        for (int t = low.nextSetBit(0); t >= 0; ) {
            int end = t;
            while (low.get(end) && isSuspect(end, level)) {
                end++;
            }
            if (end - t >= SHORTEST && end - t <= longest) {
                found.set(t, end);
            }
            t = low.nextSetBit(end + 1);
        }
        return found;
    }

    /** @param t not above zero */
    private boolean isSuspect(int t, double level) {
        int count = 0;
        for (int days : NEIGHBOUR_DAYS) {
            int at = grid.daysBefore(t, days, Integer.MAX_VALUE);
            if (at < 0 || at >= series.length() || series.isMissing(at)) {
                continue;
            }
            double neighbour = series.valueAt(at);
            if (neighbour <= 0) {
                return false;
            }
            scratch[count++] = neighbour;
        }
        return count >= FEWEST_NEIGHBOURS && Median.of(scratch, count) > FAR_ABOVE * level;
    }
}
