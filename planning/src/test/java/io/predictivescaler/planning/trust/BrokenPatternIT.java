package io.predictivescaler.planning.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.testkit.Worlds;
import io.predictivescaler.planning.testkit.Worlds.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Seeded worlds of five shapes and three levels of noise, each followed for three weeks as it goes, and with four days on which all demand is
 * multiplied, beginning at five hours of the day in turn. Prints what was measured; the decision record quotes it.
 */
@DisplayName("A day at a third or three times of the demand")
class BrokenPatternIT {
    private static final TrustSettings SETTINGS = new TrustSettings(
            WindowGrid.covering(Duration.ofMinutes(16).plusSeconds(15), Duration.ofMinutes(5)),
            QuantileLevel.P90,
            Duration.ofDays(7),
            0);

    private static final double[] NOISE = {0.05, 0.15, 0.3};
    private static final int[] HOURS = {0, 3, 8, 14, 20};
    private static final Duration IN_TIME = Duration.ofHours(4);
    private static final Duration FORGIVEN = Duration.ofDays(3);

    /**
     * One bad day.
     *
     * @param then whether forecasts are trusted three days after it
     */
    private record Outcome(
            Worlds world, double factor, int hour, Optional<Duration> lost, Optional<Duration> again, boolean then) {
        boolean isInTime() {
            return lost.filter(after -> after.compareTo(IN_TIME) <= 0).isPresent();
        }

        boolean isForgivenInTime() {
            return then && again.filter(after -> after.compareTo(FORGIVEN) <= 0).isPresent();
        }

        /** Three calls in five minutes or fewer, less than one of them on the bad day: too few to tell within two hours. */
        boolean isOfFewCalls() {
            return world.shape() == Shape.Calls && factor < 1 && (hour < 8 || hour == 20);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s, noise %.2f, seed %d, times %.1f from %02d:00: distrusted after %s, trusted again %s after the old pattern",
                    world.shape(),
                    world.noise(),
                    world.seed(),
                    factor,
                    hour,
                    lost,
                    again);
        }
    }

    private static final List<Outcome> BAD_DAYS = new ArrayList<>();
    private static final List<String> FALSE_ALARMS = new ArrayList<>();
    private static double ordinaryDays;

    @BeforeAll
    static void follow() {
        int turn = 0;
        for (Shape shape : Shape.values()) {
            for (double noise : NOISE) {
                Worlds world = new Worlds(shape, noise, shape.ordinal() * 100L + Math.round(100 * noise));
                Watch before = Watch.over(
                        TrustGate.unproven(SETTINGS),
                        world.days(29),
                        Worlds.start().plus(Duration.ofDays(21)));
                Watch ordinary =
                        Watch.over(before.last(), world.days(42), Worlds.start().plus(Duration.ofDays(29)));
                ordinaryDays += 21;
                if (before.losses() + ordinary.losses() > 0) {
                    FALSE_ALARMS.add(shape + " with noise " + noise + ": " + (before.losses() + ordinary.losses()));
                }
                for (double factor : new double[] {0.3, 3, 0.3, 3}) {
                    BAD_DAYS.add(badDay(world, factor, HOURS[turn++ % HOURS.length], before.last()));
                }
            }
        }
        report();
    }

    private static Outcome badDay(Worlds world, double factor, int hour, TrustGate before) {
        Instant began = Worlds.start().plus(Duration.ofDays(30)).plus(Duration.ofHours(hour));
        Instant over = began.plus(Duration.ofDays(1));
        Watch watch = Watch.over(
                before, world.broken(36, began, factor), Worlds.start().plus(Duration.ofDays(29)));
        return new Outcome(
                world,
                factor,
                hour,
                watch.first(began, Watch.Seen::isDistrusted),
                watch.first(over, seen -> !seen.isDistrusted()),
                !watch.isDistrustedAt(over.plus(FORGIVEN)));
    }

    private static void report() {
        System.out.printf(
                Locale.ROOT,
                "%d of %d bad days distrusted within 4 hours, %d trusted again within 3 days of the old pattern;"
                        + " %.0f ordinary days, trust lost in %s%n",
                count(Outcome::isInTime),
                BAD_DAYS.size(),
                count(Outcome::isForgivenInTime),
                ordinaryDays,
                FALSE_ALARMS);
        BAD_DAYS.stream()
                .filter(day -> !day.isInTime() || !day.isForgivenInTime())
                .forEach(day -> System.out.println("  " + day));
    }

    private static long count(Predicate<Outcome> what) {
        return BAD_DAYS.stream().filter(what).count();
    }

    @Test
    void isDistrustedWithinFourHoursWhereDemandIsNoNoisierThanServicesAre() {
        assertThat(BAD_DAYS)
                .filteredOn(day -> day.world().noise() < 0.2 && !day.isOfFewCalls())
                .isNotEmpty()
                .allMatch(Outcome::isInTime);
    }

    @Test
    void isDistrustedWithinFourHoursInFourOfFiveWorldsWhateverTheirNoise() {
        assertThat(count(Outcome::isInTime)).isGreaterThanOrEqualTo(BAD_DAYS.size() * 4L / 5);
    }

    @Test
    void isForgivenWithinThreeDaysOfTheOldPatternInEveryWorld() {
        assertThat(BAD_DAYS).allMatch(Outcome::isForgivenInTime);
    }

    @Test
    void costsNoTrustOnOrdinaryDaysButWhereNoiseIsStrong() {
        assertThat(FALSE_ALARMS).allMatch(told -> told.contains("noise 0.3"));
        assertThat(FALSE_ALARMS.size() / ordinaryDays).isLessThan(1 / 100.0);
    }
}
