package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.Accuracy.Reference;
import java.time.Duration;

/**
 * How much better forecasts of window maxima were than the best naive ones.
 *
 * @param value 1 − pinball loss ÷ that of the reference: 1 is perfect, 0 as good as the reference, negative worse
 * @param low the lower bound of its 80 % interval
 * @param high the upper bound
 * @param days that were scored
 * @param coverage share of windows whose highest demand stayed at or under the planned percentile
 * @param reference the naive forecast that did best in the time before
 */
public record Skill(double value, double low, double high, double days, double coverage, Reference reference) {
    /** The time that was scored, in whole hours, at least one. */
    public Duration scored() {
        return Duration.ofHours(Math.max(1, Math.round(24 * days)));
    }
}
