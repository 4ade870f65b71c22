package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.Accuracy.Reference;
import io.predictivescaler.planning.trust.Standing.Cause;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** How a gate's standing is told: one clause with numbers. */
record TrustMessage(TrustSettings settings, Evidence evidence) {
    String of(Standing standing) {
        return switch (standing) {
            case Standing.Trusted trusted -> skill() + ", needs more than " + asked();
            case Standing.Unproven unproven -> unproven();
            case Standing.Distrusted distrusted -> of(distrusted);
        };
    }

    private String unproven() {
        return switch (evidence) {
            case Evidence.None none -> "no forecast could be scored yet, and 3 days of them are needed";
            case Evidence.NothingToBeat exact -> exact();
            case Evidence.BackTest test ->
                test.skill().days() < TrustGate.LEAST_DAYS
                        ? String.format(
                                Locale.ROOT,
                                "%.1f days of forecasts are scored, and 3 are needed",
                                Math.floor(10 * test.skill().days()) / 10)
                        : skill() + ", neither proved to be more than " + asked() + " nor to be less";
        };
    }

    private String of(Standing.Distrusted distrusted) {
        return switch (distrusted.cause()) {
            case Cause.NoSkill none -> skill() + ", needs more than " + asked() + again(distrusted);
            case Cause.PatternBroken broken ->
                broken(broken, ", the last from " + broken.at()) + "; " + skill() + again(distrusted);
        };
    }

    /** Without times, and without what a decision has no room for. */
    String clause(Standing standing) {
        if (standing instanceof Standing.Distrusted distrusted) {
            return switch (distrusted.cause()) {
                case Cause.NoSkill none -> skill() + ", needs more than " + asked();
                case Cause.PatternBroken broken -> broken(broken, ", the last");
            };
        }
        return of(standing);
    }

    private String broken(Cause.PatternBroken broken, String last) {
        return broken.run().windows() + " windows of "
                + duration(settings.grid().every()) + " in a row came "
                + outside(broken) + last + " with a peak of " + number(broken.came()) + " where "
                + number(broken.lowest()) + " to " + number(broken.highest()) + " was forecast";
    }

    private static String outside(Cause.PatternBroken broken) {
        return switch (broken.run()) {
            case Standing.Run.Surprises surprises -> "outside P01 to P99";
            case Standing.Run.Astray astray ->
                (broken.came() > broken.highest() ? "over P95" : "under P05") + " of what an hour before was forecast";
        };
    }

    private static String again(Standing.Distrusted distrusted) {
        return distrusted.hasPassed()
                ? "; passed again at " + distrusted.firstPass() + ", and a second time is needed a day later"
                : "";
    }

    private String skill() {
        return switch (evidence) {
            case Evidence.None none -> "no forecast could be scored";
            case Evidence.NothingToBeat exact -> exact();
            case Evidence.BackTest test -> {
                Skill skill = test.skill();
                boolean harmless = test.harmless() && skill.high() < settings.minimumSkill();
                yield "skill " + percent(skill.value()) + " [" + percent(skill.low()) + " to " + percent(skill.high())
                        + (harmless ? ", worth under 1% of demand" : "")
                        + "] over " + Math.round(skill.days()) + " days against " + name(skill.reference()) + ", "
                        + percent(skill.coverage()) + " of peaks at or under " + settings.percentile();
            }
        };
    }

    private static String exact() {
        return "demand repeats itself so exactly that no forecast can beat a naive one";
    }

    private static String name(Reference reference) {
        return switch (reference) {
            case LastValue -> "the last value";
            case SameTimeYesterday -> "the same time yesterday";
            case SameTimeLastWeek -> "the same time last week";
        };
    }

    private String asked() {
        return settings.minimumSkillPercent() + "%";
    }

    private static String percent(double share) {
        return share < -10 ? "under -1000%" : Math.round(100 * share) + "%";
    }

    private static String number(double value) {
        return new BigDecimal(value, new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    private static String duration(Duration every) {
        return every.toHours() > 0 && every.toMinutesPart() == 0 ? every.toHours() + "h" : every.toMinutes() + "m";
    }
}
