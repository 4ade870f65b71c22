package io.predictivescaler.forecasting.model;

import static io.predictivescaler.forecasting.testkit.Demand.constant;
import static io.predictivescaler.forecasting.testkit.Demand.dailySeason;
import static io.predictivescaler.forecasting.testkit.Demand.weeklySeason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.model.SeasonalModel.Carry;
import io.predictivescaler.forecasting.series.LocalCalendar;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Demand;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelsTest {
    private static final int DAY = 288;

    private static Observed observed(Series series) {
        return Observed.of(series, 8 * DAY, new Reading(LocalCalendar.of(ZoneOffset.UTC), true));
    }

    private static double[] forecast(Model model, Series series, int horizon) {
        Observed observed = observed(series);
        double[] into = new double[horizon];
        model.fit(observed)
                .forecast(
                        observed, observed.length(), IntStream.range(0, horizon).toArray(), into);
        return into;
    }

    private static SeasonalModel seasonal(Base base, Carry carry) {
        return new SeasonalModel("seasonal", base, carry, Duration.ZERO);
    }

    @Nested
    class Bases {
        @ParameterizedTest
        @EnumSource(Base.class)
        void repeatARepeatingWeek(Base base) {
            Demand demand = base == Base.Yesterday || base == Base.DayProfile ? dailySeason(28) : weeklySeason(28);
            double[] said = forecast(seasonal(base, Carry.None), demand.build(), 7 * DAY);
            for (int h = 0; h < said.length; h += 7) {
                double truth = demand.seasonAt(Demand.MONDAY.plus(Duration.ofMinutes(5L * (28 * DAY + h))));
                assertThat(said[h]).as("step %d", h).isCloseTo(truth, within(4.0));
            }
        }

        @ParameterizedTest
        @EnumSource(Base.class)
        void areTheSameFromEveryOriginADayAheadAndNeverSeeTheFuture(Base base) {
            Series whole = weeklySeason(28).withNoise(0.3, 5).build();
            int origin = 20 * DAY + 7;
            Observed all = observed(whole);
            Observed known = observed(whole.slice(0, origin));
            for (int h = 0; h < 3 * DAY; h++) {
                assertThat(known.base(base, origin + h, origin))
                        .as("step %d", h)
                        .isEqualTo(all.base(base, origin + h, origin));
            }
        }

        @ParameterizedTest
        @EnumSource(Base.class)
        void sayNothingWhereTheirDaysAreMissing(Base base) {
            assertThat(observed(dailySeason(0.5).build()).base(base, 200, 144)).isNaN();
        }

        @Test
        void profilesAreNotMovedByOneBadDay() {
            Series series = dailySeason(20)
                    .with((t, v) -> t >= 18 * DAY && t < 19 * DAY ? 9000 : v)
                    .build();
            double[] said = forecast(seasonal(Base.DayTypeProfile, Carry.None), series, DAY);
            assertThat(said[144]).isCloseTo(150, within(2.0));
        }
    }

    @Nested
    class Carrying {
        private final Series doubled =
                dailySeason(14.5).with((t, v) -> t >= 14 * DAY ? 2 * v : v).build();
        private final Series raised =
                dailySeason(14.5).with((t, v) -> t >= 14 * DAY ? v + 100 : v).build();

        @Test
        void aRatioStartsInFullAndHalvesEverySixHours() {
            double[] said = forecast(seasonal(Base.DayProfile, Carry.Ratio), doubled, DAY);
            double[] bare = forecast(seasonal(Base.DayProfile, Carry.None), doubled, DAY);
            assertThat(said[0] / bare[0]).isCloseTo(2, within(0.05));
            assertThat(said[72] / bare[72]).isCloseTo(1.5, within(0.03));
        }

        @Test
        void aRatioIsHeldWithinAThirdAndThree() {
            Series exploded = dailySeason(14.5)
                    .with((t, v) -> t >= 14 * DAY ? 1000 * v : v)
                    .build();
            double[] said = forecast(seasonal(Base.DayProfile, Carry.Ratio), exploded, 1);
            double[] bare = forecast(seasonal(Base.DayProfile, Carry.None), exploded, 1);
            assertThat(said[0] / bare[0]).isBetween(2.9, 3.0);
        }

        @Test
        void aResidualStartsInFullAndHalvesEveryTwoHours() {
            double[] said = forecast(seasonal(Base.DayProfile, Carry.Residual), raised, DAY);
            double[] bare = forecast(seasonal(Base.DayProfile, Carry.None), raised, DAY);
            assertThat(said[0] - bare[0]).isCloseTo(97, within(3.0));
            assertThat(said[24] - bare[24]).isCloseTo(50, within(3.0));
        }

        @Test
        void nothingIsCarriedOverAGap() {
            Series silent = dailySeason(14.5).withGaps(t -> t > 14 * DAY).build();
            assertThat(forecast(seasonal(Base.DayProfile, Carry.Ratio), silent, 5))
                    .isEqualTo(forecast(seasonal(Base.DayProfile, Carry.None), silent, 5));
        }
    }

    @Nested
    class Autoregressive {
        private static final int LENGTH = 20 * DAY;

        /** A constant plus a first-order autoregression with coefficient 0.9, which ends at a departure of {@code last}. */
        private Series wandering(double last) {
            SplittableRandom random = new SplittableRandom(3);
            double[] values = new double[LENGTH];
            double departure = 0;
            for (int t = 0; t < LENGTH; t++) {
                departure = 0.9 * departure + random.nextGaussian();
                values[t] = 100 + departure;
            }
            values[LENGTH - 1] = 100 + last;
            return Series.of(Demand.MONDAY, Duration.ofMinutes(5), values);
        }

        @Test
        void aDepartureFadesAsItDidBefore() {
            Model model = new AutoregressiveModel("ar", Base.DayProfile, Duration.ZERO);
            double[] high = forecast(model, wandering(5), 30);
            double[] low = forecast(model, wandering(-5), 30);
            assertThat(high[0] - low[0]).isBetween(6.0, 9.5);
            assertThat(high[10] - low[10]).isBetween(1.5, 5.0);
            assertThat(high[29] - low[29]).isLessThan(1);
        }

        @Test
        void aGiganticDepartureIsHeldWithinReason() {
            double[] said =
                    forecast(new AutoregressiveModel("ar", Base.DayProfile, Duration.ZERO), wandering(1e6), DAY);
            assertThat(DoubleStream.of(said))
                    .allSatisfy(value -> assertThat(value).isBetween(80.0, 120.0));
        }

        @Test
        void withoutAnyDepartureThereIsNothingToAdd() {
            double[] said = forecast(
                    new AutoregressiveModel("ar", Base.Yesterday, Duration.ZERO),
                    constant(9, 5).build(),
                    9);
            assertThat(said).containsOnly(5);
        }

        @Test
        void ridgeFindsTheCoefficientsOfALine() {
            SplittableRandom random = new SplittableRandom(1);
            RidgeRegression regression = new RidgeRegression(3);
            for (int i = 0; i < 500; i++) {
                double[] row = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
                regression.add(row, 2 * row[0] - 3 * row[1] + 0.5 * row[2]);
            }
            assertThat(regression.coefficients(1e-9)).containsExactly(new double[] {2, -3, 0.5}, within(1e-6));
            assertThat(regression.coefficients(1e9)).containsExactly(new double[3], within(1e-6));
            assertThat(new RidgeRegression(2).coefficients(0.1)).containsOnly(0);
        }

        @Test
        void ridgeStaysFiniteOnColumnsThatAreTheSame() {
            RidgeRegression regression = new RidgeRegression(2);
            regression.add(new double[] {1, 1}, 4);
            regression.add(new double[] {2, 2}, 8);
            assertThat(regression.coefficients(1e-12)).containsExactly(new double[] {2, 2}, within(1e-3));
        }
    }

    @Nested
    class OfHarmonics {
        private final Model daily = new HarmonicModel(EnumSet.of(Season.Day));
        private final Model both = new HarmonicModel(EnumSet.of(Season.Day, Season.Week));

        @Test
        void followADayAndAWeekWhatTheStep() {
            for (int minutes : new int[] {1, 5, 10, 16, 60}) {
                Demand demand = weeklySeason(28).withStep(Duration.ofMinutes(minutes));
                double[] said = forecast(both, demand.build(), 2 * 24 * 60 / minutes);
                double sum = 0;
                for (int h = 0; h < said.length; h++) {
                    double truth = demand.seasonAt(
                            Demand.MONDAY.plus(Duration.ofDays(28)).plus(Duration.ofMinutes((long) h * minutes)));
                    sum += Math.abs(said[h] - truth) / said.length;
                }
                assertThat(sum).as("mean error by steps of %d minutes", minutes).isLessThan(4);
            }
        }

        @Test
        void findWhatTheColumnsWereMadeOfInSpiteOfGaps() {
            Harmonics harmonics = Harmonics.of(observed(dailySeason(1).build()).grid(), EnumSet.allOf(Season.class));
            double[] truth = new double[2 * harmonics.frequencies().length + 1];
            truth[0] = 2;
            truth[4] = 0.7;
            truth[30] = -0.4;
            float[] curve = harmonics.curve(truth).values();
            FoldedWeek folded = new FoldedWeek(harmonics);
            for (int bin = 0; bin < curve.length; bin++) {
                if (bin % 5 != 0) {
                    folded.add(bin, curve[bin], 1 + bin % 3);
                }
            }
            assertThat(folded.coefficients()).containsExactly(truth, within(0.02));
        }

        @Test
        void answerFromAnEarlierOriginAsIfTheRestHadNotBeenSeen() {
            Demand demand = dailySeason(21).withNoise(0.1, 3);
            Observed calm = observed(demand.build());
            Observed surged =
                    observed(demand.with((t, v) -> t >= 17.5 * DAY ? 20 * v : v).build());
            double[] before = new double[DAY];
            double[] after = new double[DAY];
            daily.fit(calm)
                    .forecast(calm, 17 * DAY, IntStream.range(0, before.length).toArray(), before);
            daily.fit(surged)
                    .forecast(surged, 17 * DAY, IntStream.range(0, after.length).toArray(), after);
            assertThat(after[200]).isCloseTo(before[200], within(10.0));
        }

        @Test
        void sayNothingAboutAllZeros() {
            assertThat(forecast(daily, constant(20, 0).build(), 3)).containsOnly(Double.NaN);
        }
    }

    @Nested
    class Flat {
        @Test
        void theLastValueIsTheLastThatIsThere() {
            Series series =
                    dailySeason(2).with((t, v) -> t).withGaps(t -> t > 500).build();
            assertThat(forecast(LevelModel.LastValue, series, 3)).containsOnly(500);
        }

        @Test
        void theRecentMeanForgetsHalfInHalfAnHour() {
            Series series =
                    constant(2, 10).with((t, v) -> t >= 2 * DAY - 6 ? 30 : v).build();
            assertThat(forecast(LevelModel.RecentMean, series, 1)[0]).isCloseTo(20, within(0.1));
        }

        @Test
        void theDayMedianIsThatOfTheLast24Hours() {
            Series series =
                    constant(3, 10).with((t, v) -> t < 2 * DAY ? 99 : t % 100).build();
            assertThat(forecast(LevelModel.DayMedian, series, 1)[0]).isBetween(40.0, 55.0);
        }

        @Test
        void nothingIsSaidFromAnOriginBeforeTheFirstValue() {
            Observed observed = observed(dailySeason(2).withGaps(t -> t < 300).build());
            for (Model model : LevelModel.values()) {
                double[] into = new double[2];
                model.fit(observed)
                        .forecast(observed, 200, IntStream.range(0, into.length).toArray(), into);
                assertThat(into).containsOnly(Double.NaN);
            }
        }
    }

    @Nested
    class HourSlots {
        private final Demand bursts = constant(3, 10).with((t, v) -> t % 12 == 4 ? 500 : v);

        @Test
        void repeatWhatHappensEveryHour() {
            double[] said = forecast(new HourSlotModel(), bursts.build(), 40);
            assertThat(said[4]).isEqualTo(500);
            assertThat(said[28]).isEqualTo(500);
            assertThat(said[5]).isEqualTo(10);
        }

        @Test
        void sayNothingForLongSteps() {
            Series series = dailySeason(9).withStep(Duration.ofMinutes(30)).build();
            assertThat(forecast(new HourSlotModel(), series, 3)).containsOnly(Double.NaN);
        }
    }
}
