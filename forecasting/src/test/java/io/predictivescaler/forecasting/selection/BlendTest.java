package io.predictivescaler.forecasting.selection;

import static io.predictivescaler.forecasting.testkit.Demand.constant;
import static io.predictivescaler.forecasting.testkit.Demand.dailySeason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.model.FittedModel;
import io.predictivescaler.forecasting.model.Model;
import io.predictivescaler.forecasting.model.Observed;
import io.predictivescaler.forecasting.model.Reading;
import io.predictivescaler.forecasting.series.LocalCalendar;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Demand;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BlendTest {
    private static final int DAY = 288;
    private static final Series NOISY = dailySeason(20).withNoise(0.1, 3).build();

    /** A member that knows the truth and is wrong by a factor. */
    private static FittedModel offBy(double factor) {
        return (observed, origin, ahead, into) -> {
            for (int k = 0; k < ahead.length; k++) {
                into[k] = observed.at(origin + ahead[k]) * factor;
            }
        };
    }

    private static final FittedModel SILENT = (observed, origin, ahead, into) -> Arrays.fill(into, Double.NaN);

    private static Trials trials(Series series, FittedModel... members) {
        return Trials.of(
                Observed.of(series, DAY, new Reading(LocalCalendar.of(ZoneOffset.UTC), true)), List.of(members));
    }

    private static Blend blend(FittedModel... members) {
        return Blend.weighted(trials(NOISY, members), Weighting.STANDARD, NOISY.length());
    }

    @Nested
    class Weights {
        @Test
        void addUpToOneInEveryBucket() {
            Blend blend = blend(offBy(1.01), offBy(1.013), offBy(0.9));
            for (int b = 0; b < 5; b++) {
                assertThat(blend.weight(b, 0) + blend.weight(b, 1) + blend.weight(b, 2))
                        .isCloseTo(1, within(1e-12));
            }
        }

        @Test
        void areEqualForEqualMembers() {
            Blend blend = blend(offBy(1.05), offBy(1.05));
            assertThat(blend.share(0)).isCloseTo(0.5, within(1e-9));
        }

        @Test
        void favourTheBetterOne() {
            Blend blend = blend(offBy(1.05), offBy(1.06));
            assertThat(blend.share(0)).isBetween(0.65, 0.8);
        }

        @Test
        void areZeroForAMemberMoreThanTwiceAsBadAsTheBest() {
            assertThat(blend(offBy(1.05), offBy(1.3)).share(1)).isZero();
        }

        @Test
        void areEqualWhenNobodyIsEverWrong() {
            Series flat = constant(10, 5).build();
            Blend blend = Blend.weighted(trials(flat, offBy(1), offBy(1)), Weighting.STANDARD, flat.length());
            assertThat(blend.share(1)).isCloseTo(0.5, within(1e-9));
        }

        @Test
        void areEqualWhenNothingIsKnown() {
            Blend blend = Blend.weighted(trials(NOISY, offBy(1), offBy(9)), Weighting.STANDARD, 0);
            assertThat(blend.share(1)).isCloseTo(0.5, within(1e-9));
        }

        @Test
        void followTheRecentDays() {
            int turn = 16 * DAY; // half of the trials lie before it
            FittedModel wasGood = (observed, origin, ahead, into) ->
                    offBy(origin < turn ? 1.04 : 1.08).forecast(observed, origin, ahead, into);
            FittedModel isGood = (observed, origin, ahead, into) ->
                    offBy(origin < turn ? 1.08 : 1.04).forecast(observed, origin, ahead, into);
            assertThat(blend(wasGood, isGood).share(1)).isGreaterThan(0.55);
        }

        @Test
        void followTheTimeOfDay() {
            // Now is midnight; one is good around it, the other around noon.
            FittedModel atNight = (observed, origin, ahead, into) ->
                    offBy((origin + DAY / 4) % DAY < DAY / 2 ? 1.04 : 1.08).forecast(observed, origin, ahead, into);
            FittedModel byDay = (observed, origin, ahead, into) ->
                    offBy((origin + DAY / 4) % DAY < DAY / 2 ? 1.08 : 1.04).forecast(observed, origin, ahead, into);
            assertThat(blend(atNight, byDay).share(0)).isGreaterThan(0.58);
        }

        @Test
        void joinMembersThatErrOppositelyForTheFirstHour() {
            // The third is as good as the first two, but errs with the first; what is best for all is half of the
            // second.
            FittedModel[] members = {offBy(1.1), offBy(0.9), offBy(1.1)};
            Blend scored = Blend.weighted(trials(NOISY, members), new Weighting(10, 0.3, 6, 2, 5, 0), NOISY.length());
            Blend followed = blend(members);
            assertThat(scored.weight(0, 1)).isCloseTo(1 / 3.0, within(0.01));
            assertThat(followed.weight(0, 1)).isBetween(0.42, 0.58);
            assertThat(followed.weight(4, 1)).isCloseTo(scored.weight(4, 1), within(0.02));
        }

        @Test
        void doNotSeeWhatCameAfter() {
            Series other = dailySeason(20)
                    .withNoise(0.1, 3)
                    .with((t, v) -> t < 15 * DAY ? v : 3 * v)
                    .build();
            FittedModel yesterday = (observed, origin, ahead, into) -> {
                for (int h = 0; h < into.length; h++) {
                    into[h] = observed.at(origin + h - DAY);
                }
            };
            Blend one = Blend.weighted(trials(NOISY, offBy(1.1), yesterday), Weighting.STANDARD, 15 * DAY);
            Blend two = Blend.weighted(trials(other, offBy(1.1), yesterday), Weighting.STANDARD, 15 * DAY);
            for (int b = 0; b < 5; b++) {
                assertThat(one.weight(b, 1)).isEqualTo(two.weight(b, 1));
            }
        }
    }

    @Nested
    class Combining {
        private final Blend blend = blend(offBy(1.05), offBy(1.05), offBy(9));

        /** What three members say about the fourth step. */
        private static double[][] column(double... values) {
            double[][] said = new double[values.length][4];
            for (int m = 0; m < values.length; m++) {
                said[m][3] = values[m];
            }
            return said;
        }

        @Test
        void isTheWeightedMean() {
            assertThat(blend.combine(column(10, 20, 1e9), 3, 3)).isCloseTo(15, within(1e-6));
        }

        @Test
        void leavesTheWeightOfTheSilentToTheOthers() {
            assertThat(blend.combine(column(Double.NaN, 20, 1e9), 3, 3)).isCloseTo(20, within(1e-6));
        }

        @Test
        void isTheSameForAllPointsOfATrialAsForEach() {
            FittedModel halfSilent = (observed, origin, ahead, into) -> {
                for (int k = 0; k < into.length; k++) {
                    into[k] = k % 3 == 0 ? Double.NaN : 50;
                }
            };
            Trials trials = trials(NOISY, halfSilent, offBy(1.1));
            Blend both = Blend.weighted(trials, Weighting.STANDARD, NOISY.length());
            double[] said = both.said(trials, 5);
            for (int k = 0; k < said.length; k++) {
                double[][] column = new double[2][trials.stepAhead(k) + 1];
                column[0][trials.stepAhead(k)] = trials.member(5, 0, k);
                column[1][trials.stepAhead(k)] = trials.member(5, 1, k);
                assertThat(said[k])
                        .isCloseTo(both.combine(column, trials.stepAhead(k), trials.stepAhead(k)), within(1e-9));
            }
        }

        @Test
        void followsAnybodyBeforeNobody() {
            assertThat(blend.combine(column(Double.NaN, Double.NaN, 7), 3, 3)).isEqualTo(7);
            assertThat(blend.combine(column(Double.NaN, Double.NaN, Double.NaN), 3, 3))
                    .isNaN();
        }
    }

    @Nested
    class PseudoOrigins {
        @Test
        void growSparserWithAge() {
            Trials trials = trials(NOISY, SILENT);
            assertThat(trials.count()).isEqualTo(23 + 6 * 4 + 7 * 3 + 1);
            assertThat(trials.ageDays(0, trials.now())).isEqualTo(14);
            assertThat(trials.now() - trials.origin(trials.count() - 1)).isEqualTo(12);
        }

        @Test
        void seeEveryHourOfTheDayMoreThanADayBack() {
            Trials trials = trials(NOISY, SILENT);
            Set<Integer> hours = new TreeSet<>();
            for (int i = 0; i < trials.count(); i++) {
                int back = trials.now() - trials.origin(i);
                if (back >= DAY) {
                    hours.add(back % DAY * 24 / DAY);
                }
            }
            // But for the five before the same time of day, which are next seen after tomorrow's fits.
            assertThat(hours)
                    .contains(0)
                    .containsAll(IntStream.range(6, 24).boxed().toList());
        }

        @Test
        void leaveTwoDaysBeforeThemOrHalfOfAShorterHistory() {
            assertThat(trials(NOISY.last(6 * DAY), SILENT).origin(0)).isEqualTo(2 * DAY);
            assertThat(trials(NOISY.last(2 * DAY), SILENT).origin(0)).isEqualTo(DAY);
            assertThat(trials(NOISY.last(DAY / 2), SILENT).origin(0)).isBetween(DAY / 4, DAY / 4 + 3);
        }

        @Test
        void boundTheWorkForAnyStep() {
            Series minutes = dailySeason(7).withStep(Duration.ofMinutes(1)).build();
            assertThat(trials(minutes, SILENT).points()).isLessThanOrEqualTo(5 * 36);
        }

        @Test
        void whatLiesAfterTheHistoryIsUnknown() {
            Trials trials = trials(NOISY, SILENT);
            int newest = trials.count() - 1;
            assertThat(trials.actual(newest, 11)).isEqualTo(NOISY.valueAt(NOISY.length() - 1));
            assertThat(trials.actual(newest, 12)).isNaN();
        }
    }

    @Test
    void admissionGrowsWithTheHistory() {
        EnumSet<Season> both = EnumSet.allOf(Season.class);
        assertThat(labels(Duration.ofHours(23), both)).containsExactly("last-value");
        assertThat(labels(Duration.ofHours(47), both))
                .contains("yesterday", "yesterday-ar", "hour-slots")
                .noneMatch(label -> label.contains("profile") || label.contains("week"));
        assertThat(labels(Duration.ofDays(2), both)).contains("yesterday", "day-profile-ratio");
        assertThat(labels(Duration.ofDays(13), both))
                .contains("day-profile-ratio")
                .doesNotContain("yesterday")
                .noneMatch(label -> label.contains("week"));
        assertThat(labels(Duration.ofDays(14), both)).contains("last-week-ar", "week-profile-ratio");
        assertThat(labels(Duration.ofDays(28), EnumSet.of(Season.Day))).noneMatch(label -> label.contains("week"));
    }

    private static List<String> labels(Duration history, EnumSet<Season> seasons) {
        return Admission.members(history, seasons).stream().map(Model::label).toList();
    }

    @Test
    void aDemandBuilderIsDeterministic() {
        assertThat(Demand.dailySeason(2).withNoise(0.1, 3).build()).isEqualTo(NOISY.slice(0, 2 * DAY));
    }
}
