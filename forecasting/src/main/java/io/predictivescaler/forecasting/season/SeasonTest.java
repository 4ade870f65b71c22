package io.predictivescaler.forecasting.season;

import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.StepGrid;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether a history repeats itself by the hour, the day or the week of the local clock, as a significance test.
 *
 * <p>The history is folded into one row a repetition. A trend, the median change from one repetition to the next (the seasonal slope of
 * Hirsch, Slack and Smith, "Techniques of trend analysis for monthly water quality data", 1982), is taken out, and each value is ranked among
 * those around it, so that level shifts and random walks leave nothing but their noise and a burst counts as one high value. The
 * statistic is the energy of the ranks summed over the rows: Friedman, "The use of ranks to avoid the assumption of normality implicit in
 * the analysis of variance" (1937), but for the window of each value in place of its row: within rows even noise has a shape, if its bursts
 * fade.
 *
 * <p>Friedman's distribution holds for independent values only: noise that lasts for hours makes any day look shaped. Here every row is
 * turned by a random number of bins instead, which keeps how its values follow each other and destroys only that rows agree (as the
 * cyclic shifts in Harris, "Nonsense correlations in neuroscience", 2020). Draws end early once the answer is plainly no (Besag and Clifford,
 * "Sequential Monte Carlo p-values", 1991). The draws come from a fixed seed: the same history gives the same p-value.
 */
public final class SeasonTest {
    /** A season is believed up to this p-value. */
    public static final double SIGNIFICANT = 0.02;

    /** A pattern of the hour that moves demand less than this share of its mean is no season: a smooth day has one as well. */
    private static final double LEAST_HOURLY_SWING = 0.01;

    private static final int HOURLY_BINS = 12;
    private static final int FEWEST_HOURLY_BINS = 4;
    private static final int DAILY_BINS = 48;
    /** Bins that a pattern of the hour does not show in: it repeats every day as well. */
    private static final int HOURS_OF_DAY = 24;

    /** A weekend differs in its total, or in when it is busy. */
    private static final int PARTS_OF_DAY = 4;

    private static final int WEEKLY_BINS = 7 * PARTS_OF_DAY;

    /** What every hour shows, four days show. */
    private static final int HOURS_TESTED = 4 * 24;

    private static final int FEWEST_HOURS = 24;
    private static final int FEWEST_DAYS = 3;
    /** With three weeks of seven days the best possible p-value is 1/49. */
    private static final int FEWEST_WEEKS = 4;

    private final double[] values;
    private final StepGrid grid;

    private SeasonTest(double[] values, StepGrid grid) {
        this.values = values;
        this.grid = grid;
    }

    /**
     * The evidence for every season.
     *
     * @param values one a step, NaN where missing
     * @param grid of at least as many steps
     */
    public static Map<Season, Evidence> of(double[] values, StepGrid grid) {
        SeasonTest test = new SeasonTest(values, grid);
        Map<Season, Evidence> evidence = new EnumMap<>(Season.class);
        Evidence hour = test.hour();
        evidence.put(Season.Hour, hour);
        evidence.put(Season.Day, test.day(isSignificant(hour) ? HOURS_OF_DAY : DAILY_BINS));
        evidence.put(Season.Week, test.week());
        return evidence;
    }

    /** The seasons that were tested and not found. */
    public static Set<Season> absent(double[] values, StepGrid grid) {
        Set<Season> absent = EnumSet.noneOf(Season.class);
        of(values, grid).forEach((season, evidence) -> {
            if (evidence instanceof Evidence.Tested && !isSignificant(evidence)) {
                absent.add(season);
            }
        });
        return absent;
    }

    /** Whether {@code evidence} is of a season. */
    public static boolean isSignificant(Evidence evidence) {
        return evidence instanceof Evidence.Tested tested && tested.pValue() <= SIGNIFICANT;
    }

    private Evidence hour() {
        int stepsPerHour = grid.stepsPerDay() / 24;
        int bins = Math.min(HOURLY_BINS, stepsPerHour);
        if (bins < FEWEST_HOURLY_BINS) {
            return new Evidence.Untestable();
        }
        int from = Math.max(0, values.length - HOURS_TESTED * stepsPerHour);
        FoldedHistory folded = FoldedHistory.onClock(values, from, grid, Season.Hour, bins);
        Evidence evidence = tested(folded, 1, FEWEST_HOURS);
        return isSignificant(evidence) && folded.medianSwing() < LEAST_HOURLY_SWING * folded.level()
                ? new Evidence.Tested(1)
                : evidence;
    }

    private Evidence day(int mostBins) {
        int bins = Math.min(mostBins, grid.stepsPerDay());
        return tested(FoldedHistory.onClock(values, 0, grid, Season.Day, bins), 1, FEWEST_DAYS);
    }

    private Evidence week() {
        return tested(
                FoldedHistory.backFromEnd(values, 7 * grid.stepsPerDay(), WEEKLY_BINS), PARTS_OF_DAY, FEWEST_WEEKS);
    }

    private static Evidence tested(FoldedHistory folded, int kinds, int fewestRows) {
        int[][] ranks = folded.ranks(kinds);
        return ranks.length < fewestRows ? new Evidence.Untestable() : new Evidence.Tested(Turns.pValue(ranks, kinds));
    }
}
