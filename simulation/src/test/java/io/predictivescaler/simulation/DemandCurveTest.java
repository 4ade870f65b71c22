package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandCurveTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static DemandCurve curve(Duration step, double... values) {
        return new DemandCurve(START, step, values, new BitSet());
    }

    private static Instant minute(double minutes) {
        return START.plusMillis((long) (minutes * 60_000));
    }

    @Nested
    class StepsOfFiveMinutesOrLess {
        @ParameterizedTest(name = "minute {0}: {1}")
        @CsvSource({"0, 10", "4.99, 10", "5, 40", "9.99, 40"})
        void holdTheirValueThroughout(double minute, double demand) {
            assertThat(curve(Duration.ofMinutes(5), 10, 40).at(minute(minute))).isEqualTo(demand);
        }

        @Test
        void goOnAsTheyWereBeforeTheStartAndAfterTheEnd() {
            DemandCurve curve = curve(MINUTE, 10, 40);
            assertThat(curve.at(minute(-7))).isEqualTo(10);
            assertThat(curve.at(minute(7))).isEqualTo(40);
        }
    }

    @Nested
    class LongerSteps {
        /** Hours with their centres at minutes 30, 90 and 150. */
        private final DemandCurve hourly = curve(Duration.ofHours(1), 60, 120, 0);

        @ParameterizedTest(name = "minute {0}: {1}")
        @CsvSource({"0, 60", "30, 60", "31, 61", "60, 90", "90, 120", "120, 60", "150, 0", "179, 0", "500, 0", "-5, 60"
        })
        void areAStraightLineBetweenTheirCentres(double minute, double demand) {
            assertThat(hourly.at(minute(minute))).isCloseTo(demand, within(1e-9));
        }

        @Test
        void neverJump() {
            for (int i = 1; i < 180; i++) {
                assertThat(Math.abs(hourly.at(minute(i)) - hourly.at(minute(i - 1))))
                        .isLessThanOrEqualTo(2 + 1e-9);
            }
        }

        @Test
        void countForThemselvesInTheLargestMean() {
            assertThat(hourly.largestMean(Duration.ofMinutes(5))).isEqualTo(120);
        }
    }

    @Test
    void itsLargestMeanMovesByStepsAndNeedsAWholeWindow() {
        DemandCurve curve = curve(MINUTE, 90, 0, 0, 30, 30, 30, 30, 0);
        assertThat(curve.largestMean(Duration.ofMinutes(4))).isEqualTo(30);
        assertThat(curve.largestMean(MINUTE)).isEqualTo(90);
    }

    @Test
    void scalesEveryValueAndKeepsWhatIsMissing() {
        BitSet missing = new BitSet();
        missing.set(1);
        DemandCurve scaled = new DemandCurve(START, MINUTE, new double[] {10, 10, 20}, missing).scaledBy(2.5);
        assertThat(scaled.at(minute(0))).isEqualTo(25);
        assertThat(scaled.at(minute(2))).isEqualTo(50);
        assertThat(scaled.isMissing(minute(1.5))).isTrue();
        assertThat(scaled.isMissing(minute(2))).isFalse();
        assertThat(scaled.missingSteps()).isEqualTo(1);
        assertThat(scaled.end()).isEqualTo(minute(3));
    }

    @Nested
    class OfASeries {
        @Test
        void bridgesGapsByWhatStoodBeforeThemAndABeginningByWhatComes() {
            BitSet missing = new BitSet();
            missing.set(0);
            missing.set(2, 4);
            DemandCurve curve = DemandCurve.of(Series.of(START, MINUTE, new double[] {7, 20, 8, 9, 40}, missing));
            assertThat(curve.at(minute(0))).isEqualTo(20);
            assertThat(curve.at(minute(3))).isEqualTo(20);
            assertThat(curve.at(minute(4))).isEqualTo(40);
            assertThat(curve.isMissing(minute(0))).isTrue();
            assertThat(curve.isMissing(minute(3))).isTrue();
            assertThat(curve.isMissing(minute(4))).isFalse();
            assertThat(curve.start()).isEqualTo(START);
            assertThat(curve.step()).isEqualTo(MINUTE);
        }

        @Test
        void needsAStepThatWasMeasured() {
            BitSet missing = new BitSet();
            missing.set(0, 2);
            Series nothing = Series.of(START, MINUTE, new double[2], missing);
            assertThatThrownBy(() -> DemandCurve.of(nothing))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a demand curve needs a step that was measured, unlike Series[2 steps of PT1M from "
                            + "2026-01-01T00:00:00Z, 2 missing]");
        }
    }

    @Test
    void refusesDemandThatIsNone() {
        assertThatThrownBy(() -> curve(MINUTE, 1, -2)).hasMessage("demand is finite and not negative, unlike -2.0");
        assertThatThrownBy(() -> curve(MINUTE, Double.NaN)).hasMessage("demand is finite and not negative, unlike NaN");
        assertThatThrownBy(() -> curve(MINUTE))
                .hasMessage("a demand curve has a positive step and a value, not PT1M and 0");
        assertThatThrownBy(() -> curve(Duration.ZERO, 1))
                .hasMessage("a demand curve has a positive step and a value, not PT0S and 1");
    }
}
