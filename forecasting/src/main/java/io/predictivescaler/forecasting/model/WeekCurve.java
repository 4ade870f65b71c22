package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.StepGrid;

/** A curve over the local week, one value a bin. */
final class WeekCurve {
    private final double halfStepSeconds;
    private final double binSeconds;
    private final float[] values;

    WeekCurve(int stepSeconds, int binSeconds, float[] values) {
        this.halfStepSeconds = stepSeconds / 2.0;
        this.binSeconds = binSeconds;
        this.values = values;
    }

    /** A copy of the values, one a bin. */
    float[] values() {
        return values.clone();
    }

    /** Its value at the middle of step {@code t}, in a straight line from bin to bin. */
    double at(StepGrid grid, int t) {
        double position = (grid.secondOfWeek(t) + halfStepSeconds) / binSeconds - 0.5 + values.length;
        int below = (int) position;
        double share = position - below;
        return (1 - share) * values[below % values.length] + share * values[(below + 1) % values.length];
    }
}
