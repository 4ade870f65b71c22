package io.predictivescaler.forecasting.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    private static Series series(double... values) {
        BitSet missing = new BitSet();
        for (int i = 0; i < values.length; i++) {
            missing.set(i, Double.isNaN(values[i]));
        }
        return Series.of(START, STEP, values, missing);
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    @Nested
    class Made {
        @Test
        void doesNotFollowTheArraysItWasMadeFrom() {
            double[] values = {1, 2};
            BitSet missing = new BitSet();
            Series series = Series.of(START, STEP, values, missing);
            values[0] = 7;
            missing.set(1);
            series.toArray(0)[0] = 9;
            assertThat(series).isEqualTo(series(1, 2));
        }

        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300})
        void refusesAValueThatIsNotFinite(double value) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Series.of(START, STEP, 1, value))
                    .withMessageContaining("value 1");
        }

        @Test
        void refusesAStepThatIsNotPositive() {
            assertThatIllegalArgumentException().isThrownBy(() -> Series.empty(START, Duration.ZERO));
            assertThatIllegalArgumentException().isThrownBy(() -> Series.of(START, STEP.negated(), 1));
        }
    }

    @Nested
    class Read {
        private final Series series = series(Double.NaN, 4, Double.NaN, 7, 5, Double.NaN);

        @Test
        void knowsItsGaps() {
            assertThat(series.length()).isEqualTo(6);
            assertThat(series.present()).isEqualTo(3);
            assertThat(series.lastPresent()).hasValue(4);
            assertThat(series.maximum()).hasValue(7);
            assertThat(series.mean()).hasValueCloseTo(16.0 / 3, within(1e-9));
            assertThat(series(Double.NaN).mean()).isEmpty();
            assertThat(series(Double.NaN).maximum()).isEmpty();
            assertThat(series(-3, Double.NaN).maximum()).hasValue(-3);
            assertThat(series.isMissing(2)).isTrue();
            assertThat(series.valueAt(3)).isEqualTo(7);
            assertThat(series.toArray(-1)).containsExactly(-1, 4, -1, 7, 5, -1);
        }

        @Test
        void doesNotTakeAGapForZero() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> series.valueAt(0))
                    .withMessageContaining("missing");
            assertThatThrownBy(() -> series.valueAt(6)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> series.isMissing(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void hasNeitherLastNorHighestWhenNothingIsThere() {
            for (Series nothing : List.of(Series.empty(START, STEP), series(Double.NaN, Double.NaN))) {
                assertThat(nothing.lastPresent()).isEmpty();
                assertThat(nothing.maximum()).isEmpty();
                assertThat(nothing.present()).isZero();
            }
        }

        @ParameterizedTest
        @CsvSource({"-1, -1", "0, 0", "4, 0", "5, 1", "29, 5", "30, 6", "-6, -2"})
        void findsTheStepThatCoversATime(int minute, int index) {
            assertThat(series.indexOf(minute(minute))).isEqualTo(index);
        }

        @Test
        void endsAfterItsLastStep() {
            assertThat(series.end()).isEqualTo(minute(30));
            assertThat(series.timeOf(-1)).isEqualTo(minute(-5));
        }
    }

    @Nested
    class Cut {
        private final Series series = series(1, 2, Double.NaN, 4);

        @Test
        void keepsTimesAndGaps() {
            Series middle = series.slice(1, 3);
            assertThat(middle.start()).isEqualTo(minute(5));
            assertThat(middle.toArray(-1)).containsExactly(2, -1);
        }

        @Test
        void givesTheLastStepsOrAllOfThem() {
            assertThat(series.last(2)).isEqualTo(series.slice(2, 4));
            assertThat(series.last(9)).isEqualTo(series);
        }

        @Test
        void leavesOutWhateverAWindowTouches() {
            Series cut = series(1, 2, 3, 4, 5, 6)
                    .without(List.of(
                            new TimeWindow(minute(-20), minute(1)),
                            new TimeWindow(minute(12), minute(20)),
                            new TimeWindow(minute(29), minute(90))));
            assertThat(cut.toArray(-1)).containsExactly(-1, 2, -1, -1, 5, -1);
        }

        @Test
        void masksWhatIsMarked() {
            BitSet marked = new BitSet();
            marked.set(0, 900);
            marked.clear(1);
            assertThat(series.withMissing(marked)).isEqualTo(series(Double.NaN, 2, Double.NaN, Double.NaN));
            assertThat(series.present()).isEqualTo(3);
        }
    }

    @Nested
    class BroughtUpToDate {
        private final Series series = series(1, 2, Double.NaN, 4);

        @Test
        void takesTheTailWhereItIsPresent() {
            Series tail = Series.of(minute(10), STEP, new double[] {3, 0, 5}, bits(1));
            assertThat(series.updatedWith(tail)).isEqualTo(series(1, 2, 3, 4, 5));
        }

        @Test
        void leavesAGapBeforeATailThatStartsLater() {
            assertThat(series.updatedWith(Series.of(minute(30), STEP, 7)))
                    .isEqualTo(series(1, 2, Double.NaN, 4, Double.NaN, Double.NaN, 7));
        }

        @Test
        void neverGetsShorter() {
            assertThat(series.updatedWith(Series.of(minute(5), STEP, 9))).isEqualTo(series(1, 9, Double.NaN, 4));
            assertThat(series.updatedWith(Series.empty(minute(10), STEP))).isEqualTo(series);
        }

        @Test
        void refusesATailOfAnotherGrid() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> series.updatedWith(Series.of(minute(10), STEP.multipliedBy(2), 1)));
            assertThatIllegalArgumentException().isThrownBy(() -> series.updatedWith(Series.of(minute(11), STEP, 1)));
            assertThatIllegalArgumentException().isThrownBy(() -> series.updatedWith(Series.of(minute(-5), STEP, 1)));
        }

        private BitSet bits(int... indices) {
            BitSet bits = new BitSet();
            for (int index : indices) {
                bits.set(index);
            }
            return bits;
        }
    }

    @Test
    void isEqualToOneWithTheSameStepsAndGaps() {
        assertThat(series(1, Double.NaN)).isEqualTo(series(1, Double.NaN)).hasSameHashCodeAs(series(1, Double.NaN));
        assertThat(series(1, Double.NaN)).isNotEqualTo(series(1, 0)).isNotEqualTo(series(1));
        assertThat(series(1, 2)).hasToString("Series[2 steps of PT5M from 2026-03-02T00:00:00Z, 0 missing]");
    }

    @Test
    void aValueAtAMissingStepDoesNotMatter() {
        BitSet missing = new BitSet();
        missing.set(0);
        Series one = Series.of(START, STEP, new double[] {1, 2}, missing);
        Series other = Series.of(START, STEP, new double[] {9, 2}, missing);
        assertThat(one).isEqualTo(other);
        assertThat(series(1, 2).withMissing(missing)).isEqualTo(one);
    }
}
