package io.predictivescaler.forecasting.season;

import static io.predictivescaler.forecasting.testkit.Demand.MONDAY;
import static io.predictivescaler.forecasting.testkit.Demand.constant;
import static io.predictivescaler.forecasting.testkit.Demand.dailySeason;
import static io.predictivescaler.forecasting.testkit.Demand.weeklySeason;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.StepGrid;
import io.predictivescaler.forecasting.testkit.Demand;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonTestTest {
    private static final int DAY = 288;
    private static final int WORLDS = 100;

    private static Set<Season> seasons(Series series) {
        return seasons(series, ZoneOffset.UTC);
    }

    private static Set<Season> seasons(Series series, ZoneId zone) {
        return evidence(series, zone).entrySet().stream()
                .filter(entry -> SeasonTest.isSignificant(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Map<Season, Evidence> evidence(Series series, ZoneId zone) {
        StepGrid grid = StepGrid.of(series.start(), series.step(), series.length(), zone);
        return SeasonTest.of(series.toArray(Double.NaN), grid);
    }

    private static double pValue(Series series, Season season) {
        return ((Evidence.Tested) evidence(series, ZoneOffset.UTC).get(season)).pValue();
    }

    private static Series fiveMinutes(double... values) {
        return Series.of(MONDAY, Duration.ofMinutes(5), values);
    }

    /** Demand without any season. */
    enum Seasonless {
        WhiteNoise {
            @Override
            void fill(double[] values, SplittableRandom random) {
                Arrays.setAll(values, t -> 100 + 20 * random.nextGaussian());
            }
        },
        NoiseThatLastsForHours {
            @Override
            void fill(double[] values, SplittableRandom random) {
                double noise = 0;
                for (int t = 0; t < values.length; t++) {
                    noise = 0.95 * noise + random.nextGaussian();
                    values[t] = 100 + 5 * noise;
                }
            }
        },
        RandomWalk {
            @Override
            void fill(double[] values, SplittableRandom random) {
                double walk = 1000;
                for (int t = 0; t < values.length; t++) {
                    walk = Math.max(0, walk + random.nextGaussian());
                    values[t] = walk;
                }
            }
        },
        Bursts {
            @Override
            void fill(double[] values, SplittableRandom random) {
                double burst = 0;
                for (int t = 0; t < values.length; t++) {
                    burst = random.nextInt(100) == 0 ? random.nextDouble(10, 500) : 0.8 * burst;
                    values[t] = 10 + burst + random.nextDouble();
                }
            }
        },
        FewCounts {
            @Override
            void fill(double[] values, SplittableRandom random) {
                Arrays.setAll(values, t -> random.nextInt(20) == 0 ? 1 : 0);
            }
        },
        TrendWithNoise {
            @Override
            void fill(double[] values, SplittableRandom random) {
                Arrays.setAll(values, t -> 100 + 0.1 * t + 5 * random.nextGaussian());
            }
        };

        abstract void fill(double[] values, SplittableRandom random);
    }

    @Nested
    class WithoutSeason {
        @ParameterizedTest
        @EnumSource
        void findsOneAboutAsOftenAsTheLevelOfTheTestSays(Seasonless kind) {
            Map<Season, Integer> found = new EnumMap<>(Season.class);
            for (int seed = 0; seed < WORLDS; seed++) {
                double[] values = new double[28 * DAY];
                kind.fill(values, new SplittableRandom(seed));
                seasons(fiveMinutes(values)).forEach(season -> found.merge(season, 1, Integer::sum));
            }
            // 2 % of 100 are 2, and one run in four thousand has more than 8.
            assertThat(found.values())
                    .as("false alarms in %d worlds: %s", WORLDS, found)
                    .allMatch(count -> count <= 8);
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, 42.5, 1e-12, 1e12})
        void findsNoneInAConstant(double value) {
            assertThat(seasons(constant(28, value).build())).isEmpty();
        }

        @Test
        void findsNoneInAStraightLine() {
            double[] line = new double[28 * DAY];
            Arrays.setAll(line, t -> 5 + 0.37 * t);
            assertThat(seasons(fiveMinutes(line))).isEmpty();
        }

        @Test
        void findsNoneInOneLevelShift() {
            Demand shifted = constant(28, 100).withNoise(0.1, 3).with((t, v) -> t > 11 * DAY + 77 ? 5 * v : v);
            assertThat(seasons(shifted.build())).isEmpty();
        }
    }

    @Nested
    class WithADay {
        @Test
        void findsItAlone() {
            assertThat(seasons(dailySeason(28).withNoise(0.2, 3).build())).containsExactly(Season.Day);
        }

        @Test
        void findsItWithoutAnyNoise() {
            assertThat(seasons(dailySeason(28).build())).containsExactly(Season.Day);
        }

        @Test
        void findsOneNoLargerThanTheNoiseInThreeDays() {
            int found = 0;
            for (int seed = 0; seed < 50; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                double[] values = new double[3 * DAY];
                Arrays.setAll(values, t -> 100 + 10 * Math.sin(2 * Math.PI * t / DAY) + 10 * random.nextGaussian());
                found += seasons(fiveMinutes(values)).contains(Season.Day) ? 1 : 0;
            }
            assertThat(found).isGreaterThanOrEqualTo(48);
        }

        @Test
        void findsItUnderSlowNoiseOfItsOwnSize() {
            int found = 0;
            for (int seed = 0; seed < 50; seed++) {
                double[] values = new double[14 * DAY];
                Seasonless.NoiseThatLastsForHours.fill(values, new SplittableRandom(seed)); // deviates by 16
                for (int t = 0; t < values.length; t++) {
                    values[t] += 16 * Math.sin(2 * Math.PI * t / DAY);
                }
                found += seasons(fiveMinutes(values)).contains(Season.Day) ? 1 : 0;
            }
            assertThat(found).isGreaterThanOrEqualTo(48);
        }

        @Test
        void findsItInCountsThatAreMostlyZero() {
            int found = 0;
            for (int seed = 0; seed < 50; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                double[] values = new double[14 * DAY];
                Arrays.setAll(values, t -> random.nextDouble() < 0.1 * (1 - Math.cos(2 * Math.PI * t / DAY)) ? 1 : 0);
                found += seasons(fiveMinutes(values)).contains(Season.Day) ? 1 : 0;
            }
            assertThat(found).isGreaterThanOrEqualTo(48);
        }

        @Test
        void findsItOverGapsALevelShiftAndAnOutlier() {
            Demand torn = dailySeason(10)
                    .withNoise(0.3, 3)
                    .with((t, v) -> t > 4 * DAY + 100 ? 3 * v : v)
                    .with((t, v) -> t == 7 * DAY ? 1e6 : v)
                    .withGaps(t -> t > 2 * DAY && t < 3 * DAY || t % 7 == 0);
            assertThat(seasons(torn.build())).containsExactly(Season.Day);
        }

        @Test
        void findsAJobThatRunsForAQuarterOfAnHourADay() {
            Demand job = constant(14, 100).withNoise(0.1, 3).with((t, v) -> t % DAY >= 36 && t % DAY < 39 ? 3 * v : v);
            assertThat(seasons(job.build())).containsExactly(Season.Day);
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT1M", "PT15M", "PT30M", "PT1H"})
        void findsItAtAnyStep(String step) {
            Demand demand = dailySeason(14).withStep(Duration.parse(step)).withNoise(0.2, 5);
            assertThat(seasons(demand.build())).containsExactly(Season.Day);
        }

        @ParameterizedTest
        @CsvSource({
            "Europe/Berlin, 2026-03-15T23:00:00Z",
            "Europe/Berlin, 2026-10-10T09:30:00Z",
            "America/Santiago, 2026-03-20T17:05:00Z", // the clocks go back at midnight
            "Asia/Kolkata, 2026-03-20T17:05:00Z"
        })
        void followsTheLocalClockOverAChangeOfTheClocks(ZoneId zone, Instant start) {
            Demand demand = dailySeason(28).onTheClockOf(zone).withNoise(0.3, 3).startingAt(start);
            assertThat(seasons(demand.build(), zone)).containsExactly(Season.Day);
        }
    }

    @Nested
    class WithAWeek {
        @Test
        void findsItBesideTheDay() {
            assertThat(seasons(weeklySeason(28).withNoise(0.2, 3).build()))
                    .containsExactlyInAnyOrder(Season.Day, Season.Week);
        }

        @Test
        void findsItAlone() {
            Demand weekends = constant(35, 100).withWeekends(0.7).withNoise(0.3, 3);
            assertThat(seasons(weekends.build())).containsExactly(Season.Week);
        }

        @Test
        void findsItWhenTheHistoryEndsInTheMiddleOfADayAndHasGaps() {
            Demand demand = weeklySeason(27.6).withNoise(0.2, 3).withGaps(t -> t > 9 * DAY && t < 10 * DAY);
            assertThat(seasons(demand.build())).contains(Season.Week);
        }

        @Test
        void cannotTestItBelowFourWeeks() {
            assertThat(evidence(weeklySeason(20).build(), ZoneOffset.UTC))
                    .containsEntry(Season.Week, new Evidence.Untestable());
        }
    }

    @Nested
    class WithAnHour {
        private final Demand.StepEffect eachHour = (t, v) -> t % 12 < 2 ? 1.3 * v : v;

        @Test
        void findsItAlone() {
            assertThat(seasons(
                            constant(14, 100).withNoise(0.2, 3).with(eachHour).build()))
                    .containsExactly(Season.Hour);
        }

        @Test
        void findsItBesideDayAndWeek() {
            assertThat(seasons(weeklySeason(28).withNoise(0.2, 3).with(eachHour).build()))
                    .containsExactlyInAnyOrder(Season.values());
        }

        @Test
        void findsItInTwoDays() {
            assertThat(seasons(constant(2, 100).withNoise(0.2, 3).with(eachHour).build()))
                    .containsExactly(Season.Hour);
        }

        @Test
        void doesNotTakeTheSlopesOfASmoothDayForOne() {
            // Rises for eight hours and falls for sixteen: more hours that fall than that rise.
            Demand saw = constant(14, 100).with((t, v) -> v + Math.min(t % DAY / 96.0, (DAY - t % DAY) / 192.0) * 300);
            assertThat(seasons(saw.build())).containsExactly(Season.Day);
        }

        @Test
        void cannotTestItWithStepsThatHaveNoRoomInAnHour() {
            assertThat(evidence(dailySeason(14).withStep(Duration.ofMinutes(20)).build(), ZoneOffset.UTC))
                    .containsEntry(Season.Hour, new Evidence.Untestable());
        }
    }

    @Test
    void canTestNothingInAnEmptyHistory() {
        assertThat(evidence(Series.empty(MONDAY, Duration.ofMinutes(5)), ZoneOffset.UTC)
                        .values())
                .containsOnly(new Evidence.Untestable());
        assertThat(evidence(constant(28, 1).withGaps(t -> true).build(), ZoneOffset.UTC)
                        .values())
                .containsOnly(new Evidence.Untestable());
    }

    @Test
    void givesTheSameForTheSameHistoryAtAnyScale() {
        Demand demand = constant(14, 100).withNoise(0.2, 9);
        double p = pValue(demand.build(), Season.Day);
        assertThat(pValue(demand.build(), Season.Day)).isEqualTo(p);
        assertThat(pValue(demand.scaled(v -> 4 * v).build(), Season.Day)).isEqualTo(p);
    }
}
