package io.predictivescaler.forecasting.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.testkit.Demand;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelShiftTest {
    private static final int DAY = 288;
    private static final LocalCalendar UTC = LocalCalendar.of(ZoneOffset.UTC);

    private static Demand season(double days, double noise, long seed) {
        return Demand.weeklySeason(days).withNoise(noise, seed);
    }

    private static Demand shifted(double factor, double day, double days, double noise, long seed) {
        return season(days, noise, seed).with((t, v) -> t >= day * DAY ? factor * v : v);
    }

    @Nested
    class IsFound {
        @ParameterizedTest
        @CsvSource({
            "2, 23, 23.5, 0.05", "2, 23, 24, 0.05", "2, 23.5, 24.5, 0.2", "2, 25.5, 26.5, 0.05", "2, 26, 27, 0.05",
            "2, 20, 27, 0.2", "2, 14.5, 28, 0.05", "0.5, 23.5, 24.5, 0.05", "0.5, 26, 27, 0.2", "3, 23, 24, 0.2",
            "1.4, 23, 24, 0.05", "0.7, 23.5, 26, 0.1", "2, 14, 15, 0.05"
        })
        void whereItIsAndAsLargeAsItIs(double factor, double from, double days, double noise) {
            for (long seed = 1; seed <= 10; seed++) {
                Series series = shifted(factor, from, days, noise, seed).build();
                LevelShift shift = LevelShift.in(series, UTC);
                assertThat(shift.factor()).as("seed %d", seed).isEqualTo(factor, within(0.1 * factor));
                assertThat(Math.abs(series.indexOf(shift.from()) - from * DAY))
                        .as("steps beside it, seed %d", seed)
                        .isLessThanOrEqualTo(24);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 10, 16, 60})
        void whateverTheStep(int minutes) {
            int from = 23 * 24 * 60 / minutes;
            Series series = Demand.weeklySeason(25)
                    .withStep(Duration.ofMinutes(minutes))
                    .withNoise(0.1, 3)
                    .with((t, v) -> t >= from ? 2 * v : v)
                    .build();
            assertThat(LevelShift.in(series, UTC).factor()).isEqualTo(2, within(0.1));
        }

        @Test
        void betweenGapsAndOnItsOwnClock() {
            SplittableRandom random = new SplittableRandom(7);
            ZoneId berlin = ZoneId.of("Europe/Berlin");
            Series series = shifted(2, 27, 29, 0.1, 3)
                    .onTheClockOf(berlin)
                    .withGaps(t -> random.nextInt(3) == 0)
                    .build();
            assertThat(LevelShift.in(series, LocalCalendar.of(berlin)).factor()).isEqualTo(2, within(0.1));
        }
    }

    @Nested
    class IsNotFound {
        private static void in(Demand demand, String what) {
            Series whole = demand.build();
            for (int end = DAY / 2; end <= whole.length(); end += DAY / 4) {
                assertThat(LevelShift.in(whole.slice(0, end), UTC))
                        .as("%s, after %d hours", what, end * 24 / DAY)
                        .isEqualTo(LevelShift.NONE);
            }
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, 0.4, 1, 1.5})
        void whereWeekendsDiffer(double weekends) {
            in(season(29, 0.2, 3).withWeekends(weekends), "weekends at " + weekends);
        }

        @Test
        void inDaysThatStepUpAndDown() {
            in(Demand.constant(29, 100).withNoise(0.1, 3).with((t, v) -> t % DAY < DAY / 3 ? v / 10 : v), "nights");
        }

        @Test
        void inARandomWalkOrItsExponential() {
            for (long seed = 1; seed <= 30; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                double[] level = {0};
                Demand walk = Demand.constant(29, 100).with((t, v) -> {
                    level[0] += 0.03 * random.nextGaussian();
                    return v * Math.exp(level[0]);
                });
                in(walk, "seed " + seed);
            }
        }

        @Test
        void inBurstsOrRareCalls() {
            for (long seed = 1; seed <= 10; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                double[] left = {0};
                in(
                        season(29, 0.1, seed).with((t, v) -> {
                            left[0] = random.nextInt(300) == 0 ? random.nextInt(150) : left[0] - 1;
                            return left[0] > 0 ? 3 * v : v;
                        }),
                        "bursts, seed " + seed);
                in(
                        Demand.constant(29, 0).with((t, v) -> random.nextDouble() < 0.15 ? 5 + random.nextInt(10) : 0),
                        "rare calls, seed " + seed);
            }
        }

        @Test
        void inASteadyGrowth() {
            in(season(29, 0.1, 3).with((t, v) -> v * Math.pow(2, t / (7.0 * DAY))), "doubling every week");
        }

        @ParameterizedTest
        @ValueSource(doubles = {1, 3, 6, 10})
        void inASurgeOfSomeHours(double hours) {
            double from = 23.4 * DAY;
            in(season(27, 0.1, 3).with((t, v) -> t >= from && t < from + hours * 12 ? 3 * v : v), hours + " hours");
        }

        @Test
        void inASurgeThatRisesAndFalls() {
            in(
                    season(29, 0.1, 3)
                            .with((t, v) -> v * (1 + 3 * Math.exp(-Math.pow((t - 23.5 * DAY) / (0.5 * DAY), 2)))),
                    "a day up and a day down");
        }

        @ParameterizedTest
        @ValueSource(doubles = {2, 30})
        void inAnOutage(double hours) {
            in(season(27, 0.1, 3).with((t, v) -> t >= 23 * DAY && t < 23 * DAY + hours * 12 ? 0 : v), hours + " hours");
        }

        @Test
        void whenAJobOfAStepAnHourEnds() {
            in(
                    Demand.constant(29, 100).withNoise(0.1, 3).with((t, v) -> t % 12 == 5 && t < 23 * DAY ? 5000 : v),
                    "a job");
        }

        @Test
        void onAHolidayThatTheCalendarKnows() {
            Series quietThursday = season(25, 0.1, 3)
                    .with((t, v) -> t / DAY == 24 ? 0.4 * v : v)
                    .build();
            LocalCalendar told = new LocalCalendar(ZoneOffset.UTC, Map.of(LocalDate.of(2026, 3, 26), DayOfWeek.SUNDAY));
            assertThat(LevelShift.in(quietThursday, told)).isEqualTo(LevelShift.NONE);
            assertThat(LevelShift.in(quietThursday, UTC).isAny())
                    .as("if nobody told")
                    .isTrue();
        }

        @Test
        void onceTheLevelIsBack() {
            Demand demand = season(29, 0.1, 3).with((t, v) -> t >= 20 * DAY && t < 22 * DAY ? 2 * v : v);
            Series whole = demand.build();
            for (int end = 22 * DAY + DAY / 4; end <= whole.length(); end += DAY / 4) {
                assertThat(LevelShift.in(whole.slice(0, end), UTC)).isEqualTo(LevelShift.NONE);
            }
        }
    }

    @Test
    void doesNotDependOnTheUnit() {
        LevelShift small = LevelShift.in(shifted(2, 23, 25, 0.1, 3).build(), UTC);
        LevelShift large =
                LevelShift.in(shifted(2, 23, 25, 0.1, 3).scaled(v -> 1024 * v).build(), UTC);
        assertThat(large.from()).isEqualTo(small.from());
        assertThat(large.factor()).isEqualTo(small.factor(), within(1e-5));
    }

    @Test
    void readsWhatLiesBeforeItOnTheNewLevel() {
        Series series = Series.of(Demand.MONDAY, Duration.ofHours(1), 1, 2, 3, 4);
        LevelShift shift = new LevelShift(Demand.MONDAY.plus(Duration.ofHours(2)), 10);
        assertThat(shift.levelled(series, Double.NaN)).containsExactly(10, 20, 3, 4);
        assertThat(shift.levelled(series.slice(1, 4), Double.NaN)).containsExactly(20, 3, 4);
        assertThat(shift.levelled(series.slice(3, 4), Double.NaN)).containsExactly(4);
        assertThat(LevelShift.NONE.levelled(series, Double.NaN)).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAFactorThatIsNone(double factor) {
        assertThatThrownBy(() -> new LevelShift(Instant.EPOCH, factor)).hasMessageContaining("factor");
    }
}
