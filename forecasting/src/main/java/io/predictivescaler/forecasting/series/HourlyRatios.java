package io.predictivescaler.forecasting.series;

import java.util.Arrays;

/**
 * A series by the hour: the median of each hour over what the older part of the series says about that time of day, working days and weekends
 * apart. Medians, so that a job of one step does not count. Hours are counted from the end of the series backwards, so that the newest is whole;
 * where steps do not divide an hour, they are what comes nearest below it.
 */
final class HourlyRatios {
    private static final int HOURS_PER_DAY = 24;
    private static final int SATURDAY = 5;
    /** Share of the mean hour that is added to both sides of a ratio, so that quiet hours do not swing it. */
    private static final double CUSHION = 0.02;
    /** Hours that are usually under this share of the mean tell nothing about the level. */
    private static final double QUIET = 0.1;

    private final StepGrid grid;
    private final int stepsPerHour;
    private final int perDay;
    private final int offset;
    private final int first;
    private final int searchFrom;
    private final double[] hours;
    private final double[] ratios;

    /**
     * @param searchedDays how many days at the end are compared with what lies before them; fewer where that would be less than half of the
     *     series and less than a week
     */
    HourlyRatios(Series series, StepGrid grid, int searchedDays) {
        this.grid = grid;
        this.stepsPerHour = hourOf(grid.stepsPerDay());
        this.perDay = grid.stepsPerDay() / stepsPerHour;
        this.hours = medians(series.toArray(Double.NaN), stepsPerHour);
        this.offset = series.length() - hours.length * stepsPerHour;
        int known = 0;
        while (known < hours.length && Double.isNaN(hours[known])) {
            known++;
        }
        this.first = known;
        int length = hours.length - first;
        this.searchFrom = hours.length - Math.min(searchedDays * perDay, Math.max(length / 2, length - 7 * perDay));
        this.ratios = new double[hours.length];
        Arrays.fill(ratios, Double.NaN);
        double mean = Arrays.stream(hours)
                .filter(hour -> !Double.isNaN(hour))
                .average()
                .orElse(0);
        if (mean > 0 && searchFrom - first >= perDay) {
            compare(mean);
        }
    }

    private static int hourOf(int stepsPerDay) {
        int steps = Math.max(1, stepsPerDay / HOURS_PER_DAY);
        while (stepsPerDay % steps != 0) {
            steps--;
        }
        return steps;
    }

    /** The medians of the hours, NaN where more than half of an hour is missing. */
    private static double[] medians(double[] values, int stepsPerHour) {
        double[] medians = new double[values.length / stepsPerHour];
        double[] scratch = new double[stepsPerHour];
        int t = values.length - medians.length * stepsPerHour;
        for (int i = 0; i < medians.length; i++) {
            int count = 0;
            for (int k = 0; k < stepsPerHour; k++, t++) {
                if (!Double.isNaN(values[t])) {
                    scratch[count++] = Math.max(0, values[t]);
                }
            }
            medians[i] = 2 * count >= stepsPerHour ? Median.of(scratch, count) : Double.NaN;
        }
        return medians;
    }

    private void compare(double mean) {
        double[] pool = new double[hours.length / perDay + 1];
        for (int start = first; start < first + perDay; start++) {
            for (boolean weekend : new boolean[] {false, true}) {
                int count = 0;
                for (int i = start; i < searchFrom; i += perDay) {
                    if (!Double.isNaN(hours[i]) && isWeekend(i) == weekend) {
                        pool[count++] = hours[i];
                    }
                }
                double usual = Median.of(pool, count);
                for (int i = start; usual >= QUIET * mean && i < hours.length; i += perDay) {
                    if (isWeekend(i) == weekend) {
                        ratios[i] = (hours[i] + CUSHION * mean) / (usual + CUSHION * mean);
                    }
                }
            }
        }
    }

    private boolean isWeekend(int hour) {
        return grid.dayOfWeek(stepOf(hour)) >= SATURDAY;
    }

    /** The number of hours. */
    int count() {
        return hours.length;
    }

    int perDay() {
        return perDay;
    }

    /** The first hour that is known. */
    int first() {
        return first;
    }

    /** The first hour that is compared with what lies before it. */
    int searchFrom() {
        return searchFrom;
    }

    /** The first step of an hour. */
    int stepOf(int hour) {
        return offset + hour * stepsPerHour;
    }

    /** The logarithm of the ratio of an hour; NaN where it is missing, or tells nothing. */
    double logarithm(int hour) {
        return Math.log(ratios[hour]);
    }

    /** The logarithm of the median ratio of the hours {@code from} to before {@code to}; NaN where none is known. */
    double level(int from, int to) {
        double[] known = new double[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(ratios[i])) {
                known[count++] = ratios[i];
            }
        }
        return Math.log(Median.of(known, count));
    }
}
