package io.predictivescaler.operator.demand;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.planning.Calendar;
import java.time.Instant;
import java.util.BitSet;

/** Measured demand as it would have been without what the calendar says of it. */
final class Undone {
    private Undone() {}

    /**
     * The series with each step divided by the calendar's factor in it. So an event teaches nothing, and is not planned for twice while it
     * lasts: a forecast from the quotients, times the factor, is one of what is measured.
     */
    static Series factors(Calendar calendar, Series measured) {
        if (calendar.windows().isEmpty()) {
            return measured;
        }
        double[] values = measured.toArray(0);
        BitSet missing = new BitSet();
        for (int i = 0; i < values.length; i++) {
            Instant start = measured.timeOf(i);
            missing.set(i, measured.isMissing(i));
            values[i] /= calendar.meanFactor(start, start.plus(measured.step()));
        }
        return Series.of(measured.start(), measured.step(), values, missing);
    }
}
