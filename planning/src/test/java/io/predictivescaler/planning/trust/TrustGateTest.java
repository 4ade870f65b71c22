package io.predictivescaler.planning.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.TimeWindow;
import io.predictivescaler.planning.testkit.Days;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The gate over scripted forecasts: a share of what came, with quantiles from a quarter under to a quarter over it. */
class TrustGateTest {
    private static final Duration STEP = Duration.ofHours(1);
    private static final int PER_DAY = 24;
    private static final Instant START = Days.MONDAY;

    private static TrustSettings asking(int minimumSkillPercent) {
        return new TrustSettings(new WindowGrid(STEP), QuantileLevel.P90, Duration.ofDays(7), minimumSkillPercent);
    }

    /** Days that differ by up to a fifth from each other, so that neither yesterday nor last week tells today. */
    private static double demand(int hour) {
        int day = hour / PER_DAY;
        double shape = 500 - 400 * Math.cos(2 * Math.PI * (hour % PER_DAY) / PER_DAY);
        return shape * (1 + 0.1 * Math.sin(day * 2.4));
    }

    private static QuantileForecast forecast(int hour, IntToDoubleFunction median) {
        double[][] rows = new double[3][];
        for (int h = 0; h < rows.length; h++) {
            double value = median.applyAsDouble(hour + h);
            rows[h] = new double[] {value, 1.05 * value, 1.1 * value, 1.25 * value};
        }
        return new QuantileForecast(
                START.plus(STEP.multipliedBy(hour)),
                STEP,
                List.of(QuantileLevel.P50, QuantileLevel.P90, QuantileLevel.P95, QuantileLevel.P99),
                rows);
    }

    /** Hour after hour from {@code from} to {@code to}: judged, then forecast anew. */
    private static TrustGate followed(
            TrustGate before, int from, int to, IntToDoubleFunction came, IntToDoubleFunction forecast) {
        double[] values = new double[to];
        for (int hour = 0; hour < to; hour++) {
            values[hour] = came.applyAsDouble(hour);
        }
        Series history = Series.of(START, STEP, values);
        TrustGate gate = before;
        for (int hour = from; hour <= to; hour++) {
            gate = gate.upTo(history.slice(0, hour)).issued(forecast(hour, forecast));
        }
        return gate;
    }

    private static TrustGate good(int days, int minimumSkillPercent) {
        return followed(
                TrustGate.unproven(asking(minimumSkillPercent)),
                7 * PER_DAY,
                (7 + days) * PER_DAY,
                TrustGateTest::demand,
                TrustGateTest::demand);
    }

    @Test
    void winsTrustAfterThreeDaysAndNotBefore() {
        assertThat(good(2, 0).standing()).isInstanceOf(Standing.Unproven.class);
        assertThat(good(3, 0).standing()).isInstanceOf(Standing.Trusted.class);
    }

    @Test
    void isAskedForAsMuchSkillAsItsUserWants() {
        assertThat(good(7, 10).standing()).isInstanceOf(Standing.Trusted.class);
        assertThat(good(7, 99).standing()).isInstanceOf(Standing.Distrusted.class);
        assertThat(good(7, 99).message()).contains("needs more than 99%");
    }

    @Test
    void awaitsWhatCameOfAWindowOnceItIsOver() {
        TrustGate unasked = TrustGate.unproven(asking(0));
        TrustGate asked = unasked.issued(forecast(3, TrustGateTest::demand));
        Instant over = START.plus(STEP.multipliedBy(4));
        assertThat(unasked.awaits(over)).isFalse();
        assertThat(asked.awaits(over.minusMillis(1))).isFalse();
        assertThat(asked.awaits(over)).isTrue();
    }

    @Nested
    class ForecastsWorseThanYesterdays {
        /** A third too high, and within all that was thought possible only now and then. */
        private final TrustGate gate = followed(
                TrustGate.unproven(asking(0)),
                7 * PER_DAY,
                11 * PER_DAY,
                TrustGateTest::demand,
                hour -> (hour % 3 == 0 ? 1 : 1.3) * demand(hour));

        @Test
        void areDistrustedForWantOfSkill() {
            assertThat(gate.standing())
                    .isInstanceOfSatisfying(
                            Standing.Distrusted.class,
                            distrusted -> assertThat(distrusted.cause()).isInstanceOf(Standing.Cause.NoSkill.class));
            assertThat(gate.message())
                    .matches("skill -\\d+% \\[-\\d+% to -\\d+%] over 4 days against .*, needs more than 0%");
        }

        @Test
        void areTrustedAgainWhenTheyHaveBeenBetterForLong() {
            TrustGate better =
                    followed(gate, 11 * PER_DAY + 1, 20 * PER_DAY, TrustGateTest::demand, TrustGateTest::demand);

            assertThat(better.standing()).isInstanceOf(Standing.Trusted.class);
        }
    }

    @Nested
    class DemandThatIsNearlyTheSameEveryDay {
        private TrustGate forecastTooHighBy(double share) {
            return followed(
                    TrustGate.unproven(asking(0)),
                    7 * PER_DAY,
                    14 * PER_DAY,
                    this::came,
                    hour -> (1 + share) / 1.05 * came(hour));
        }

        private double came(int hour) {
            double shape = 500 - 400 * Math.cos(2 * Math.PI * (hour % PER_DAY) / PER_DAY);
            return shape * (1 + 0.001 * Math.sin(hour * 2.4));
        }

        @Test
        void keepsAForecastThatIsWorseThanYesterdayByLessThanAHundredth() {
            TrustGate gate = forecastTooHighBy(0.005);
            assertThat(gate.standing()).isInstanceOf(Standing.Unproven.class);
            assertThat(gate.message()).contains(", worth under 1% of demand] over 7 days");
        }

        @Test
        void distrustsOneThatWouldCostMore() {
            assertThat(forecastTooHighBy(0.05).standing()).isInstanceOf(Standing.Distrusted.class);
        }
    }

    @Nested
    class ABreakOfThePattern {
        private static final int BEGAN = 14 * PER_DAY;

        private double came(int hour) {
            return (hour >= BEGAN && hour < BEGAN + PER_DAY ? 3 : 1) * demand(hour);
        }

        private TrustGate at(int hoursAfter) {
            return followed(good(7, 0), BEGAN + 1, BEGAN + hoursAfter, this::came, TrustGateTest::demand);
        }

        @Test
        void freezesRaisesAtTheThirdWindow() {
            assertThat(at(2).standing()).isInstanceOf(Standing.Trusted.class);
            assertThat(at(3).standing()).isInstanceOf(Standing.Distrusted.class);
            assertThat(at(3).message()).startsWith("3 windows of 1h in a row came outside P01 to P99, the last from ");
        }

        @Test
        void isForgivenAfterTwoPassesADayApart() {
            TrustGate once = at(48);
            assertThat(once.standing())
                    .isInstanceOfSatisfying(
                            Standing.Distrusted.class,
                            distrusted -> assertThat(distrusted.hasPassed()).isTrue());
            assertThat(once.message()).contains("; passed again at ");

            assertThat(at(72).standing()).isInstanceOf(Standing.Trusted.class);
        }

        @Test
        void leavesItsOwnForecastsOutOfTheScore() {
            assertThat(at(72).evidence())
                    .isInstanceOfSatisfying(
                            Evidence.BackTest.class,
                            test -> assertThat(test.skill().value()).isPositive());
        }
    }

    @Test
    void judgesNothingWhereDemandIsNotKnown() {
        TrustGate gate = good(7, 0);
        int end = 14 * PER_DAY;
        Series unknown = Series.of(START, STEP, new double[end + 6])
                .without(List.of(
                        new TimeWindow(START.plus(STEP.multipliedBy(end)), START.plus(STEP.multipliedBy(end + 6)))));

        TrustGate after = gate;
        for (int hour = end; hour <= end + 6; hour++) {
            after = after.upTo(unknown.slice(0, hour)).issued(forecast(hour, TrustGateTest::demand));
        }

        assertThat(after.standing()).isEqualTo(gate.standing());
    }
}
