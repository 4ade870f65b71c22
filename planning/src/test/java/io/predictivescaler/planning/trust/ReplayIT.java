package io.predictivescaler.planning.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.planning.testkit.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate over the product's own forecasts of scripted weeks. */
class ReplayIT {
    private static final TrustSettings SETTINGS = new TrustSettings(
            WindowGrid.covering(Duration.ofMinutes(16).plusSeconds(15), Duration.ofMinutes(5)),
            QuantileLevel.P90,
            Duration.ofDays(7),
            0);

    private static TrustGate replayed(Series history) {
        return Replay.of(SETTINGS, new Forecaster(new ForecastSettings(ZoneOffset.UTC, List.of())), history, history);
    }

    private static TrustGate replayed(Series history, Duration until) {
        return replayed(history.slice(0, history.indexOf(Days.MONDAY.plus(until))));
    }

    @Test
    void trustsFourWeeksOfARhythmAtOnceAndTellsByHowMuch() {
        TrustGate gate = replayed(Days.steady(28, 0.05, 1));

        assertThat(gate.standing()).isInstanceOf(Standing.Trusted.class);
        assertThat(gate.message())
                .matches("skill \\d+% \\[\\d+% to \\d+%] over 7 days against the same time last week,"
                        + " \\d+% of peaks at or under P90, needs more than 0%");
    }

    @Test
    void provesNothingInTwoDays() {
        TrustGate gate = replayed(Days.steady(2, 0.05, 1));

        assertThat(gate.standing()).isInstanceOf(Standing.Unproven.class);
        assertThat(gate.message()).endsWith("days of forecasts are scored, and 3 are needed");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void distrustsNoSteadyWorld(long seed) {
        assertThat(replayed(Days.steady(28, 0.1, seed)).standing())
                .as("seed %d", seed)
                .isInstanceOf(Standing.Trusted.class);
    }

    /** Thursday of the fifth week is the bad day. */
    @Nested
    class ABadDay {
        private static final int BAD = 31;
        private static final Instant BEGAN = Days.MONDAY.plus(Duration.ofDays(BAD));

        @ParameterizedTest
        @CsvSource({"0.3, 1", "3, 2"})
        void isDistrustedWithinFourHours(double factor, long seed) {
            Series history = Days.with(BAD + 1, 0.05, seed, BAD, factor);

            TrustGate gate = replayed(history, Duration.ofDays(BAD).plusHours(4));

            assertThat(gate.standing()).isInstanceOfSatisfying(Standing.Distrusted.class, distrusted -> {
                assertThat(distrusted.cause()).isInstanceOf(Standing.Cause.PatternBroken.class);
                assertThat(distrusted.since()).isBetween(BEGAN.plusSeconds(3600), BEGAN.plusSeconds(4 * 3600));
            });
            assertThat(gate.message()).startsWith("3 windows of 20m in a row came outside P01 to P99");
        }

        @ParameterizedTest
        @CsvSource({"0.3, 1", "3, 2"})
        void isForgivenWithinThreeDaysOfTheOldPatternButNotAtOnce(double factor, long seed) {
            Series history = Days.with(BAD + 4, 0.05, seed, BAD, factor);

            assertThat(replayed(history, Duration.ofDays(BAD + 2)).standing()).isInstanceOf(Standing.Distrusted.class);
            assertThat(replayed(history, Duration.ofDays(BAD + 4)).standing()).isInstanceOf(Standing.Trusted.class);
        }
    }
}
