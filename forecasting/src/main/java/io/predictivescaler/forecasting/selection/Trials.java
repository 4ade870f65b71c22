package io.predictivescaler.forecasting.selection;

import io.predictivescaler.forecasting.model.Base;
import io.predictivescaler.forecasting.model.BaseCurve;
import io.predictivescaler.forecasting.model.DailySpread;
import io.predictivescaler.forecasting.model.FittedModel;
import io.predictivescaler.forecasting.model.LevelModel;
import io.predictivescaler.forecasting.model.Observed;
import io.predictivescaler.forecasting.series.HorizonBuckets;
import io.predictivescaler.forecasting.series.StepGrid;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What the members would have forecast from pseudo-origins inside the history, beside what came. A day ahead, or as far as is known;
 * of each horizon bucket at most {@value #POINTS_PER_BUCKET} steps, since neighbours tell the same story. They are spread unevenly: by a
 * stride that divides the hour they would all fall on the same minute, and miss or overrate what happens at one minute only.
 */
public final class Trials {
    private static final int POINTS_PER_BUCKET = 18;
    /** Its multiples spread over [0, 1) without a pattern. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private static final int[] NEXT = {0};
    private static final int DAYS_BACK = 14;
    private static final int DAY_HOURS = 24;
    private static final int QUARTERS = 4;
    /** Hours into a quarter of the day: every hour in six days. */
    private static final int[] SHIFTS = {0, 3, 1, 4, 2, 5};

    private static final int[] HOURS_BACK = hoursBack();
    private static final int SHORT_HISTORY_TRIALS = 48;

    private final StepGrid grid;
    private final HorizonBuckets buckets;
    private final int now;
    private final int[] origins;
    private final int[] steps;
    private final int[] firstPoints;
    private final double[][] actuals;
    private final double[] last;
    private final double[][] reference;
    private final double[][] lastWeek;
    private final double[][][] members;

    private final int memberCount;
    private final double[][] spreads;

    private Trials(Observed observed, int[] origins, int memberCount) {
        this.memberCount = memberCount;
        this.grid = observed.grid();
        this.buckets = new HorizonBuckets(grid);
        this.now = observed.length();
        this.origins = origins;
        this.steps = sampledSteps(buckets);
        this.firstPoints = firstPoints(steps, buckets);
        this.actuals = new double[origins.length][steps.length];
        this.last = new double[origins.length];
        this.reference = new double[origins.length][steps.length];
        this.lastWeek = new double[origins.length][steps.length];
        this.spreads = new double[origins.length][steps.length];
        this.members = new double[origins.length][memberCount][steps.length];
    }

    /**
     * Runs every member at every pseudo-origin.
     *
     * @param members fitted on {@code observed}
     */
    public static Trials of(Observed observed, List<FittedModel> members) {
        Trials trials = new Trials(observed, pseudoOrigins(observed), members.size());
        BaseCurve yesterday = observed.curve(Base.Yesterday);
        BaseCurve lastWeek = observed.curve(Base.LastWeek);
        DailySpread spread = observed.spread();
        double[] first = new double[1];
        FittedModel last = LevelModel.LastValue.fit(observed);
        for (int i = 0; i < trials.origins.length; i++) {
            int origin = trials.origins[i];
            for (int m = 0; m < members.size(); m++) {
                members.get(m).forecast(observed, origin, trials.steps, trials.members[i][m]);
                neverNegative(trials.members[i][m]);
            }
            last.forecast(observed, origin, NEXT, first);
            trials.last[i] = Math.max(0, first[0]);
            for (int k = 0; k < trials.steps.length; k++) {
                int t = origin + trials.steps[k];
                double dayBefore = yesterday.at(t, origin);
                trials.actuals[i][k] = observed.at(t);
                trials.reference[i][k] = Double.isNaN(dayBefore) ? first[0] : dayBefore;
                trials.lastWeek[i][k] = lastWeek.at(t, origin);
                trials.spreads[i][k] = spread.at(t, origin);
            }
        }
        return trials;
    }

    private static void neverNegative(double[] values) {
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.max(0, values[k]);
        }
    }

    private static int[] firstPoints(int[] steps, HorizonBuckets buckets) {
        int[] first = new int[buckets.count() + 1];
        for (int b = 0; b < buckets.count(); b++) {
            int k = first[b];
            while (k < steps.length && steps[k] < buckets.end(b)) {
                k++;
            }
            first[b + 1] = k;
        }
        first[buckets.count()] = steps.length;
        return first;
    }

    private static int[] sampledSteps(HorizonBuckets buckets) {
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

    /** Those of {@link #HOURS_BACK} that have enough history before them: two days, or half of a shorter history. */
    private static int[] pseudoOrigins(Observed observed) {
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

    /** The number of pseudo-origins. */
    public int count() {
        return origins.length;
    }

    /** The number of members. */
    public int members() {
        return memberCount;
    }

    /** The number of steps ahead that were looked at. */
    public int points() {
        return steps.length;
    }

    public HorizonBuckets buckets() {
        return buckets;
    }

    /** The origin of trial {@code i}, ascending. */
    public int origin(int i) {
        return origins[i];
    }

    /** The days between the origin of trial {@code i} and {@code later}. */
    public double ageDays(int i, int later) {
        return grid.daysIn(later - origins[i]);
    }

    /** The origin that the trials lie behind. */
    public int now() {
        return now;
    }

    /** The first point of a bucket; that after the last is the number of points. */
    public int firstPoint(int bucket) {
        return firstPoints[bucket];
    }

    /** The number of trials whose origin lies before {@code time}; they are the first. */
    public int before(int time) {
        int count = 0;
        while (count < origins.length && origins[count] < time) {
            count++;
        }
        return count;
    }

    /** The number of points of trial {@code i} that lie before {@code time}; they are the first. */
    public int knownPoints(int i, int time) {
        int k = steps.length;
        while (k > 0 && origins[i] + steps[k - 1] >= time) {
            k--;
        }
        return k;
    }

    /** What came at every point of trial {@code i}, NaN where unknown; not to be changed. */
    public double[] actuals(int i) {
        return actuals[i];
    }

    /** The same time yesterday at every point; not to be changed. */
    public double[] references(int i) {
        return reference[i];
    }

    /** What the members said, member × point. */
    double[][] said(int i) {
        return members[i];
    }

    double[] said(int i, int m) {
        return members[i][m];
    }

    /** How many steps ahead point {@code k} lies, from 0. */
    public int stepAhead(int k) {
        return steps[k];
    }

    /** What came at point {@code k} of trial {@code i}; NaN if unknown. */
    public double actual(int i, int k) {
        return actuals[i][k];
    }

    /** What member {@code m} said; NaN where it had nothing to say. */
    public double member(int i, int m, int k) {
        return members[i][m][k];
    }

    /** The last value known at trial {@code i}; NaN if there is none. */
    public double last(int i) {
        return last[i];
    }

    /** The same time yesterday, or the last value where that is not known. */
    public double reference(int i, int k) {
        return reference[i][k];
    }

    /** The same time last week; NaN where that is not known. */
    public double lastWeek(int i, int k) {
        return lastWeek[i][k];
    }

    /** How far the days lie apart at the time of each point; NaN where that is not known; not to be changed. */
    public double[] spreads(int i) {
        return spreads[i];
    }

    /** The horizon bucket of point {@code k}. */
    public int bucket(int k) {
        return buckets.of(steps[k]);
    }

    public int stepsPerDay() {
        return grid.stepsPerDay();
    }
}
