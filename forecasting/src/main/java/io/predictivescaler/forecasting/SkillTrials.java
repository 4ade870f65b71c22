package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.Predictability.NotPredictable;
import io.predictivescaler.forecasting.Predictability.Predictable;
import io.predictivescaler.forecasting.Predictability.Reason;
import io.predictivescaler.forecasting.Predictability.Unproven;
import io.predictivescaler.forecasting.selection.Trials;
import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Errors of the blend beside those of the last value, by horizon bucket, from trials that the blend was not learnt from.
 *
 * <p>Errors are paired, as in Diebold and Mariano, "Comparing predictive accuracy" (1995); trials of the same six hours count as one
 * observation, because they share what happened. The skill is a ratio of sums, its standard error that of a ratio estimator (Cochran,
 * "Sampling Techniques", 1977, chapter 6; as many observations as equal ones would weigh, Kish, "Survey Sampling", 1965), with the autocovariances of overlapping horizons by Newey and West (1987). Both bounds are
 * one-sided ones at 90 % by Student's distribution.
 *
 * <p>Buckets rather than single horizons: the trials of a whole hour ahead, one an hour, leave no minute of the last day out, so that
 * what happens at one minute only is seen.
 */
final class SkillTrials {
    /** A forecast that is at most this much better than the last value is not worth acting on. */
    static final double LEAST_SKILL = 0.05;

    private static final int BLOCKS_PER_DAY = 4;
    private static final int FEWEST_BLOCKS = 4;
    private static final double NORMAL_90 = 1.2816;
    private static final double NEGLIGIBLE = 1e-9;

    private final Trials trials;
    private final int days;
    private final double[][] errors;
    private final double[][] lastErrors;
    private final double[] actuals;
    private final int[] counts;

    /** @param days that are judged, counted back from the trials' own now */
    SkillTrials(Trials trials, int days) {
        int buckets = trials.buckets().count();
        this.trials = trials;
        this.days = days;
        this.errors = new double[buckets][days * BLOCKS_PER_DAY];
        this.lastErrors = new double[buckets][days * BLOCKS_PER_DAY];
        this.actuals = new double[buckets];
        this.counts = new int[buckets];
    }

    /** One forecast of trial {@code i}, and what came. */
    void add(int i, int bucket, double actual, double point) {
        long age = (long) trials.now() - trials.origin(i) - 1;
        int block = Math.clamp(age * BLOCKS_PER_DAY / trials.stepsPerDay(), 0, errors[bucket].length - 1);
        errors[bucket][block] += Math.abs(actual - point);
        lastErrors[bucket][block] += Math.abs(actual - trials.last(i));
        actuals[bucket] += actual;
        counts[bucket]++;
    }

    LeadTimeSkills skills() {
        List<Predictability> answers = new ArrayList<>();
        List<Duration> ends = new ArrayList<>();
        for (int b = 0; b < errors.length; b++) {
            ends.add(after(trials.buckets().end(b)));
            answers.add(judged(b));
        }
        return new LeadTimeSkills(answers, ends);
    }

    private Duration after(int steps) {
        return Season.Day.length().multipliedBy(steps).dividedBy(trials.stepsPerDay());
    }

    private Predictability judged(int bucket) {
        double error = 0;
        double lastError = 0;
        double squares = 0;
        for (int i = 0; i < errors[bucket].length; i++) {
            error += errors[bucket][i];
            lastError += lastErrors[bucket][i];
            squares += lastErrors[bucket][i] * lastErrors[bucket][i];
        }
        String ahead = ahead(bucket);
        if (counts[bucket] > 0 && lastError <= NEGLIGIBLE * actuals[bucket]) {
            return new Unproven("demand did not move in the last " + days(days)
                    + ", so that the last value was as good a forecast as any");
        }
        // One ramp may hold nearly all of the errors; then there is as good as one observation, whatever the count of
        // blocks.
        int blocks = squares > 0 ? (int) Math.round(lastError * lastError / squares) : 0;
        if (blocks < FEWEST_BLOCKS) {
            return new Unproven("too few trial forecasts " + ahead + " met a demand that moved");
        }
        double skill = 1 - error / lastError;
        double margin = studentOf90(blocks - 1) * standardError(bucket, skill, blocks) / (lastError / blocks);
        String message =
                "trial forecasts %s in the last %s were %s than the last value (%s %% to %s %%, each with 90 %% certainty)"
                        .formatted(
                                ahead, days(days), comparison(skill), percent(skill - margin), percent(skill + margin));
        if (skill + margin < LEAST_SKILL) {
            return new NotPredictable(Reason.NoSkillOverLastValue, message);
        }
        return skill - margin > 0 && skill >= LEAST_SKILL ? new Predictable(skill, message) : new Unproven(message);
    }

    /** Of the mean over blocks of error − (1 − skill) · error of the last value. */
    private double standardError(int bucket, double skill, int blocks) {
        int length = errors[bucket].length;
        double[] residuals = new double[length];
        for (int i = 0; i < length; i++) {
            residuals[i] = errors[bucket][i] - (1 - skill) * lastErrors[bucket][i];
        }
        int lags = Math.min(length - 1, trials.buckets().end(bucket) * BLOCKS_PER_DAY / (trials.stepsPerDay() + 1));
        double variance = covariance(residuals, 0);
        for (int lag = 1; lag <= lags; lag++) {
            variance += 2 * (1 - lag / (lags + 1.0)) * covariance(residuals, lag);
        }
        return Math.sqrt(Math.max(0, variance) / (blocks - 1.0) / blocks);
    }

    /** The residuals add up to 0. */
    private static double covariance(double[] residuals, int lag) {
        double sum = 0;
        for (int i = lag; i < residuals.length; i++) {
            sum += residuals[i] * residuals[i - lag];
        }
        return sum;
    }

    /** The 90 % quantile of Student's distribution (Abramowitz and Stegun, 1964, 26.7.5, first two terms). */
    private static double studentOf90(int degrees) {
        double z = NORMAL_90;
        return z
                + (z * z * z + z) / (4 * degrees)
                + (5 * Math.pow(z, 5) + 16 * z * z * z + 3 * z) / (96.0 * degrees * degrees);
    }

    private String ahead(int bucket) {
        long end = after(trials.buckets().end(bucket)).toHours();
        long start = bucket == 0 ? 0 : after(trials.buckets().start(bucket)).toHours();
        return start == 0 ? "up to " + end + "h ahead" : start + "h to " + end + "h ahead";
    }

    private static String days(int days) {
        return days == 1 ? "day" : days + " days";
    }

    private static String comparison(double skill) {
        return percent(Math.abs(skill)) + " % " + (skill < 0 ? "worse" : "better");
    }

    private static String percent(double share) {
        return Long.toString(Math.round(100 * share));
    }
}
