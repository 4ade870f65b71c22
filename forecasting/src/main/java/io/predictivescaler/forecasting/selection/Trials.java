package io.predictivescaler.forecasting.selection;

import io.predictivescaler.forecasting.model.Base;
import io.predictivescaler.forecasting.model.BaseCurve;
import io.predictivescaler.forecasting.model.DailySpread;
import io.predictivescaler.forecasting.model.FittedModel;
import io.predictivescaler.forecasting.model.LevelModel;
import io.predictivescaler.forecasting.model.Observed;
import io.predictivescaler.forecasting.series.HorizonBuckets;
import io.predictivescaler.forecasting.series.StepGrid;
import java.util.List;

/**
 * What the members would have forecast from pseudo-origins inside the history, beside what came: a day ahead, or as far as is known.
 * When and how far ahead is looked at, {@link TrialTimes} says.
 */
public final class Trials {
    private static final int[] NEXT = {0};

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
        this.steps = TrialTimes.stepsAhead(buckets);
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
        Trials trials = new Trials(observed, TrialTimes.origins(observed), members.size());
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
