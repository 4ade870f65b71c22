package io.predictivescaler.forecasting;

import static io.predictivescaler.forecasting.testkit.Demand.MONDAY;
import static io.predictivescaler.forecasting.testkit.Demand.constant;
import static io.predictivescaler.forecasting.testkit.Demand.dailySeason;
import static io.predictivescaler.forecasting.testkit.Demand.weeklySeason;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.Predictability.NotPredictable;
import io.predictivescaler.forecasting.Predictability.Predictable;
import io.predictivescaler.forecasting.Predictability.Reason;
import io.predictivescaler.forecasting.Predictability.Unproven;
import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictabilityTest {
    private static final int DAY = 288;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration A_WEEK = Duration.ofDays(7);

    private static FittedForecaster fitted(Series history, Duration... seasons) {
        ForecastSettings settings = new ForecastSettings(ZoneOffset.UTC, List.of(seasons));
        return ((FitOutcome.Fitted) new Forecaster(settings).fit(history)).forecaster();
    }

    private static Series randomWalk(long seed) {
        double[] walk = new double[28 * DAY];
        SplittableRandom random = new SplittableRandom(seed);
        walk[0] = 1000;
        for (int t = 1; t < walk.length; t++) {
            walk[t] = Math.max(0, walk[t - 1] + 5 * random.nextGaussian());
        }
        return Series.of(MONDAY, Duration.ofMinutes(5), walk);
    }

    @Nested
    class AtALeadTime {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void aRandomWalkIsDeclaredUnpredictable(long seed) {
            FittedForecaster forecaster = fitted(randomWalk(seed));
            for (String leadTime : List.of("PT5M", "PT15M", "PT1H")) {
                assertThat(forecaster.predictability(Duration.parse(leadTime)))
                        .isInstanceOfSatisfying(NotPredictable.class, not -> {
                            assertThat(not.reason()).isEqualTo(Reason.NoSkillOverLastValue);
                            assertThat(not.message())
                                    .matches(
                                            "trial forecasts up to 1h ahead in the last 7 days were \\d+ % (worse|better)"
                                                    + " than the last value \\(-?\\d+ % to (-\\d+|[0-4]) %, each with 90 % certainty\\)");
                        });
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT1S", "PT5M", "PT3H", "PT12H", "PT24H"})
        void aDayUnderNoiseIsPredictable(String leadTime) {
            Predictability answer =
                    fitted(dailySeason(21).withNoise(0.2, 3).build()).predictability(Duration.parse(leadTime));
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Predictable.class,
                            predictable -> assertThat(predictable.skill()).isBetween(0.2, 0.9));
        }

        @Test
        void noiseAroundALevelIsPredictableBecauseItsMeanBeatsItsLastValue() {
            Predictability answer =
                    fitted(constant(21, 100).withNoise(0.2, 3).build()).predictability(HOUR);
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Predictable.class,
                            predictable -> assertThat(predictable.skill()).isBetween(0.2, 0.4)); // 1 − 1/√2
        }

        @Test
        void aJobOfAQuarterOfAnHourADayIsSeenAtFiveMinutes() {
            Series job = constant(21, 100)
                    .withNoise(0.02, 3)
                    .with((t, v) -> t % DAY >= 40 && t % DAY < 43 ? 3 * v : v)
                    .build();
            assertThat(fitted(job).predictability(Duration.ofMinutes(5))).isInstanceOf(Predictable.class);
        }

        /** Nearly all that moves is two ramps of half an hour on working days, which few trials meet. */
        @ParameterizedTest
        @ValueSource(doubles = {14, 14.3, 14.51, 14.75, 16.3, 21.3, 21.51})
        void aDayOfTwoRampsIsNotCalledUnpredictableBecauseTrialsMissThem(double days) {
            Series shop = constant(days, 1)
                    .with((t, v) -> {
                        double hour = t % DAY / 12.0;
                        double open = Math.clamp(2 * (hour - 8.5), 0, 1) - Math.clamp(2 * (hour - 11), 0, 1);
                        return 60 + (t / DAY % 7 >= 5 ? 240 : 840) * open;
                    })
                    .withNoise(0.02, 3)
                    .build();
            for (String leadTime : List.of("PT5M", "PT2H")) {
                assertThat(fitted(shop).predictability(Duration.parse(leadTime)))
                        .isNotInstanceOf(NotPredictable.class);
            }
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, 42})
        void aConstantProvesNothing(double value) {
            assertThat(fitted(constant(21, value).build()).predictability(HOUR))
                    .isEqualTo(
                            new Unproven("demand did not move in the last 7 days, so that the last value was as good a"
                                    + " forecast as any"));
        }

        @Test
        void aShortHistoryProvesNothing() {
            assertThat(fitted(dailySeason(3).withNoise(0.1, 3).build()).predictability(HOUR))
                    .isEqualTo(new Unproven(
                            "trial forecasts cover 1.4 days so far, and 2 are needed: one to learn from and"
                                    + " one to judge by"));
        }

        @Test
        void nothingIsKnownBeyondTheTrials() {
            assertThat(fitted(dailySeason(21).build()).predictability(Duration.ofHours(25)))
                    .isEqualTo(new Unproven(
                            "trial forecasts reach 24 hours ahead, and the lead time is longer: 1500 minutes"));
        }

        @Test
        void anUpdateKeepsTheAnswer() {
            Series walk = randomWalk(1);
            FittedForecaster old = fitted(walk.slice(0, 27 * DAY));
            assertThat(old.updatedTo(walk).predictability(HOUR)).isEqualTo(old.predictability(HOUR));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "P,P,newer",
        "P,N,newer",
        "P,U,older",
        "N,P,newer",
        "N,N,newer",
        "N,U,older",
        "U,P,newer",
        "U,N,newer",
        "U,U,newer"
    })
    void anAnswerStandsUntilANewerOneTells(char older, char newer, String stands) {
        Predictability before = answer(older, "older");
        assertThat(before.updatedTo(answer(newer, "newer")).message()).isEqualTo(stands);
    }

    private static Predictability answer(char kind, String message) {
        return switch (kind) {
            case 'P' -> new Predictable(0.3, message);
            case 'N' -> new NotPredictable(Reason.NoSkillOverLastValue, message);
            default -> new Unproven(message);
        };
    }

    @Nested
    class Seasons {
        @Test
        void areNoneOfARandomWalk() {
            assertThat(fitted(randomWalk(1)).seasons()).isEmpty();
        }

        @Test
        void areNoWeekWhereOnlyTheDayRepeats() {
            assertThat(fitted(dailySeason(28).withNoise(0.2, 3).build()).seasons())
                    .containsExactly(A_DAY);
        }

        @Test
        void areDayAndWeekWhereWeekendsDiffer() {
            assertThat(fitted(weeklySeason(28).withNoise(0.2, 3).build()).seasons())
                    .containsExactly(A_DAY, A_WEEK);
        }

        @Test
        void areTheHourWhereItAloneRepeats() {
            Series hours = constant(21, 100)
                    .withNoise(0.1, 3)
                    .with((t, v) -> t % 12 < 3 ? 2 * v : v)
                    .build();
            assertThat(fitted(hours).seasons()).startsWith(HOUR).doesNotContain(A_DAY);
        }

        @Test
        void areWhatTheUserNamesWhateverTheTestSays() {
            assertThat(fitted(dailySeason(28).withNoise(0.2, 3).build(), A_DAY, A_WEEK)
                            .seasons())
                    .containsExactly(A_DAY, A_WEEK);
        }
    }
}
