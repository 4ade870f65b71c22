package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.Accuracy.Reference;
import io.predictivescaler.forecasting.Predictability.Unproven;
import io.predictivescaler.forecasting.selection.Trials;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the blend was worth on its own past: weights and widths learnt from the older pseudo-origins are scored on the newer ones,
 * so that nothing is scored that it was learnt from. At most the last seven days are scored, at most half of what there is.
 */
final class BackTest {
    private static final int MOST_DAYS = 7;
    private static final int P90 = 2;
    /** A reference counts only where it can be had for nearly all scored steps. */
    private static final double NEARLY_ALL = 0.9;

    private static final double LOWEST_SKILL = -1;
    private static final double ROUNDING = 1e-9;

    private final Trials trials;
    private final Calibration calibration;
    private int scored;
    private int covered;
    private double actuals;
    private double errors;
    private double lastErrors;
    private double yesterdayErrors;
    private double lastWeekErrors;
    private int lastWeekScored;
    private double errorsBesideLastWeek;
    private final SkillTrials skills;

    private BackTest(Trials trials, Calibration calibration, int days) {
        this.trials = trials;
        this.calibration = calibration;
        this.skills = new SkillTrials(trials, days);
    }

    /** Nothing is told below one day to learn from and one to score. */
    static Judgement of(Trials trials, Recipe recipe) {
        double age = trials.count() == 0 ? 0 : trials.ageDays(0, trials.now());
        int days = (int) Math.min(MOST_DAYS, Math.floor(age / 2));
        if (days < 1) {
            return new Judgement(
                    Optional.empty(),
                    LeadTimeSkills.always(new Unproven(String.format(
                            Locale.ROOT,
                            "trial forecasts cover %.1f days so far, and 2 are needed: one to learn from and one to judge by",
                            age))));
        }
        int learntBy = trials.now() - days * trials.stepsPerDay();
        BackTest test = new BackTest(trials, Calibration.at(trials, recipe, learntBy), days);
        for (int i = 0; i < trials.count(); i++) {
            if (trials.origin(i) >= learntBy) {
                test.score(i);
            }
        }
        return new Judgement(test.accuracy(Duration.ofDays(days)), test.skills.skills());
    }

    private void score(int i) {
        // The hourly trials of the last day do not count for the accuracy: they would make that day count sixfold.
        int age = trials.now() - trials.origin(i);
        boolean evenlySpaced = age >= trials.stepsPerDay() || age % (trials.stepsPerDay() / 4) == 0;
        double[] points = calibration.blend().said(trials, i);
        for (int k = 0; k < points.length; k++) {
            double point = points[k];
            double actual = trials.actual(i, k);
            if (Double.isNaN(point) || Double.isNaN(actual)) {
                continue;
            }
            int bucket = trials.bucket(k);
            skills.add(i, bucket, actual, point);
            if (!evenlySpaced) {
                continue;
            }
            scored++;
            covered += actual <= calibration.conformal().quantile(bucket, point, trials.spreads(i)[k], P90) ? 1 : 0;
            actuals += actual;
            errors += Math.abs(actual - point);
            lastErrors += Math.abs(actual - trials.last(i));
            yesterdayErrors += Math.abs(actual - trials.reference(i, k));
            double lastWeek = trials.lastWeek(i, k);
            if (!Double.isNaN(lastWeek)) {
                lastWeekScored++;
                lastWeekErrors += Math.abs(actual - lastWeek);
                errorsBesideLastWeek += Math.abs(actual - point);
            }
        }
    }

    private Optional<Accuracy> accuracy(Duration window) {
        if (scored == 0) {
            return Optional.empty();
        }
        Reference reference = lastErrors < yesterdayErrors ? Reference.LastValue : Reference.SameTimeYesterday;
        double skill = skill(errors, Math.min(lastErrors, yesterdayErrors));
        if (lastWeekScored >= NEARLY_ALL * scored && skill(errorsBesideLastWeek, lastWeekErrors) < skill) {
            reference = Reference.SameTimeLastWeek;
            skill = skill(errorsBesideLastWeek, lastWeekErrors);
        }
        double wape = actuals > 0 ? errors / actuals : 0;
        return Optional.of(new Accuracy(window, skill, (double) covered / scored, wape, reference));
    }

    /** 0 when neither has an error worth the name: there is nothing to be better at. */
    private double skill(double error, double referenceError) {
        double negligible = ROUNDING * actuals;
        if (referenceError <= negligible) {
            return error <= negligible ? 0 : LOWEST_SKILL;
        }
        return Math.max(LOWEST_SKILL, 1 - error / referenceError);
    }
}
