package io.predictivescaler.forecasting;

import static io.predictivescaler.forecasting.testkit.Demand.MONDAY;
import static io.predictivescaler.forecasting.testkit.Demand.constant;
import static io.predictivescaler.forecasting.testkit.Demand.dailySeason;
import static io.predictivescaler.forecasting.testkit.Demand.weeklySeason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Demand;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterTest {
    private static final int DAY = 288;
    private static final ForecastSettings UTC = new ForecastSettings(ZoneOffset.UTC, List.of());

    private static FittedForecaster fitted(Series history) {
        return fitted(history, UTC);
    }

    private static FittedForecaster fitted(Series history, ForecastSettings settings) {
        return switch (new Forecaster(settings).fit(history)) {
            case FitOutcome.Fitted fitted -> fitted.forecaster();
            case FitOutcome.NoForecast none -> throw new AssertionError(none.message());
        };
    }

    private static String refusal(Series history) {
        return switch (new Forecaster(UTC).fit(history)) {
            case FitOutcome.Fitted fitted ->
                throw new AssertionError(fitted.forecaster().model());
            case FitOutcome.NoForecast none -> {
                assertThat(none.reason()).isEqualTo(FitOutcome.Reason.TooLittleHistory);
                yield none.message();
            }
        };
    }

    private static double meanError(QuantileForecast forecast, Demand truth) {
        double sum = 0;
        for (int h = 0; h < forecast.horizon(); h++) {
            sum += Math.abs(forecast.valueAt(h, QuantileLevel.P50) - truth.seasonAt(forecast.timeOf(h)));
        }
        return sum / forecast.horizon();
    }

    private static double highest(QuantileForecast forecast, QuantileLevel level) {
        return forecast.maximum(level, forecast.start(), forecast.end()).orElseThrow();
    }

    @Nested
    class ByTheLengthOfTheHistory {
        @Test
        void saysNothingBelowAnHourAndHowMuchIsNeeded() {
            assertThat(refusal(dailySeason(55 / 1440.0).build()))
                    .isEqualTo("a forecast needs 60 minutes of history with 3 values; there are 55 minutes with 11");
        }

        @Test
        void saysNothingWithoutValues() {
            refusal(Series.empty(MONDAY, Duration.ofMinutes(5)));
            refusal(dailySeason(3).withGaps(t -> true).build());
            refusal(dailySeason(3).withGaps(t -> t > 1).build());
        }

        @Test
        void countsFromTheFirstValueThatIsThere() {
            assertThat(refusal(dailySeason(3).withGaps(t -> t < 3 * DAY - 6).build()))
                    .contains("30 minutes with 6");
        }

        @Test
        void followsTheLastValueBelowADay() {
            Series history = dailySeason(0.5).withNoise(0.1, 3).build();
            FittedForecaster forecaster = fitted(history);
            QuantileForecast forecast = forecaster.forecast(DAY);
            assertThat(forecaster.model()).isEqualTo("last-value 100%");
            assertThat(forecaster.seasons()).isEmpty();
            assertThat(forecast.valueAt(17, QuantileLevel.P50)).isEqualTo(history.valueAt(history.length() - 1));
        }

        @Test
        void widensBeyondTheHorizonsItHasSeenBelowADay() {
            QuantileForecast forecast =
                    fitted(constant(0.25, 100).withNoise(0.1, 3).build()).forecast(DAY);
            double seen = forecast.valueAt(10, QuantileLevel.P90) - forecast.valueAt(10, QuantileLevel.P50);
            double unseen = forecast.valueAt(DAY - 1, QuantileLevel.P90) - forecast.valueAt(DAY - 1, QuantileLevel.P50);
            assertThat(seen).isPositive();
            assertThat(unseen).isGreaterThan(1.5 * seen);
        }

        @Test
        void followsTheDayFromADayOn() {
            Demand demand = dailySeason(1.9).withNoise(0.02, 5);
            FittedForecaster forecaster = fitted(demand.build());
            assertThat(forecaster.seasons()).containsExactly(Duration.ofDays(1));
            assertThat(forecaster.model()).doesNotContain("profile").doesNotContain("week");
            assertThat(meanError(forecaster.forecast(DAY), demand)).isLessThan(4);
        }

        @ParameterizedTest
        @CsvSource({"3, 4", "10, 3"})
        void followsProfilesFromTwoDaysOn(double days, double missedAtMost) {
            Demand demand = dailySeason(days).withNoise(0.05, 5);
            FittedForecaster forecaster = fitted(demand.build());
            assertThat(forecaster.model()).contains("day-profile").doesNotContain("week");
            assertThat(meanError(forecaster.forecast(DAY), demand)).isLessThan(missedAtMost);
        }

        @Test
        void followsTheWeekFromTwoWeeksOn() {
            Demand demand = weeklySeason(19).withNoise(0.05, 5); // ends on a Friday night
            FittedForecaster forecaster = fitted(demand.build());
            assertThat(forecaster.seasons()).containsExactly(Duration.ofDays(1), Duration.ofDays(7));
            assertThat(forecaster.model()).contains("week-profile");
            assertThat(meanError(forecaster.forecast(3 * DAY), demand)).isLessThan(4);
        }

        @Test
        void doesNotExplodeOnThreeAndAHalfDaysThatEndOnAWeekend() {
            Demand demand = weeklySeason(3.5)
                    .startingAt(MONDAY.plus(Duration.ofDays(3)))
                    .withNoise(0.05, 7);
            QuantileForecast forecast = fitted(demand.build()).forecast(DAY);
            assertThat(highest(forecast, QuantileLevel.P50)).isLessThan(200);
            assertThat(highest(forecast, QuantileLevel.P99)).isLessThan(400);
        }
    }

    @Nested
    class WhateverTheSeries {
        static Stream<Arguments> shapes() {
            return Stream.of(
                    Arguments.of("hours", dailySeason(0.2)),
                    Arguments.of("two days", dailySeason(2).withNoise(0.1, 1)),
                    Arguments.of("a week", weeklySeason(8).withNoise(0.1, 2)),
                    Arguments.of("four weeks", weeklySeason(28).withNoise(0.3, 3)),
                    Arguments.of(
                            "minutes",
                            dailySeason(6.9).withStep(Duration.ofMinutes(1)).withNoise(0.3, 3)),
                    Arguments.of(
                            "hourly",
                            weeklySeason(60).withStep(Duration.ofHours(1)).withNoise(0.3, 3)),
                    Arguments.of("three hourly values", dailySeason(0.125).withStep(Duration.ofHours(1))),
                    Arguments.of(
                            "odd steps",
                            weeklySeason(28).withStep(Duration.ofMinutes(16)).withNoise(0.3, 3)),
                    Arguments.of("all zero", constant(20, 0)),
                    Arguments.of("negative", constant(20, -5)),
                    Arguments.of("tiny", weeklySeason(20).withNoise(0.2, 4).scaled(v -> v * 1e-12)),
                    Arguments.of("huge", weeklySeason(20).withNoise(0.2, 5).scaled(v -> v * 1e12)),
                    Arguments.of("heavy tails", weeklySeason(20).withNoise(1, 6).scaled(v -> Math.pow(v, 5))),
                    Arguments.of("mostly zero", weeklySeason(20).withNoise(1, 7).scaled(v -> v > 200 ? v : 0)),
                    Arguments.of("gap at the end", weeklySeason(20).withGaps(t -> t > 19 * DAY)),
                    Arguments.of("days of gap at the end", weeklySeason(20).withGaps(t -> t > 9 * DAY)),
                    Arguments.of("gap at the start", weeklySeason(20).withGaps(t -> t < 10 * DAY)),
                    Arguments.of("a week's gap", weeklySeason(20).withGaps(t -> t > 8 * DAY && t < 15 * DAY)),
                    Arguments.of("every other", weeklySeason(20).withGaps(t -> t % 2 == 0)),
                    Arguments.of("nearly nothing", weeklySeason(20).withGaps(t -> t % 500 != 0)));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("shapes")
        void quantilesAreFiniteNeverNegativeAndDoNotCross(String name, Demand demand) {
            Series history = demand.build();
            FittedForecaster forecaster = fitted(history);
            for (int horizon : new int[] {1, 7, 300, 2100}) {
                QuantileForecast forecast = forecaster.forecast(horizon); // its constructor checks the values
                assertThat(forecast.horizon()).isEqualTo(horizon);
                assertThat(forecast.start()).isEqualTo(history.end());
                assertThat(forecast.step()).isEqualTo(history.step());
                assertThat(forecast.levels())
                        .containsExactly(
                                QuantileLevel.P50,
                                QuantileLevel.P80,
                                QuantileLevel.P90,
                                QuantileLevel.P95,
                                QuantileLevel.P99);
            }
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("shapes")
        void theSameSeriesGivesTheSameForecastFittedOrUpdated(String name, Demand demand) {
            FittedForecaster first = fitted(demand.build());
            FittedForecaster second = fitted(demand.build());
            assertThat(second.forecast(DAY)).isEqualTo(first.forecast(DAY));
            assertThat(second.updatedTo(demand.build()).forecast(DAY)).isEqualTo(first.forecast(DAY));
            assertThat(second.model()).isEqualTo(first.model());
            assertThat(second.accuracy()).isEqualTo(first.accuracy());
        }

        @ParameterizedTest
        @ValueSource(doubles = {3.7, 0.01, 1e6})
        void scaleCarriesThrough(double factor) {
            QuantileForecast plain =
                    fitted(weeklySeason(20).withNoise(0.2, 11).build()).forecast(DAY);
            QuantileForecast scaled = fitted(weeklySeason(20)
                            .withNoise(0.2, 11)
                            .scaled(v -> v * factor)
                            .build())
                    .forecast(DAY);
            for (int h = 0; h < DAY; h++) {
                for (QuantileLevel level : plain.levels()) {
                    assertThat(scaled.valueAt(h, level))
                            .as("%s of step %d", level, h)
                            .isCloseTo(factor * plain.valueAt(h, level), Percentage.withPercentage(0.5));
                }
            }
        }

        @Test
        void aShiftUpwardsRoughlyCarriesThrough() {
            QuantileForecast plain =
                    fitted(weeklySeason(20).withNoise(0.05, 11).build()).forecast(DAY);
            QuantileForecast shifted = fitted(weeklySeason(20)
                            .withNoise(0.05, 11)
                            .scaled(v -> v + 1000)
                            .build())
                    .forecast(DAY);
            for (int h = 0; h < DAY; h++) {
                assertThat(shifted.valueAt(h, QuantileLevel.P50) - 1000)
                        .isCloseTo(plain.valueAt(h, QuantileLevel.P50), within(15.0));
            }
        }

        @Test
        void aConstantStaysAndIsNearlySure() {
            QuantileForecast forecast = fitted(constant(20, 42.5).build()).forecast(DAY);
            for (int h = 0; h < DAY; h++) {
                assertThat(forecast.valueAt(h, QuantileLevel.P50)).isCloseTo(42.5, within(1e-6));
            }
        }

        @Test
        void zerosStayZero() {
            assertThat(highest(fitted(constant(20, 0).build()).forecast(DAY), QuantileLevel.P99))
                    .isZero();
        }

        @Test
        void whatComesAfterTheOriginNeverChangesAForecast() {
            Series whole = weeklySeason(24).withNoise(0.2, 13).build();
            Series other = weeklySeason(24)
                    .withNoise(0.2, 13)
                    .with((t, v) -> t < 21 * DAY ? v : 7 * v + t)
                    .build();
            for (int origin : new int[] {30, DAY + 5, 9 * DAY + 100, 21 * DAY}) {
                assertThat(fitted(whole.slice(0, origin)).forecast(DAY))
                        .isEqualTo(fitted(other.slice(0, origin)).forecast(DAY));
            }
        }
    }

    @Nested
    class WithDirtyHistory {
        private final IntPredicate outage = t -> t >= 17 * DAY + 140 && t < 17 * DAY + 170;

        @Test
        void keepsASpikeThatRecursDaily() {
            Demand.StepEffect cron = (t, v) -> t % DAY >= 36 && t % DAY < 42 ? v + 500 : v; // 03:00 to 03:30
            QuantileForecast forecast = fitted(
                            dailySeason(20).withNoise(0.05, 3).with(cron).build())
                    .forecast(DAY);
            assertThat(forecast.valueAt(38, QuantileLevel.P50)).isGreaterThan(450);
            assertThat(forecast.valueAt(60, QuantileLevel.P50)).isLessThan(200);
        }

        @Test
        void forgetsASpikeThatHappenedOnce() {
            QuantileForecast forecast = fitted(dailySeason(20)
                            .withNoise(0.05, 3)
                            .with((t, v) -> t >= 15 * DAY + 100 && t < 15 * DAY + 103 ? 50_000 : v)
                            .build())
                    .forecast(DAY);
            assertThat(highest(forecast, QuantileLevel.P50)).isLessThan(180);
        }

        @Test
        void learnsNothingFromAnOutageThatReadsAsZero() {
            Demand clean = dailySeason(20).withNoise(0.05, 3).withGaps(outage);
            Demand broken = dailySeason(20).withNoise(0.05, 3).with((t, v) -> outage.test(t) ? 0 : v);
            assertThat(fitted(broken.build()).forecast(DAY))
                    .isEqualTo(fitted(clean.build()).forecast(DAY));
        }

        @Test
        void goesOnThroughAnOutageAtTheEnd() {
            int noon = 19 * DAY + 144;
            Demand demand = dailySeason(19.5).withNoise(0.03, 3).with((t, v) -> t >= noon - 6 ? 0 : v);
            QuantileForecast forecast = fitted(demand.build()).forecast(12);
            assertThat(forecast.valueAt(0, QuantileLevel.P50)).isGreaterThan(120);
        }

        @Test
        void believesZerosThatComeBackEveryNightAndWeekend() {
            Demand demand = weeklySeason(21)
                    .withWeekends(0)
                    .with((t, v) -> t % DAY < 84 ? 0 : v) // until 07:00
                    .withNoise(0.05, 3);
            QuantileForecast monday = fitted(demand.build()).forecast(7 * DAY);
            assertThat(monday.valueAt(50, QuantileLevel.P90)).isLessThan(1);
            assertThat(monday.valueAt(150, QuantileLevel.P50)).isGreaterThan(100);
            assertThat(monday.valueAt(5 * DAY + 150, QuantileLevel.P50)).isLessThan(1);
        }

        @Test
        void forecastsFromTheEndOfTheGridWhenTheLastStepsAreMissing() {
            Demand demand = dailySeason(20).withNoise(0.02, 3).withGaps(t -> t >= 20 * DAY - 7);
            Series history = demand.build();
            QuantileForecast forecast = fitted(history).forecast(DAY);
            assertThat(forecast.start()).isEqualTo(history.end());
            assertThat(meanError(forecast, demand)).isLessThan(4);
        }
    }

    @Nested
    class Updated {
        private final Demand demand = weeklySeason(22).withNoise(0.05, 17);
        private final Series whole = demand.build();
        private final FittedForecaster old = fitted(whole.slice(0, 20 * DAY));

        @Test
        void forecastsFromTheLaterOrigin() {
            FittedForecaster later = old.updatedTo(whole.slice(0, 21 * DAY + 30));
            assertThat(later.forecast(DAY).start()).isEqualTo(whole.timeOf(21 * DAY + 30));
            assertThat(meanError(later.forecast(100), demand)).isLessThan(8);
            assertThat(old.forecast(1).start()).isEqualTo(whole.timeOf(20 * DAY));
        }

        @Test
        void takesTheNewValuesIn() {
            Series surge = weeklySeason(22)
                    .withNoise(0.05, 17)
                    .with((t, v) -> t >= 20 * DAY ? 2 * v : v)
                    .build();
            double calm =
                    old.updatedTo(whole.slice(0, 20 * DAY + 40)).forecast(1).valueAt(0, QuantileLevel.P50);
            double surged =
                    old.updatedTo(surge.slice(0, 20 * DAY + 40)).forecast(1).valueAt(0, QuantileLevel.P50);
            assertThat(surged).isGreaterThan(1.3 * calm);
        }

        @Test
        void givesTheSameWhenOnlyStepsTooOldToMatterWereDropped() {
            Series moved = whole.slice(2 * DAY, 21 * DAY);
            QuantileForecast all = old.updatedTo(whole.slice(0, 21 * DAY)).forecast(DAY);
            QuantileForecast later = old.updatedTo(moved).forecast(DAY);
            assertThat(meanError(later, demand)).isCloseTo(meanError(all, demand), within(1.0));
            assertThat(later.start()).isEqualTo(all.start());
        }

        @Test
        void keepsTheLastKnownValueWhenNothingIsLeft() {
            QuantileForecast forecast =
                    old.updatedTo(Series.empty(whole.end(), whole.step())).forecast(3);
            assertThat(forecast.valueAt(2, QuantileLevel.P50)).isEqualTo(whole.valueAt(20 * DAY - 1));
        }

        @Test
        void refusesAnotherStep() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> old.updatedTo(
                            weeklySeason(20).withStep(Duration.ofMinutes(10)).build()))
                    .withMessageContaining("PT10M")
                    .withMessageContaining("fit again");
        }
    }

    @Nested
    class OnTheLocalClock {
        private final ZoneId berlin = ZoneId.of("Europe/Berlin");
        private final ForecastSettings local = new ForecastSettings(berlin, List.of());

        @ParameterizedTest
        @ValueSource(strings = {"2026-03-29T22:00:00Z", "2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z"})
        void followsTheWallClockOverAChangeOfTheClocks(String end) {
            Demand demand = dailySeason(27)
                    .onTheClockOf(berlin)
                    .withStep(Duration.ofMinutes(10))
                    .startingAt(Instant.parse(end).minus(Duration.ofDays(27)));
            QuantileForecast forecast = fitted(demand.build(), local).forecast(3 * 144);
            QuantileForecast utc = fitted(demand.build()).forecast(3 * 144);
            // Before the change it is hedged: part of the hour is missed, which is 13 at most.
            assertThat(meanError(forecast, demand)).isLessThan(7).isLessThan(meanError(utc, demand));
        }

        @Test
        void knowsTheWeekendOfTheZone() {
            ZoneId auckland = ZoneId.of("Pacific/Auckland");
            Demand demand = weeklySeason(26.5).onTheClockOf(auckland).withNoise(0.02, 3);
            QuantileForecast forecast = fitted(demand.build(), new ForecastSettings(auckland, List.of()))
                    .forecast(2 * DAY);
            assertThat(meanError(forecast, demand)).isLessThan(3);
        }
    }

    @Nested
    class ByItsSettings {
        @Test
        void usesOnlyTheSeasonsThatAreNamed() {
            Series history = weeklySeason(28).withNoise(0.05, 3).build();
            Duration day = Duration.ofDays(1);
            Duration week = Duration.ofDays(7);
            assertThat(fitted(history, new ForecastSettings(ZoneOffset.UTC, List.of(day)))
                            .seasons())
                    .containsExactly(day);
            assertThat(fitted(history, new ForecastSettings(ZoneOffset.UTC, List.of(week)))
                            .seasons())
                    .containsExactly(week);
            assertThat(fitted(history, new ForecastSettings(ZoneOffset.UTC, List.of(week, day)))
                            .seasons())
                    .containsExactly(day, week);
        }

        @Test
        void followsTheHourWhenItHasARhythm() {
            Demand demand = constant(20, 100).withNoise(0.05, 3).with((t, v) -> t % 12 < 3 ? 4 * v : v);
            Duration hour = Duration.ofHours(1);
            FittedForecaster forecaster = fitted(demand.build(), new ForecastSettings(ZoneOffset.UTC, List.of(hour)));
            assertThat(forecaster.seasons()).containsExactly(hour);
            assertThat(forecaster.forecast(12).valueAt(1, QuantileLevel.P50)).isGreaterThan(350);
            assertThat(forecaster.forecast(12).valueAt(6, QuantileLevel.P50)).isLessThan(120);
        }

        @Test
        void refusesASeasonThatItDoesNotKnow() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ForecastSettings(ZoneOffset.UTC, List.of(Duration.ofHours(5))))
                    .withMessage("a season is an hour (1h), a day (1d) or a week (1w), not PT5H");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT7M", "PT30S", "PT2H", "PT1M0.5S"})
        void refusesAStepThatCannotBeForecastAndSaysWhichCan(String step) {
            Series history = Series.of(MONDAY, Duration.parse(step), new double[500]);
            assertThat(Forecaster.supports(Duration.parse(step))).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Forecaster(UTC).fit(history))
                    .withMessageContaining(step)
                    .withMessageContaining("1 minute to 1 hour");
        }

        @Test
        void refusesAHorizonOfNothing() {
            FittedForecaster forecaster = fitted(dailySeason(2).build());
            assertThatIllegalArgumentException().isThrownBy(() -> forecaster.forecast(0));
        }
    }

    @Nested
    class AboutItself {
        @Test
        void namesTheMembersWithTheirSharesLargestFirst() {
            String model = fitted(weeklySeason(28).withNoise(0.1, 3).build()).model();
            assertThat(model).matches("[a-z-]+ \\d+%(, [a-z-]+ \\d+%)*");
            List<Integer> shares = Stream.of(model.split(", "))
                    .map(member -> Integer.valueOf(member.replaceAll(".* (\\d+)%", "$1")))
                    .toList();
            assertThat(shares).isSortedAccordingTo((a, b) -> b - a).allMatch(share -> share >= 5);
        }

        @Test
        void hasNoAccuracyBeforeThereIsADayToLearnFromAndOneToScore() {
            assertThat(fitted(dailySeason(2).build()).accuracy()).isEmpty();
        }

        @Test
        void isSkilledOnASeasonWithNoise() {
            Accuracy accuracy = fitted(weeklySeason(28).withNoise(0.1, 3).build())
                    .accuracy()
                    .orElseThrow();
            assertThat(accuracy.window()).isEqualTo(Duration.ofDays(7));
            assertThat(accuracy.skill()).isBetween(0.15, 0.4); // a known season leaves 1 − 1/√2 of the naive's error
            assertThat(accuracy.coverage()).isBetween(0.85, 0.96);
            assertThat(accuracy.wape()).isBetween(0.07, 0.1); // √(2/π) of the noise
            assertThat(accuracy.reference()).isEqualTo(Accuracy.Reference.SameTimeLastWeek);
        }

        @Test
        void isNotSkilledWhereNothingCanBeKnown() {
            double[] walk = new double[21 * DAY];
            SplittableRandom random = new SplittableRandom(5);
            walk[0] = 1000;
            for (int t = 1; t < walk.length; t++) {
                walk[t] = Math.max(0, walk[t - 1] + random.nextGaussian());
            }
            Accuracy accuracy = fitted(Series.of(MONDAY, Duration.ofMinutes(5), walk))
                    .accuracy()
                    .orElseThrow();
            assertThat(accuracy.skill()).isLessThan(0.1);
            assertThat(accuracy.reference()).isEqualTo(Accuracy.Reference.LastValue);
        }

        @Test
        void hasNoSkillToShowOnAConstant() {
            assertThat(fitted(constant(20, 5).build()).accuracy().orElseThrow().skill())
                    .isZero();
        }
    }

    @Test
    void coversWhatItPromisesOnNoise() {
        Demand demand = weeklySeason(35).withNoise(0.2, 23);
        Series whole = demand.build();
        int covered = 0;
        int total = 0;
        for (int origin = 28 * DAY; origin + DAY <= whole.length(); origin += DAY + 11) {
            QuantileForecast forecast = fitted(whole.slice(0, origin)).forecast(DAY);
            for (int h = 0; h < DAY; h++) {
                covered += whole.valueAt(origin + h) <= forecast.valueAt(h, QuantileLevel.P90) ? 1 : 0;
                total++;
            }
        }
        assertThat((double) covered / total).isBetween(0.86, 0.94);
    }
}
