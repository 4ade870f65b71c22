package io.predictivescaler.forecasting.series;

/**
 * Finds the last lasting shift of the level, if there is one. The place is where the means before and after it differ most for their length (the
 * statistic of cumulative sums, Page, "Continuous inspection schemes", 1954, on logarithms of hourly ratios); then medians must agree that it
 * is a shift and nothing else:
 *
 * <ul>
 *   <li>by a quarter at least and fivefold at most: beyond that demand has stopped or started;
 *   <li>for half a day at least, of which eight hours tell something;
 *   <li>by the same factor all the time: a surge rises and falls, a holiday has its own shape;
 *   <li>still on in the last six hours;
 *   <li>at once: one day differs from the day before it by most of it;
 *   <li>unlike this series: no stretch as long before it has departed by a quarter of as much.
 * </ul>
 *
 * <p>Two weeks must lie before it. What is noisy, wanders or comes in bursts fails the last, and is left to the members of the blend.
 */
final class ShiftSearch {
    /** Two weeks after a shift the profiles have learnt the new level. */
    private static final int SEARCHED_DAYS = 14;

    private static final double LEAST = Math.log(1.25);
    private static final double MOST = Math.log(5);
    private static final int LEAST_HOURS = 12;
    private static final int LEAST_TELLING = 8;
    /** It takes a week to know what a week is like, and another to know how far days depart from it. */
    private static final int LEAST_DAYS_BEFORE = 14;

    private static final int LAST_HOURS = 6;
    /** Further than this a single hour does not move the means. */
    private static final double HELD_WITHIN = 1.5;
    /** The stretch after a shift is looked at in this many parts, each of at most half a day. */
    private static final int PARTS = 8;

    private static final int LONGEST_PART = 12;
    /** How far, as a share of the shift, a part may depart from it. */
    private static final double SAME = 0.3;

    private static final double STILL_ON = 0.6;
    private static final double AT_ONCE = 0.5;
    private static final double USUAL = 0.25;
    private static final int LONGEST_USUAL = 72;

    private final HourlyRatios ratios;
    private final int end;

    private ShiftSearch(HourlyRatios ratios) {
        this.ratios = ratios;
        this.end = ratios.count();
    }

    /** The last shift in a series. */
    static LevelShift in(Series series, StepGrid grid) {
        HourlyRatios ratios = new HourlyRatios(series, grid, SEARCHED_DAYS);
        ShiftSearch search = new ShiftSearch(ratios);
        int from = search.place();
        if (from >= search.end) {
            return LevelShift.NONE;
        }
        double before = ratios.level(search.weekBefore(from), from);
        double size = ratios.level(from, search.end) - before;
        return search.isShift(from, before, size)
                ? new LevelShift(series.timeOf(ratios.stepOf(from)), Math.exp(size))
                : LevelShift.NONE;
    }

    private int weekBefore(int hour) {
        return Math.max(ratios.first(), hour - 7 * ratios.perDay());
    }

    /** The hour that a shift begins with, if there is one; {@code end} when too little is known. */
    private int place() {
        int start = weekBefore(ratios.searchFrom());
        double[] sums = new double[end + 1 - start];
        int[] counts = new int[sums.length];
        for (int i = 0; i < sums.length - 1; i++) {
            double departure = ratios.logarithm(start + i);
            boolean known = !Double.isNaN(departure);
            sums[i + 1] = sums[i] + (known ? Math.clamp(departure, -HELD_WITHIN, HELD_WITHIN) : 0);
            counts[i + 1] = counts[i] + (known ? 1 : 0);
        }
        int all = counts[counts.length - 1];
        int best = end;
        double most = 0;
        int earliest = Math.max(ratios.searchFrom(), ratios.first() + LEAST_DAYS_BEFORE * ratios.perDay());
        for (int i = earliest - start; i <= end - start - LEAST_HOURS; i++) {
            int older = counts[i];
            int newer = all - older;
            if (newer < LEAST_TELLING || older < ratios.perDay() / 2) {
                continue;
            }
            double step = (sums[sums.length - 1] - sums[i]) / newer - sums[i] / older;
            double told = Math.abs(step) * Math.sqrt((double) newer * older / all);
            if (told > most) {
                most = told;
                best = start + i;
            }
        }
        return best;
    }

    private boolean isShift(int from, double before, double size) {
        double height = Math.abs(size);
        return height >= LEAST
                && height <= MOST
                && isTheSameAllTheTime(from, before, size)
                && (ratios.level(end - LAST_HOURS, end) - before) / size > STILL_ON
                && cameAtOnce(from, size)
                && usual(from, before) <= USUAL * height;
    }

    private boolean isTheSameAllTheTime(int from, double before, double size) {
        int part = Math.clamp((end - from) / PARTS, 1, LONGEST_PART);
        for (int to = end; to - part >= from; to -= part) {
            if (Math.abs(ratios.level(to - part, to) - before - size) > SAME * Math.abs(size)) {
                return false;
            }
        }
        return true;
    }

    private boolean cameAtOnce(int from, double size) {
        int day = ratios.perDay();
        double after = ratios.level(from, Math.min(end, from + day));
        double before = ratios.level(Math.max(ratios.first(), from - day), from);
        return (after - before) / size > AT_ONCE;
    }

    /** The most that a stretch as long, but of three days at most, has departed from the level before the shift. */
    private double usual(int from, double before) {
        int length = Math.min(end - from, LONGEST_USUAL);
        double most = 0;
        for (int to = from; to - length >= ratios.first(); to -= Math.max(1, length / 4)) {
            double departure = Math.abs(ratios.level(to - length, to) - before);
            most = departure > most ? departure : most; // NaN where nothing is known
        }
        return most;
    }
}
