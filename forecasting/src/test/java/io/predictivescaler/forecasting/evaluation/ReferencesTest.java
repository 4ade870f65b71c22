package io.predictivescaler.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers by hand from the definitions. */
class ReferencesTest {
    private static final Offset<Double> EXACTLY = within(1e-6);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Hourly values 0, 1, 2 … */
    private static Series rising(int hours) {
        return Series.of(
                Instant.EPOCH, HOUR, IntStream.range(0, hours).asDoubleStream().toArray());
    }

    @Nested
    class TheLastValue {
        @Test
        void isRepeatedAndItsQuantilesGrowWithTheLagAsDifferencesDo() {
            double[][] rows = new NaiveLast().forecast(rising(100), 24);

            assertThat(rows).hasDimensions(24, 3);
            for (int h = 0; h < 24; h++) {
                assertThat(rows[h]).as("step %d", h).containsExactly(new double[] {99, 100 + h, 100 + h}, EXACTLY);
            }
        }

        @Test
        void keepsTheWidthOfTheLongestLagThatWasSeenBeyondIt() {
            double[][] rows = new NaiveLast().forecast(rising(3), 24);

            assertThat(rows[0]).containsExactly(new double[] {2, 3, 3}, EXACTLY);
            assertThat(rows[23]).containsExactly(new double[] {2, 4, 4}, EXACTLY);
        }
    }

    @Nested
    class TheValueAWeekBefore {
        @Test
        void isRepeatedWithTheDifferencesAtThatLag() {
            double[][] rows = new SeasonalNaiveWeek().forecast(rising(8 * 24), 24);

            assertThat(rows[0]).containsExactly(new double[] {24, 24 + 168, 24 + 168}, EXACTLY);
            assertThat(rows[23][0]).isEqualTo(47);
        }

        @Test
        void isThatOfADayBeforeWithLessThanEightDays() {
            Series sevenDays = rising(8 * 24 - 1);

            assertThat(new SeasonalNaiveWeek().forecast(sevenDays, 24))
                    .isDeepEqualTo(new SeasonalNaiveDay().forecast(sevenDays, 24));
        }
    }

    @Nested
    class TheWeeklyMean {
        @Test
        void isOverTheLastFourWeeks() {
            double[][] rows = new WeeklyMean().forecast(rising(5 * 168), 24);

            double mean = (168 + 2 * 168 + 3 * 168 + 4 * 168) / 4.0;
            // In the fifth week four weeks lie before, 2.5 on average; in the fourth three, 2 on average.
            assertThat(rows[0]).containsExactly(new double[] {mean, mean + 2.5 * 168, mean + 2.5 * 168}, EXACTLY);
        }

        @Test
        void isOverAsManyWeeksAsThereAre() {
            assertThat(new WeeklyMean().forecast(rising(2 * 168), 24)[0][0]).isEqualTo((0 + 168) / 2.0, EXACTLY);
        }

        @Test
        void isOverTheLastFourDaysWithLessThanTwoWeeks() {
            double[][] rows = new WeeklyMean().forecast(rising(13 * 24), 24);

            double mean = (9 + 10 + 11 + 12) * 24 / 4.0;
            assertThat(rows[0]).containsExactly(new double[] {mean, mean + 60, mean + 60}, EXACTLY);
        }
    }

    @Test
    void aGapTakesTheValueAWeekBeforeElseADayBeforeElseALine() {
        BitSet gaps = new BitSet();
        gaps.set(2); // nothing a day before
        gaps.set(26, 28); // the first has no value a day before yet, either
        gaps.set(8 * 24);
        double[] values = new double[9 * 24];
        for (int t = 0; t < values.length; t++) {
            values[t] = 100 + t;
        }
        FilledHistory filled = FilledHistory.of(Series.of(Instant.EPOCH, HOUR, values, gaps));

        assertThat(filled.at(2)).isEqualTo(102);
        assertThat(filled.at(26)).isEqualTo((125 + 103) / 2.0);
        assertThat(filled.at(27)).isEqualTo(103);
        assertThat(filled.at(8 * 24)).isEqualTo(124);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 30})
    void allHaveAnAnswerToAnyHistory(int hours) {
        for (Contender reference :
                List.of(new NaiveLast(), new SeasonalNaiveDay(), new SeasonalNaiveWeek(), new WeeklyMean())) {
            for (double[] row : reference.forecast(rising(hours), 48)) {
                assertThat(row).hasSize(3);
                assertThat(Arrays.stream(row)).allMatch(Double::isFinite);
            }
        }
    }
}
