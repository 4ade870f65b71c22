package io.predictivescaler.forecasting.series;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * The steps of a series seen by the local wall clock. Steps are numbered from 0 at the start of the series and may be asked for
 * past its end, up to the number given.
 *
 * <p>Days back are days of the wall clock: after the clocks changed, the same time yesterday lies 23 or 25 hours before. Offsets
 * that are not a multiple of the step (India with hourly steps) are rounded down, which moves no lag, only the midnight.
 */
public final class StepGrid {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration DAY = Season.Day.length();
    /** Plain numbers here and below: members ask for the time of each step over and over. */
    private static final int DAY_SECONDS = 24 * 60 * 60;

    private static final int WEEK_SECONDS = 7 * DAY_SECONDS;
    /** From the start of 1970, a Thursday. */
    private static final Duration FIRST_MONDAY = Duration.ofDays(4);

    private final Instant start;
    private final Duration step;
    private final int stepSeconds;
    private final int stepsPerDay;
    /** By UTC. */
    private final int startSecondOfWeek;
    /** First steps of the stretches of one offset, ascending, the first 0. */
    private final int[] stretches;

    private final int[] offsetSeconds;
    private final Holidays holidays;

    private StepGrid(Instant start, Duration step, int[] stretches, int[] offsetSeconds, Holidays holidays) {
        this.start = start;
        this.step = step;
        this.stepSeconds = (int) step.toSeconds();
        this.stepsPerDay = DAY_SECONDS / stepSeconds;
        this.startSecondOfWeek =
                (int) Math.floorMod(start.getEpochSecond() - FIRST_MONDAY.toSeconds(), (long) WEEK_SECONDS);
        this.stretches = stretches;
        this.offsetSeconds = offsetSeconds;
        this.holidays = holidays;
    }

    /** The grid of {@code steps} steps from {@code start} in a zone without holidays. */
    public static StepGrid of(Instant start, Duration step, int steps, ZoneId zone) {
        return of(start, step, steps, LocalCalendar.of(zone));
    }

    /**
     * The grid of {@code steps} steps from {@code start}.
     *
     * @throws IllegalArgumentException if {@link #supports} refuses the step
     */
    public static StepGrid of(Instant start, Duration step, int steps, LocalCalendar calendar) {
        if (!supports(step)) {
            throw new IllegalArgumentException(
                    "a step of " + step
                            + " cannot be forecast: it lasts 1 minute to 1 hour and divides a day, as 1, 5, 10, 15, 30 and 60 minutes do");
        }
        ZoneRules rules = calendar.zone().getRules();
        Instant end = start.plus(step.multipliedBy(steps));
        int[] stretches = {0};
        int[] offsets = {rules.getOffset(start).getTotalSeconds()};
        ZoneOffsetTransition next = rules.nextTransition(start);
        while (next != null && next.getInstant().isBefore(end)) {
            stretches = Arrays.copyOf(stretches, stretches.length + 1);
            offsets = Arrays.copyOf(offsets, offsets.length + 1);
            Duration before = Duration.between(start, next.getInstant());
            stretches[stretches.length - 1] = Math.toIntExact(Math.ceilDiv(before.toMillis(), step.toMillis()));
            offsets[offsets.length - 1] = next.getOffsetAfter().getTotalSeconds();
            next = rules.nextTransition(next.getInstant());
        }
        return new StepGrid(start, step, stretches, offsets, Holidays.of(start, step, steps, calendar));
    }

    /** Whether a series of this step can be forecast: 1 minute to 1 hour, and a whole number of them in a day. */
    public static boolean supports(Duration step) {
        return step.compareTo(SHORTEST) >= 0
                && step.compareTo(LONGEST) <= 0
                && DAY.toMillis() % step.toMillis() == 0
                && step.toNanos() % 1_000_000_000L == 0;
    }

    public int stepsPerDay() {
        return stepsPerDay;
    }

    /** The number of steps in {@code duration}, rounded, at least 1. */
    public int stepsIn(Duration duration) {
        return (int) Math.max(1, Math.round((double) duration.toMillis() / step.toMillis()));
    }

    /** Days as a duration in steps. */
    public double daysIn(int steps) {
        return (double) steps / stepsPerDay;
    }

    /** The day of the local week that step {@code t} starts in or counts as, Monday 0 to Sunday 6. */
    public int dayOfWeek(int t) {
        return secondOfWeek(t) / DAY_SECONDS;
    }

    /** The seconds from the start of the local week, Monday 00:00, to the start of step {@code t}; on a holiday those of the day it counts as. */
    public int secondOfWeek(int t) {
        int second = Math.floorMod(startSecondOfWeek + t * stepSeconds + offsetSeconds[stretchOf(t)], WEEK_SECONDS);
        if (holidays.areNone()) {
            return second;
        }
        int weekday = holidays.weekdayAt(t);
        return weekday == Holidays.NONE ? second : weekday * DAY_SECONDS + second % DAY_SECONDS;
    }

    /** Whether step {@code t} counts as another weekday than its own. */
    public boolean isHoliday(int t) {
        return holidays.weekdayAt(t) != Holidays.NONE;
    }

    /** Whether there are holidays among the steps. */
    public boolean hasHolidays() {
        return !holidays.areNone();
    }

    /**
     * The step with the same local time of day {@code days} days before step {@code t}, but never a later one than {@code latest}:
     * when the clocks went forward, the same time yesterday is 23 hours ago, which a forecast of a whole day may not have seen.
     */
    public int daysBefore(int t, int days, int latest) {
        int straight = t - days * stepsPerDay;
        if (stretches.length == 1) {
            return Math.min(straight, latest);
        }
        int shift = offsetSeconds[stretchOf(t)] - offsetSeconds[stretchOf(straight)];
        return Math.min(straight + shift / stepSeconds, latest);
    }

    /** Whether the clocks change after step {@code from} and before step {@code to}. */
    public boolean clocksChange(int from, int to) {
        for (int i = 1; i < stretches.length; i++) {
            if (stretches[i] > from && stretches[i] < to) {
                return true;
            }
        }
        return false;
    }

    /** The same steps on a clock that stays at the offset of the first: every day has 24 hours. */
    public StepGrid standing() {
        return new StepGrid(start, step, new int[] {0}, new int[] {offsetSeconds[0]}, holidays);
    }

    private int stretchOf(int t) {
        int i = stretches.length - 1;
        while (i > 0 && stretches[i] > t) {
            i--;
        }
        return i;
    }
}
