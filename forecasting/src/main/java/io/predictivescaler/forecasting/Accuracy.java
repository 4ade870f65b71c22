package io.predictivescaler.forecasting;

import java.time.Duration;

/**
 * How well a forecast has done at rolling origins, over the day ahead.
 *
 * @param window the time that the scored steps cover
 * @param skill 1 − mean absolute error ÷ that of the best naive reference; 0 is as good as the reference, 1 perfect, −1 (the least) twice
 *     as bad or worse
 * @param coverage share of actuals at or under the P90, 0 to 1
 * @param wape sum of absolute errors of the P50 ÷ sum of actuals
 * @param reference the naive forecast that did best
 */
public record Accuracy(Duration window, double skill, double coverage, double wape, Reference reference) {
    /** The naive forecasts that a model has to beat. */
    public enum Reference {
        LastValue,
        SameTimeYesterday,
        SameTimeLastWeek
    }
}
