package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.StepGrid;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the seasons alone say about a step: a value, or a median of values, at the same local time on earlier days.
 *
 * <p>A base never looks later than {@code daysAhead} days before its step. The profiles pool the neighbourhood of half an hour to
 * either side in at most five points, on the nearest day only the half before, which keeps them smooth without smearing hourly
 * data. A job that recurs at its minute stands out of such a pool and is kept, see {@link Pool}.
 */
public enum Base {
    /** The same time yesterday, or on the last day before that has it. */
    Yesterday {
        @Override
        double at(Observed observed, int t, int daysAhead, Pool pool) {
            return nearest(observed, t, daysAhead, 1, 7);
        }
    },
    /** The same time a week ago, or in the last week before that has it; where there are holidays, on the last day that counts as the same weekday. */
    LastWeek {
        @Override
        double at(Observed observed, int t, int daysAhead, Pool pool) {
            return observed.grid().hasHolidays()
                    ? likeWeekday(observed, t, daysAhead)
                    : nearest(observed, t, daysAhead, 7, 4);
        }
    },
    /** The median of the last seven days, whatever day they are. */
    DayProfile {
        @Override
        double at(Observed observed, int t, int daysAhead, Pool pool) {
            return pooled(observed, t, daysAhead, EVERY_DAY, 7, pool);
        }
    },
    /** The median of the last six days of the same kind, Monday to Friday or Saturday and Sunday. */
    DayTypeProfile {
        @Override
        double at(Observed observed, int t, int daysAhead, Pool pool) {
            return pooled(observed, t, daysAhead, Base::sameKind, 6, pool);
        }
    },
    /** The median of the same weekday in the last four weeks. */
    WeekProfile {
        @Override
        double at(Observed observed, int t, int daysAhead, Pool pool) {
            return pooled(observed, t, daysAhead, (weekday, earlier) -> weekday == earlier, 4, pool);
        }
    };

    /** How far the profiles look back: six weekend days lie within this many days, those not yet seen included. */
    public static final int LOOK_BACK_DAYS = 28;

    /** Half an hour to the side, and an hour when the clocks change. */
    private static final Duration SIDE_AND_CLOCK_CHANGE = Duration.ofMinutes(90);

    private static final DayChoice EVERY_DAY = (weekday, earlier) -> true;

    /** Those that pool days. */
    public static final Set<Base> PROFILES = Set.copyOf(EnumSet.of(DayProfile, DayTypeProfile, WeekProfile));

    /** The seasons that it follows. */
    Set<Season> seasons() {
        return switch (this) {
            case Yesterday, DayProfile -> Set.of(Season.Day);
            case DayTypeProfile -> Set.of(Season.Day, Season.Week);
            case LastWeek, WeekProfile -> Set.of(Season.Week);
        };
    }

    /**
     * The value for step {@code t}, from steps at least {@code daysAhead} days before it; NaN when none is there.
     *
     * @param pool scratch room
     */
    abstract double at(Observed observed, int t, int daysAhead, Pool pool);

    /** No profile reaches further back of its step than this many steps. */
    static int farthest(StepGrid grid) {
        return grid.stepsPerDay() * LOOK_BACK_DAYS + side(grid);
    }

    /** No profile looks further than this many steps to either side of the same time of day. */
    static int side(StepGrid grid) {
        return grid.stepsIn(SIDE_AND_CLOCK_CHANGE);
    }

    private interface DayChoice {
        /** Whether an earlier day belongs to the pool of a {@code weekday}, Monday 0 to Sunday 6. */
        boolean takes(int weekday, int earlier);
    }

    private static boolean sameKind(int weekday, int earlier) {
        return (weekday >= 5) == (earlier >= 5);
    }

    private static double nearest(Observed observed, int t, int daysAhead, int every, int attempts) {
        StepGrid grid = observed.grid();
        int latest = t - daysAhead * grid.stepsPerDay();
        int first = Math.ceilDiv(daysAhead, every) * every;
        for (int i = 0; i < attempts; i++) {
            double value = observed.at(grid.daysBefore(t, first + i * every, latest));
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    /** The newest day that counts as the same weekday; without holidays that is a week ago. */
    private static double likeWeekday(Observed observed, int t, int daysAhead) {
        StepGrid grid = observed.grid();
        int latest = t - daysAhead * grid.stepsPerDay();
        int weekday = grid.dayOfWeek(t);
        for (int d = daysAhead; d < daysAhead + LOOK_BACK_DAYS; d++) {
            int at = grid.daysBefore(t, d, latest);
            if (grid.dayOfWeek(at) == weekday && !Double.isNaN(observed.at(at))) {
                return observed.at(at);
            }
        }
        return Double.NaN;
    }

    private static double pooled(Observed observed, int t, int daysAhead, DayChoice days, int wanted, Pool pool) {
        StepGrid grid = observed.grid();
        int latest = t - daysAhead * grid.stepsPerDay();
        int weekday = grid.dayOfWeek(t);
        boolean calendar = grid.hasHolidays();
        int straight = Math.floorMod(weekday - daysAhead, 7);
        int taken = 0;
        pool.clear();
        for (int d = daysAhead; d < daysAhead + LOOK_BACK_DAYS && taken < wanted; d++) {
            int earlier = calendar ? grid.dayOfWeek(grid.daysBefore(t, d, latest)) : straight;
            if (days.takes(weekday, earlier)) {
                taken += pool.takesDay(observed, grid.daysBefore(t, d, latest), latest) ? 1 : 0;
            }
            straight = straight == 0 ? 6 : straight - 1;
        }
        return observed.jobsKept() ? pool.medianKeepingJobs() : pool.median();
    }
}
