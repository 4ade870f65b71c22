package io.predictivescaler.forecasting.selection;

import io.predictivescaler.forecasting.model.Observed;
import io.predictivescaler.forecasting.series.HorizonBuckets;
import io.predictivescaler.forecasting.series.StepGrid;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** From when, and how far ahead, trials forecast. */
final class TrialTimes {
    private static final int POINTS_PER_BUCKET = 18;
    /** Its multiples spread over [0, 1) without a pattern. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private static final int DAYS_BACK = 14;
    private static final int DAY_HOURS = 24;
    private static final int QUARTERS = 4;
    /** Hours into a quarter of the day: every hour in six days. */
    private static final int[] SHIFTS = {0, 3, 1, 4, 2, 5};

    private static final int[] HOURS_BACK = hoursBack();
    private static final int SHORT_HISTORY_TRIALS = 48;

    private TrialTimes() {}

    /**
     * Of each horizon bucket at most {@value #POINTS_PER_BUCKET} steps ahead, since neighbours tell the same story. They are spread unevenly:
     * by a stride that divides the hour they would all fall on the same minute, and miss or overrate what happens at one minute only.
     */
    static int[] stepsAhead(HorizonBuckets buckets) {
        int[] all = new int[buckets.end(buckets.count() - 1)];
        int count = 0;
        for (int b = 0; b < buckets.count(); b++) {
            int length = buckets.end(b) - buckets.start(b);
            int wanted = Math.min(length, POINTS_PER_BUCKET);
            for (int j = 0; j < wanted; j++) {
                double jitter = wanted == length ? 0 : j * GOLDEN_RATIO % 1;
                all[count++] = buckets.start(b) + (int) ((j + jitter) * length / wanted);
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** Ascending: those of {@link #HOURS_BACK} that have enough history before them: two days, or half of a shorter history. */
    static int[] origins(Observed observed) {
        StepGrid grid = observed.grid();
        int now = observed.length();
        int first = 0;
        while (first < now && Double.isNaN(observed.at(first))) {
            first++;
        }
        int day = grid.stepsPerDay();
        int span = now - first;
        TreeSet<Integer> origins = new TreeSet<>();
        int earliest = first + Math.max(1, Math.min(2 * day, span / 2));
        if (span < day) {
            int stride = Math.max(1, (now - earliest) / SHORT_HISTORY_TRIALS);
            for (int origin = now - 1; origin >= earliest; origin -= stride) {
                origins.add(origin);
            }
        }
        for (int hours : HOURS_BACK) {
            int origin = now - (int) Math.round(hours * day / 24.0);
            if (origin >= earliest && origin < now) {
                origins.add(origin);
            }
        }
        return origins.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Every hour of the last day, then four of each day to a week back and three of each day to two: the same time of day, and others
     * that move from day to day. Origins six hours apart would see the first hour after four times of day only, and never a ramp
     * between them.
     */
    private static int[] hoursBack() {
        IntStream.Builder hours = IntStream.builder();
        IntStream.range(1, DAY_HOURS).forEach(hours::add);
        for (int day = 1; day < DAYS_BACK; day++) {
            hours.add(DAY_HOURS * day);
            for (int quarter = 1; quarter < QUARTERS; quarter++) {
                boolean leftOut = day >= DAYS_BACK / 2 && quarter == 1 + day % (QUARTERS - 1);
                if (!leftOut) {
                    hours.add(DAY_HOURS * day + DAY_HOURS / QUARTERS * quarter + SHIFTS[day % SHIFTS.length]);
                }
            }
        }
        return hours.add(DAY_HOURS * DAYS_BACK).build().toArray();
    }
}
