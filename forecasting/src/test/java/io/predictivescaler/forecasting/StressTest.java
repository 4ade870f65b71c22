package io.predictivescaler.forecasting;

import static io.predictivescaler.forecasting.testkit.Demand.constant;
import static io.predictivescaler.forecasting.testkit.Demand.weeklySeason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.predictivescaler.forecasting.Recipe.Treatment;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.selection.Weighting;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Demand;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Demand as it really comes: what breaks a forecaster that only repeats. Where something is done about a situation, the same fact is held
 * against the product's recipe, which must pass, and against the recipe without that treatment, which must not.
 */
class StressTest {
    private static final int DAY = 288;
    private static final int WEEK = 7 * DAY;
    private static final ForecastSettings UTC = new ForecastSettings(ZoneOffset.UTC, List.of());

    private static QuantileForecast forecast(Series history, Recipe recipe) {
        return forecast(history, recipe, UTC);
    }

    private static QuantileForecast forecast(Series history, Recipe recipe, ForecastSettings settings) {
        return switch (new Forecaster(settings, recipe).fit(history)) {
            case FitOutcome.Fitted fitted -> fitted.forecaster().forecast(DAY);
            case FitOutcome.NoForecast none -> throw new AssertionError(none.message());
        };
    }

    /** The sum of absolute errors of the day from step {@code origin} on, over the sum of what came. */
    private static double missed(Series whole, int origin, Recipe recipe, ForecastSettings settings) {
        QuantileForecast forecast = forecast(whole.slice(0, origin), recipe, settings);
        double error = 0;
        double actual = 0;
        for (int h = 0; h < DAY; h++) {
            error += Math.abs(whole.valueAt(origin + h) - forecast.valueAt(h, QuantileLevel.P50));
            actual += whole.valueAt(origin + h);
        }
        return error / actual;
    }

    private static double missed(Series whole, int origin, Recipe recipe) {
        return missed(whole, origin, recipe, UTC);
    }

    /** Members count alike, however wrong they have been. */
    private static final Weighting EVEN_WEIGHTS = new Weighting(10, 1, 0, Double.MAX_VALUE, 5, 0);

    /** Holds with the treatment and not without it. */
    private static void needs(Treatment treatment, Consumer<Recipe> fact) {
        needs(Recipe.STANDARD.without(treatment), fact);
    }

    private static void needs(Recipe without, Consumer<Recipe> fact) {
        fact.accept(Recipe.STANDARD);
        assertThatThrownBy(() -> fact.accept(without))
                .as("the same without the treatment")
                .isInstanceOf(AssertionError.class);
    }

    @Nested
    class AScheduledJob {
        private Demand withJob(double days, int every, int at) {
            return weeklySeason(days).withNoise(0.1, 3).with((t, v) -> t % every == at ? v + 300 : v);
        }

        @ParameterizedTest
        @ValueSource(ints = {10, 24, 27}) // without weeks, on a Thursday, on a Sunday
        void ofOneStepADayIsForecastAtItsMinuteAndNowhereElse(int days) {
            Series history = withJob(days, DAY, 37).build();
            needs(Treatment.ScheduledJobs, recipe -> {
                QuantileForecast forecast = forecast(history, recipe);
                assertThat(forecast.valueAt(37, QuantileLevel.P50)).isBetween(280.0, 420.0);
                assertThat(forecast.valueAt(36, QuantileLevel.P50)).isLessThan(120);
                assertThat(forecast.valueAt(38, QuantileLevel.P50)).isLessThan(120);
            });
        }

        @Test
        void ofOneStepAWeekIsExpectedOnItsDay() {
            Series history = withJob(24, WEEK, 3 * DAY + 37).build(); // the next day is a Thursday, as day 3 was
            needs(
                    Treatment.ScheduledJobs,
                    recipe -> assertThat(forecast(history, recipe).valueAt(37, QuantileLevel.P50))
                            .isGreaterThan(150));
        }

        @Test
        void ofOneStepAnHourIsForecastAtItsMinuteOnly() {
            Demand demand = constant(20, 100).withNoise(0.05, 3).with((t, v) -> t % 12 == 5 ? v + 400 : v);
            QuantileForecast forecast = forecast(demand.build(), Recipe.STANDARD);
            for (int h = 0; h < DAY; h++) {
                double point = forecast.valueAt(h, QuantileLevel.P50);
                if (h % 12 == 5) {
                    assertThat(point).as("step %d", h).isGreaterThan(400);
                } else {
                    assertThat(point).as("step %d", h).isLessThan(150);
                }
            }
        }

        @Test
        void thatIsNoLongerRunIsForgottenAfterADay() {
            Series history = weeklySeason(11)
                    .withNoise(0.1, 3)
                    .with((t, v) -> t % DAY == 37 && t < 10 * DAY ? v + 300 : v)
                    .build();
            assertThat(forecast(history, Recipe.STANDARD).valueAt(37, QuantileLevel.P50))
                    .isLessThan(120);
        }
    }

    @Nested
    class AChangeOfTheClocks {
        private static final String CHANGES = """
            Europe/Berlin,       2026-03-29T01:00:00Z
            Europe/Berlin,       2026-10-25T01:00:00Z
            Australia/Lord_Howe, 2026-04-04T15:00:00Z
            Australia/Lord_Howe, 2026-10-03T15:30:00Z
            """;
        private static final int HISTORY = 28;

        /** Four weeks before the day of the change, and a week after it. */
        private static Series traffic(Instant dayOfChange, ZoneId clock) {
            return weeklySeason(HISTORY + 8)
                    .withNoise(0.05, 3)
                    .startingAt(dayOfChange.minus(Duration.ofDays(HISTORY)))
                    .onTheClockOf(clock)
                    .build();
        }

        private static Instant dayOf(Instant change, ZoneId zone) {
            return change.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        }

        /** The noise alone is missed by 4 %. */
        private static void costsAtMostADay(Series traffic, ZoneId zone, Recipe recipe) {
            ForecastSettings settings = new ForecastSettings(zone, List.of());
            assertThat(missed(traffic, HISTORY * DAY, recipe, settings))
                    .as("share missed on the day of the change")
                    .isLessThan(0.08);
            for (int after = 1; after < 7; after++) {
                assertThat(missed(traffic, (HISTORY + after) * DAY, recipe, settings))
                        .as("share missed %d days after the change", after)
                        .isLessThan(0.055);
            }
        }

        @ParameterizedTest
        @CsvSource(textBlock = CHANGES)
        void costsTrafficOnTheLocalClockAtMostADay(ZoneId zone, Instant change) {
            Series traffic = traffic(dayOf(change, zone), zone);
            costsAtMostADay(traffic, zone, Recipe.STANDARD);
            costsAtMostADay(traffic, zone, Recipe.STANDARD.without(Treatment.BothClocks));
        }

        @ParameterizedTest
        @CsvSource(textBlock = CHANGES)
        void costsTrafficOnUtcAtMostADay(ZoneId zone, Instant change) {
            Instant day = dayOf(change, zone);
            Series traffic = traffic(day, zone.getRules().getOffset(day));
            needs(Treatment.BothClocks, recipe -> costsAtMostADay(traffic, zone, recipe));
        }

        @ParameterizedTest
        @CsvSource({"Europe/Berlin, 28", "Europe/Berlin, 9", "UTC, 20"})
        void changesNothingInWeeksWithoutOne(ZoneId zone, int days) {
            ForecastSettings settings = new ForecastSettings(zone, List.of());
            Series june = weeklySeason(days)
                    .withNoise(0.1, 3)
                    .startingAt(Instant.parse("2026-05-31T22:00:00Z"))
                    .build();
            assertThat(forecast(june, Recipe.STANDARD, settings))
                    .isEqualTo(forecast(june, Recipe.STANDARD.without(Treatment.BothClocks), settings));
        }
    }

    @Nested
    class AHoliday {
        private static final LocalDate THURSDAY = LocalDate.of(2026, 3, 26);
        private static final int ON_THURSDAY = 24 * DAY;

        private static ForecastSettings with(Map<LocalDate, DayOfWeek> holidays) {
            return new ForecastSettings(ZoneOffset.UTC, List.of(), holidays);
        }

        /** A season with noise of 5 %, some of its days like others. */
        private static Series traffic(int day, double factor) {
            return weeklySeason(29)
                    .withNoise(0.05, 3)
                    .with((t, v) -> t / DAY == day ? factor * v : v)
                    .build();
        }

        @Test
        void isForecastAsTheWeekdayThatItCountsAs() {
            Series quietThursday = traffic(24, 0.4);
            ForecastSettings told = with(Map.of(THURSDAY, DayOfWeek.SUNDAY));
            assertThat(missed(quietThursday, ON_THURSDAY, Recipe.STANDARD, told))
                    .isLessThan(0.07);
            assertThat(missed(quietThursday, ON_THURSDAY, Recipe.STANDARD, UTC)).isGreaterThan(0.8);
        }

        @Test
        void isABusyDayWhenASaturdayIsWorked() {
            Series busySaturday = traffic(26, 2.5);
            ForecastSettings told = with(Map.of(THURSDAY.plusDays(2), DayOfWeek.MONDAY));
            assertThat(missed(busySaturday, 26 * DAY, Recipe.STANDARD, told)).isLessThan(0.07);
            assertThat(missed(busySaturday, 26 * DAY, Recipe.STANDARD, UTC)).isGreaterThan(0.3);
        }

        @Test
        void teachesNothingAboutItsOwnWeekday() {
            Series lastThursdayQuiet = traffic(17, 0.4);
            ForecastSettings told = with(Map.of(THURSDAY.minusDays(7), DayOfWeek.SUNDAY));
            double knowing = missed(lastThursdayQuiet.slice(DAY, 26 * DAY), 23 * DAY, Recipe.STANDARD, told);
            double not = missed(lastThursdayQuiet.slice(DAY, 26 * DAY), 23 * DAY, Recipe.STANDARD, UTC);
            assertThat(knowing).isLessThan(0.05).isLessThan(0.8 * not);
        }

        @Test
        void hasWiderQuantilesAtTheSameMedian() {
            Series history = traffic(24, 0.4).slice(0, ON_THURSDAY);
            ForecastSettings told = with(Map.of(THURSDAY, DayOfWeek.SUNDAY));
            Recipe narrow = Recipe.STANDARD.without(Treatment.HolidayWidths);
            needs(
                    Treatment.HolidayWidths,
                    recipe -> assertThat(width(forecast(history, recipe, told)))
                            .isGreaterThan(1.4 * width(forecast(history, narrow, told))));
            assertThat(forecast(history, Recipe.STANDARD, told).valueAt(150, QuantileLevel.P50))
                    .isEqualTo(forecast(history, narrow, told).valueAt(150, QuantileLevel.P50));
        }

        private static double width(QuantileForecast forecast) {
            return forecast.valueAt(150, QuantileLevel.P90) - forecast.valueAt(150, QuantileLevel.P50);
        }

        @Test
        void changesNothingFarFromItsDay() {
            Series history = traffic(24, 1).slice(0, ON_THURSDAY);
            ForecastSettings told = with(Map.of(THURSDAY.plusYears(1), DayOfWeek.SUNDAY));
            assertThat(forecast(history, Recipe.STANDARD, told)).isEqualTo(forecast(history, Recipe.STANDARD, UTC));
        }
    }

    @Nested
    class AShiftOfTheLevel {
        private static Series shifted(double factor, double day) {
            return weeklySeason(40)
                    .withNoise(0.05, 3)
                    .with((t, v) -> t >= day * DAY ? factor * v : v)
                    .build();
        }

        private static int after(double day, double days) {
            return (int) ((day + days) * DAY);
        }

        /**
         * By the share of the next day that is missed half a day or a day after it, of which the noise is 0.04; without following it would
         * be (factor − 1) ÷ factor.
         */
        @ParameterizedTest
        @CsvSource({
            "2,   23,   1", // Wednesday midnight
            "2,   23.5, 0.5", // Wednesday noon
            "2,   23.5, 1",
            "2,   25,   1", // Friday: the next day is a Saturday
            "2,   25.5, 0.5", // Friday noon: the next day is half a Saturday
            "2,   25.5, 1",
            "2,   26,   0.5", // Saturday midnight
            "2,   26,   1",
            "3,   23,   1",
            "3,   23.5, 1",
            "3,   25.5, 1",
            "3,   26,   1",
            "0.5, 23,   1",
            "0.5, 23.5, 1",
            "0.5, 25.5, 1",
            "0.5, 26,   1",
            "1.4, 23.5, 1"
        })
        void isFollowedWithinADay(double factor, double day, double days) {
            Series demand = shifted(factor, day);
            needs(
                    Treatment.LevelShift,
                    recipe ->
                            assertThat(missed(demand, after(day, days), recipe)).isLessThan(0.06));
        }

        /** Profiles and weights that see two levels are worse than at the first day, when they see one. */
        @ParameterizedTest
        @CsvSource({"2, 23", "2, 23.5", "2, 25.5", "2, 26", "3, 23.5", "0.5, 23.5", "0.5, 26"})
        void leavesTheHistoryInUseForTwoWeeks(double factor, double day) {
            Series demand = shifted(factor, day);
            needs(Treatment.LevelShift, recipe -> {
                for (double days = 1.5; days < 16 && day + days + 1 <= 40; days++) {
                    assertThat(missed(demand, after(day, days), recipe))
                            .as("%s days after it", days)
                            .isLessThan(0.065);
                }
            });
        }

        @ParameterizedTest
        @CsvSource({"2, 23", "2, 23.5", "2, 25.5", "2, 26", "3, 26", "0.5, 23.5"})
        void widensTheQuantilesOfTheDayAfterIt(double factor, double day) {
            Series demand = shifted(factor, day);
            for (double days : new double[] {0.5, 0.75, 1, 1.25}) {
                int origin = after(day, days);
                QuantileForecast forecast = forecast(demand.slice(0, origin), Recipe.STANDARD);
                int covered = 0;
                for (int h = 0; h < DAY; h++) {
                    covered += demand.valueAt(origin + h) <= forecast.valueAt(h, QuantileLevel.P90) ? 1 : 0;
                }
                assertThat((double) covered / DAY).as("%s days after it", days).isGreaterThan(0.9);
            }
        }

        @Test
        void isKeptByUpdates() {
            Series demand = shifted(2, 23.5);
            FitOutcome outcome = new Forecaster(UTC).fit(demand.slice(0, after(23.5, 1)));
            FittedForecaster fitted = ((FitOutcome.Fitted) outcome).forecaster();
            for (int step = 1; step <= 72; step++) { // the next fit comes after six hours
                fitted = fitted.updatedTo(demand.slice(step, after(23.5, 1) + step));
            }
            QuantileForecast forecast = fitted.forecast(DAY);
            for (int h = 0; h < DAY; h++) {
                double actual = demand.valueAt(after(23.5, 1) + 72 + h);
                assertThat(forecast.valueAt(h, QuantileLevel.P50)).isBetween(0.8 * actual, 1.25 * actual);
            }
        }

        /** Where two weeks do not lie before it, or noise hides it, the member that follows levels still does. */
        @ParameterizedTest
        @CsvSource({"2, 10, 0.15", "2, 23, 0.25"})
        void thatIsNotFoundIsFollowedByItsMember(double factor, double day, double missedAtMost) {
            Series demand = shifted(factor, day);
            Recipe unseen = Recipe.STANDARD.without(Treatment.LevelShift);
            Recipe without = unseen.withoutMembers(List.of("day-profile-level"));
            assertThat(missed(demand, after(day, 1), unseen)).isLessThan(missedAtMost);
            assertThat(missed(demand, after(day, 1), without)).isGreaterThan(missedAtMost);
        }
    }

    @Nested
    class AnOutageThatReadsAsZero {
        /** An outage of these steps before the end of the series, at its end or a day or a week ago. */
        @ParameterizedTest
        @CsvSource({"24, 8, 0", "24, 72, 0", "24, 1916, 1826", "26, 168, 96", "9, 168, 96"})
        void teachesNothing(int days, int from, int to) {
            int end = days * DAY;
            Demand demand =
                    weeklySeason(days + 1).withNoise(0.05, 3).with((t, v) -> t >= end - from && t < end - to ? 0 : v);
            needs(
                    Treatment.OutageMask,
                    recipe -> assertThat(missed(demand.build(), end, recipe))
                            .isLessThan(0.045)); // of which the noise is 0.04
        }

        @Test
        void isNotTakenForTheLevelWhileItLasts() {
            int noon = 23 * DAY + DAY / 2;
            Series history = weeklySeason(23.5)
                    .withNoise(0.05, 3)
                    .with((t, v) -> t >= noon - 12 ? 0 : v)
                    .build();
            needs(
                    Treatment.OutageMask,
                    recipe -> assertThat(forecast(history, recipe).valueAt(0, QuantileLevel.P50))
                            .isBetween(140.0, 160.0));
        }
    }

    @Nested
    class ASpikeThatHappenedOnce {
        @ParameterizedTest
        @CsvSource({"100, 1", "100, 3", "859, 3"})
        void isNotRepeated(int stepsAgo, int length) {
            int at = 24 * DAY - stepsAgo;
            Series history = weeklySeason(24)
                    .withNoise(0.05, 3)
                    .with((t, v) -> t >= at && t < at + length ? 50 * v : v)
                    .build();
            QuantileForecast forecast = forecast(history, Recipe.STANDARD);
            assertThat(forecast.maximum(QuantileLevel.P50, forecast.start(), forecast.end())
                            .orElseThrow())
                    .isLessThan(165);
        }
    }

    @Nested
    class LittleHistory {
        /** Days of a week that reaches 150, cut after a weekend has begun: what repeats or scales yesterday says up to 230, with a P99 of 350. */
        @ParameterizedTest
        @CsvSource({"4, 3.5", "4, 4", "3, 5"})
        void thatEndsOnAWeekendDoesNotExplode(int firstDay, double days) {
            Series history = cut(firstDay, days);
            needs(
                    Recipe.STANDARD.with(EVEN_WEIGHTS),
                    recipe -> assertThat(highest(forecast(history, recipe))).isLessThan(200));
            assertThat(highest(forecast(history, Recipe.STANDARD.alone("yesterday-ratio"))))
                    .isGreaterThan(300);
        }

        /** Three and a half days from a Thursday, and others of that kind. */
        @ParameterizedTest
        @CsvSource({"3, 3.5", "5, 2", "5, 1.5"})
        void thatEndsAroundAWeekendStaysCalm(int firstDay, double days) {
            assertThat(highest(forecast(cut(firstDay, days), Recipe.STANDARD))).isLessThan(200);
        }

        private static Series cut(int firstDay, double days) {
            return weeklySeason(days)
                    .startingAt(Demand.MONDAY.plus(Duration.ofDays(firstDay)))
                    .withNoise(0.05, 7)
                    .build();
        }

        private static double highest(QuantileForecast forecast) {
            return forecast.maximum(QuantileLevel.P99, forecast.start(), forecast.end())
                    .orElseThrow();
        }

        @Test
        void ofTwoKindsOfDayForecastsAWorkingDayAfterTheWeekend() {
            Series demand = weeklySeason(5)
                    .startingAt(Demand.MONDAY.plus(Duration.ofDays(3)))
                    .withNoise(0.05, 7)
                    .build();
            // Thursday to Sunday: yesterday alone would miss the Monday by more than half.
            needs(
                    Recipe.STANDARD.withoutMembers(List.of(
                            "day-profile-ar", "day-profile-ratio", "day-profile-level", "day-profile-residual")),
                    recipe -> assertThat(missed(demand, 4 * DAY, recipe)).isLessThan(0.4));
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.05, 0.5, 1.5, 4, 6})
        void isForecastWithinWhatHasBeenSeen(double days) {
            Series history = weeklySeason(days).withNoise(0.05, 7).build();
            QuantileForecast forecast = forecast(history, Recipe.STANDARD);
            assertThat(forecast.maximum(QuantileLevel.P50, forecast.start(), forecast.end())
                            .orElseThrow())
                    .isLessThan(200);
        }
    }

    @Nested
    class Gaps {
        @Test
        void ofHalfOfAllStepsHardlyCost() {
            SplittableRandom random = new SplittableRandom(11);
            Demand demand = weeklySeason(25).withNoise(0.05, 3).withGaps(t -> t < 24 * DAY && random.nextBoolean());
            assertThat(missed(demand.build(), 24 * DAY, Recipe.STANDARD)).isLessThan(0.05);
        }

        @Test
        void ofAWeekHardlyCost() {
            Demand demand = weeklySeason(25).withNoise(0.05, 3).withGaps(t -> t > 14 * DAY && t < 21 * DAY);
            assertThat(missed(demand.build(), 24 * DAY, Recipe.STANDARD)).isLessThan(0.06);
        }

        @Test
        void ofADayAtTheEndLeaveTheProfiles() {
            Demand demand = weeklySeason(25).withNoise(0.05, 3).withGaps(t -> t >= 23 * DAY && t < 24 * DAY);
            assertThat(missed(demand.build(), 24 * DAY, Recipe.STANDARD)).isLessThan(0.07);
        }
    }

    @Test
    void zerosWithRareCallsHaveAMedianOfZeroAndAQuantileThatSeesTheCalls() {
        SplittableRandom random = new SplittableRandom(5);
        Demand demand = constant(28, 0).with((t, v) -> random.nextDouble() < 0.15 ? 5 + random.nextInt(10) : 0);
        QuantileForecast forecast = forecast(demand.build(), Recipe.STANDARD);
        for (int h = 12; h < DAY; h += 12) {
            assertThat(forecast.valueAt(h, QuantileLevel.P50))
                    .as("median of step %d", h)
                    .isLessThan(3);
            assertThat(forecast.valueAt(h, QuantileLevel.P95))
                    .as("P95 of step %d", h)
                    .isBetween(5.0, 20.0);
        }
    }

    @Test
    void quantilesAreNotWorseThanTheLastValuesOnARandomWalk() {
        SplittableRandom random = new SplittableRandom(7);
        double[] level = {1000};
        Demand demand = constant(29, 1).with((t, v) -> level[0] = Math.max(0, level[0] + 5 * random.nextGaussian()));
        Series whole = demand.build();
        QuantileForecast forecast = forecast(whole.slice(0, 28 * DAY), Recipe.STANDARD);
        double last = whole.valueAt(28 * DAY - 1);
        // A day of steps has a standard deviation of 85.
        assertThat(forecast.valueAt(0, QuantileLevel.P95)).isBetween(last, last + 40);
        assertThat(forecast.valueAt(DAY - 1, QuantileLevel.P95)).isBetween(last + 50, last + 320);
    }
}
