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

    /** The sum of {@code values}, one a bin, times the cosine of a frequency. */
    double timesCosine(double[] values, int frequency) {
        return times(values, cosines, frequency);
    }

    /** The sum of {@code values}, one a bin, times the sine of a frequency. */
    double timesSine(double[] values, int frequency) {
        return times(values, sines, frequency);
    }

    private static double times(double[] values, double[] wave, int frequency) {
        double sum = 0;
        int at = 0;
        for (double value : values) {
            sum += value * wave[at];
            at += frequency;
            at -= at >= wave.length ? wave.length : 0;
        }
        return sum;
    }

    /** The sum of the columns times their coefficients, one value a bin. */
    float[] curve(double[] coefficients) {
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
        return rounded;
    }

    /** The bin that the middle of step {@code t} lies in. */
    int bin(StepGrid grid, int t) {
        return (int) (grid.secondOfWeek(t) + stepSeconds / 2) / binSeconds % bins();
    }

    /** A curve at the middle of step {@code t}, in a straight line from bin to bin. */
    double at(float[] curve, StepGrid grid, int t) {
        double position = (grid.secondOfWeek(t) + stepSeconds / 2.0) / binSeconds - 0.5 + curve.length;
        int below = (int) position;
        double share = position - below;
        return (1 - share) * curve[below % curve.length] + share * curve[(below + 1) % curve.length];
    }
}
