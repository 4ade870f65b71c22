package io.predictivescaler.demo;

import static io.predictivescaler.demo.WeekTime.MONDAY;

import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.DemandCurve;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A workload of the scripted week.
 *
 * @param bounds of its autoscaler, as its user wrote them
 * @param measured the app whose demand it has: its own name, or another's that it shadows
 */
record WeekApp(String name, Bounds bounds, String measured, Shape shape) {
    private static final double SLOW_NOISE = 0.03;
    private static final double FAST_NOISE = 0.02;
    private static final double NOISE_MEMORY = 0.9;
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
    private static final LocalDate THANKSGIVING = MONDAY.plusDays(3);
    private static final LocalDate BLACK_FRIDAY = MONDAY.plusDays(4);
    /** The one public holiday of the four weeks before. */
    private static final LocalDate VETERANS_DAY = LocalDate.of(2026, 11, 11);

    /** Demand without noise, by the clock on the wall. */
    @FunctionalInterface
    private interface Shape {
        double at(LocalDateTime time);
    }

    /** Those of these names, which their resources have too. */
    static List<WeekApp> named(String... names) {
        List<String> wanted = List.of(names);
        return all().stream().filter(app -> wanted.contains(app.name())).toList();
    }

    private static List<WeekApp> all() {
        return List.of(
                of("checkout", 24, WeekApp::checkout),
                of("reports", 30, WeekApp::reports),
                of("search", 12, time -> office(time, 80, 900, 500)),
                of("catalog", 40, time -> office(time, 60, 450, 250)),
                of("login", 40, time -> office(time, 60, 400, 240) * (isFrom(time, TUESDAY, 13) ? 1.8 : 1)),
                of("mobile", 40, time -> office(time, 60, 600, 350) * (isOddDay(time) ? 0.3 : 1)),
                of("streams", 60, time -> office(time, 60, 400, 240) * (isOn(time, WEDNESDAY) ? 3 : 1)),
                of("payments", 40, time -> office(time, 60, 700, 400)),
                new WeekApp("preview", new Bounds(2, 24), "checkout", WeekApp::checkout));
    }

    private static WeekApp of(String name, int maxReplicas, Shape shape) {
        return new WeekApp(name, new Bounds(2, maxReplicas), name, shape);
    }

    /** By the minute, from the past that Prometheus remembers to the end of the week; the same seed gives the same demand. */
    DemandCurve curve(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 31 + measured.hashCode());
        Instant start = WeekTime.START.minus(Scenario.HISTORY).minus(Duration.ofHours(1));
        double[] values = new double[(int) Duration.between(start, WeekTime.END).toMinutes()];
        double slow = 0;
        ZonedDateTime time = start.atZone(WeekTime.ZONE);
        for (int i = 0; i < values.length; i++) {
            slow = NOISE_MEMORY * slow
                    + SLOW_NOISE * StrictMath.sqrt(1 - NOISE_MEMORY * NOISE_MEMORY) * random.nextGaussian();
            values[i] = shape.at(time.toLocalDateTime()) * StrictMath.exp(slow + FAST_NOISE * random.nextGaussian());
            time = time.plusMinutes(1);
        }
        return new DemandCurve(start, Duration.ofMinutes(1), values, new BitSet());
    }

    /** Public holidays are Sundays, and Black Friday is three Fridays. */
    private static double checkout(LocalDateTime time) {
        boolean blackFriday = isOn(time, BLACK_FRIDAY) && time.getHour() >= 6;
        boolean holiday = isOn(time, THANKSGIVING) || isOn(time, VETERANS_DAY);
        LocalDateTime likeSunday = holiday ? MONDAY.minusDays(1).atTime(time.toLocalTime()) : time;
        return office(likeSunday, 60, 540, 300) * (blackFriday ? 3 : 1);
    }

    /** Next to nothing but for the nightly job, the board's report of this Wednesday and the backfill of this Saturday. */
    private static double reports(LocalDateTime time) {
        LocalTime clock = time.toLocalTime();
        boolean nightly = time.getHour() == 2 && time.getMinute() < 20;
        boolean board = isOn(time, WEDNESDAY) && time.getHour() == 14;
        boolean backfill = isOn(time, MONDAY.plusDays(5)) && time.getHour() == 12;
        return 40 + (nightly || board ? 650 : 0) + (backfill ? 320 : 0) + clock.getMinute() / 60.0;
    }

    /** Quiet nights, a steep ramp on the mornings of working days, a later and flatter one on weekends. */
    private static double office(LocalDateTime time, double night, double weekday, double weekend) {
        double minute = time.getHour() * 60 + time.getMinute();
        boolean off = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return night
                + (off
                        ? weekend * rise(minute, 600, 60) * (1 - rise(minute, 1290, 50))
                        : weekday * rise(minute, 480, 12) * (1 - rise(minute, 1230, 45)));
    }

    private static double rise(double minute, double middle, double width) {
        return 1 / (1 + StrictMath.exp((middle - minute) / width));
    }

    private static boolean isOn(LocalDateTime time, LocalDate day) {
        return time.toLocalDate().equals(day);
    }

    /** A day that begins when much is raised. */
    private static boolean isOddDay(LocalDateTime time) {
        return isFrom(time, WEDNESDAY, 10) && !isFrom(time, THANKSGIVING, 10);
    }

    private static boolean isFrom(LocalDateTime time, LocalDate day, int hour) {
        return !time.isBefore(day.atTime(hour, 0));
    }
}
