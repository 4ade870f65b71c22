package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.StepGrid;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sines and cosines of the local day and week: a constant, then a cosine and a sine for each frequency, in cycles a week. The week
 * is divided into bins of a step, or of a quarter of an hour where steps are shorter: the fastest wave lasts two hours.
 */
final class Harmonics {
    private static final int PAIRS = 12;
    private static final int DAYS = 7;
    private static final Duration NARROWEST = Duration.ofMinutes(15);

    private final int stepSeconds;
    private final int binSeconds;
    private final int[] frequencies;
    private final double[] cosines;
    private final double[] sines;

    private Harmonics(int stepSeconds, int[] frequencies) {
        this.stepSeconds = stepSeconds;
        this.binSeconds = (int) Math.max(stepSeconds, NARROWEST.toSeconds());
        this.frequencies = frequencies;
        int bins = (int) (Season.Week.length().toSeconds() / binSeconds);
        this.cosines = new double[bins];
        this.sines = new double[bins];
        for (int b = 0; b < bins; b++) {
            cosines[b] = Math.cos(2 * Math.PI * b / bins);
            sines[b] = Math.sin(2 * Math.PI * b / bins);
        }
    }

    /** Twelve pairs of the day and, where the week may be followed, twelve of the week that the day does not have. */
    static Harmonics of(StepGrid grid, Set<Season> seasons) {
        int pairs = Math.min(PAIRS, grid.stepsPerDay() / 2 - 1);
        IntStream day = IntStream.rangeClosed(1, pairs).map(k -> DAYS * k);
        IntStream week = IntStream.rangeClosed(1, PAIRS + 1).filter(k -> k % DAYS != 0);
        IntStream chosen = seasons.contains(Season.Week) ? IntStream.concat(day, week) : day;
        return new Harmonics((int) (Season.Day.length().toSeconds() / grid.stepsPerDay()), chosen.toArray());
    }

    int bins() {
        return cosines.length;
    }

    /** In cycles a week. */
    int[] frequencies() {
        return frequencies.clone();
    }

    /** Whether a frequency belongs to the day. */
    static boolean isDaily(int frequency) {
        return frequency % DAYS == 0;
    }

    /** The sums of {@code values}, one a bin, times the cosine and times the sine of a frequency. */
    void times(double[] values, int frequency, double[] cosineAndSine) {
        double cosine = 0;
        double sine = 0;
        int at = 0;
        for (double value : values) {
            cosine += value * cosines[at];
            sine += value * sines[at];
            at += frequency;
            at -= at >= cosines.length ? cosines.length : 0;
        }
        cosineAndSine[0] = cosine;
        cosineAndSine[1] = sine;
    }

    /** The sum of the columns times their coefficients, one value a bin. */
    WeekCurve curve(double[] coefficients) {
        double[] curve = new double[bins()];
        for (int k = 0; k < frequencies.length; k++) {
            int at = 0;
            for (int b = 0; b < curve.length; b++) {
                curve[b] += coefficients[2 * k + 1] * cosines[at] + coefficients[2 * k + 2] * sines[at];
                at += frequencies[k];
                at -= at >= curve.length ? curve.length : 0;
            }
        }
        float[] rounded = new float[curve.length];
        for (int b = 0; b < curve.length; b++) {
            rounded[b] = (float) (coefficients[0] + curve[b]);
        }
        return new WeekCurve(stepSeconds, binSeconds, rounded);
    }

    /** The bin that the middle of step {@code t} lies in. */
    int bin(StepGrid grid, int t) {
        return (grid.secondOfWeek(t) + stepSeconds / 2) / binSeconds % bins();
    }
}
