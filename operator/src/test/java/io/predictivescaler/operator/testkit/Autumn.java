package io.predictivescaler.operator.testkit;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;

/**
 * Fourteen weeks of demand by the five minutes, up to and with Black Friday of 2026: the same every day, as in {@link Week}, 100 by night
 * and 1000 from 9 to 17 o'clock.
 */
public final class Autumn {
    /** In the middle of the morning's ramp, on Black Friday. */
    public static final Instant MORNING = Instant.parse("2026-11-27T08:40:00Z");

    /** By the clock of Berlin, at which the examples' calendars begin it. */
    public static final Instant SALE = Instant.parse("2026-11-27T05:00:00Z");

    private static final Instant START = Instant.parse("2026-08-24T00:00:00Z");
    private static final int STEPS = Math.toIntExact(Duration.ofDays(98).dividedBy(Week.STEP));

    private Autumn() {}

    /**
     * That shape.
     *
     * @param height times what is said above
     * @param inSale by how much it is higher from {@link #SALE} on
     */
    public static Series of(double height, double inSale) {
        Series day = Week.daily();
        double[] values = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            Instant time = START.plus(Week.STEP.multipliedBy(i));
            values[i] = height * (time.isBefore(SALE) ? 1 : inSale) * day.valueAt(i % 288);
        }
        return Series.of(START, Week.STEP, values);
    }
}
