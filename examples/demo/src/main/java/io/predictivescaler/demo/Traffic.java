package io.predictivescaler.demo;

import io.predictivescaler.simulation.DemandCurve;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Made-up traffic of a shop, by the minute: quiet nights, a steep ramp on weekday mornings and a later, flatter one on weekends, a
 * rush at noon that a daily newsletter sets off, better and worse days, and noise. The same seed gives the same traffic, and more
 * days of it only add to its end.
 */
final class Traffic {
    private static final Instant LIVE_FROM =
            Instant.parse("2026-03-05T00:00:00Z"); // a Thursday: the weekend is lived too
    private static final int MINUTES_A_DAY = 1440;

    private static final double NIGHT = 150;
    private static final double WEEKDAY = 950;
    private static final double WEEKEND = 550;
    private static final double RUSH = 1000;
    private static final double RUSH_AT = 12 * 60;
    private static final double DAY_SPREAD = 0.04;
    private static final double SLOW_NOISE = 0.03;
    private static final double FAST_NOISE = 0.02;
    private static final double NOISE_MEMORY = 0.9;

    private final SplittableRandom random;
    private double slowNoise;
    private double goodDay = 1;
    private double goodRush = 1;

    private Traffic(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * Four weeks of past and then {@code days} to live.
     *
     * @param days at least 1
     */
    static Scenario scenario(long seed, int days) {
        Instant start = LIVE_FROM.minus(Scenario.HISTORY);
        Instant end = LIVE_FROM.plus(Duration.ofDays(days));
        Traffic traffic = new Traffic(seed);
        double[] values = new double[(int) Duration.between(start, end).toMinutes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = traffic.next(start.plus(Duration.ofMinutes(i)));
        }
        DemandCurve curve = new DemandCurve(start, Duration.ofMinutes(1), values, new BitSet());
        return new Scenario("made-up traffic of a shop, seed " + seed, curve, LIVE_FROM, end);
    }

    private double next(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        int minute = local.getHour() * 60 + local.getMinute();
        if (minute % MINUTES_A_DAY == 0) {
            goodDay = StrictMath.exp(DAY_SPREAD * random.nextGaussian());
            goodRush = StrictMath.exp(2 * DAY_SPREAD * random.nextGaussian());
        }
        slowNoise = NOISE_MEMORY * slowNoise
                + SLOW_NOISE * StrictMath.sqrt(1 - NOISE_MEMORY * NOISE_MEMORY) * random.nextGaussian();
        double noise = StrictMath.exp(slowNoise + FAST_NOISE * random.nextGaussian());
        double day = isWeekend(local.getDayOfWeek())
                ? WEEKEND * rise(minute, 600, 60) * fall(minute, 1290, 50)
                : WEEKDAY * rise(minute, 480, 12) * fall(minute, 1230, 45);
        return (NIGHT + day * goodDay + RUSH * goodRush * rush(minute)) * noise;
    }

    private static boolean isWeekend(DayOfWeek day) {
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private static double rise(double minute, double middle, double width) {
        return 1 / (1 + StrictMath.exp((middle - minute) / width));
    }

    private static double fall(double minute, double middle, double width) {
        return 1 - rise(minute, middle, width);
    }

    /** From nothing to all of it in three minutes, then less and less over an hour. */
    private static double rush(double minute) {
        double since = minute - RUSH_AT;
        if (since < 0) {
            return 0;
        }
        return since < 3 ? (since + 1) / 4 : StrictMath.exp((3 - since) / 25);
    }
}
