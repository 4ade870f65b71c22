package io.predictivescaler.forecasting.evaluation;

import static io.predictivescaler.forecasting.testkit.Demand.dailySeason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Demand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollingOriginsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static Series hourly(double days) {
        return dailySeason(days).withStep(HOUR).withNoise(0.1, 3).build();
    }

    @Test
    void spreadEvenlyFromSeventyPercentToADayBeforeTheEnd() {
        List<Integer> origins = RollingOrigins.STANDARD.in(hourly(100));
        assertThat(origins)
                .hasSize(24)
                .startsWith(1680, 1680 + 696 / 23)
                .endsWith(2400 - 24)
                .isSorted();
    }

    @Test
    void equalOnesCountOnce() {
        assertThat(RollingOrigins.STANDARD.in(hourly(5)))
                .doesNotHaveDuplicates()
                .hasSize(13);
        assertThat(RollingOrigins.STANDARD.in(hourly(3))).isEmpty();
    }

    @Test
    void leaveOutADayThatIsMostlyMissing() {
        Series holed = dailySeason(100)
                .withStep(HOUR)
                .withGaps(t -> t >= 1700 && t < 1750)
                .build();
        assertThat(RollingOrigins.STANDARD.in(holed))
                .hasSize(23)
                .doesNotContain(1710)
                .contains(1740);
    }

    @Test
    void seeFourWeeksAndNothingAfterTheOrigin() {
        Series trace = hourly(100);
        Series history = RollingOrigins.STANDARD.historyOf(trace, 1680);
        assertThat(history.length()).isEqualTo(28 * 24);
        assertThat(history.end()).isEqualTo(trace.timeOf(1680));
        assertThat(RollingOrigins.STANDARD.historyOf(trace, 30).length()).isEqualTo(30);
    }

    @Test
    void leaveRoomForTheirHorizonWhichIsWhatIsScored() {
        RollingOrigins sixHours = new RollingOrigins(8, 0.7, Duration.ofDays(28), Duration.ofHours(6));

        assertThat(sixHours.in(hourly(100))).hasSize(8).startsWith(1680).endsWith(2400 - 6);
        TraceScores scores = TraceScores.of(hourly(100), sixHours, new SeasonalNaiveDay());
        assertThat(scores.day().steps()).isEqualTo(8 * 6);
        assertThat(scores.firstHour().steps()).isEqualTo(8);
    }

    @Test
    void areRefusedWithoutHistoryOrHorizon() {
        assertThatThrownBy(() -> new RollingOrigins(8, 0.7, Duration.ZERO)).hasMessageContaining("longer than nothing");
        assertThatThrownBy(() -> new RollingOrigins(8, 0.7, HOUR, Duration.ZERO))
                .hasMessageContaining("longer than nothing");
    }

    @Test
    void theSeasonalNaiveScoresOneOnSeasonAndNoise() {
        Series trace = Demand.dailySeason(200).withStep(HOUR).withNoise(0.1, 3).build();
        TraceScores scores = TraceScores.of(trace, RollingOrigins.STANDARD, new SeasonalNaiveDay());
        assertThat(scores.origins()).isEqualTo(24);
        assertThat(scores.day().steps()).isEqualTo(24 * 24);
        assertThat(scores.firstHour().steps()).isEqualTo(24);
        assertThat(scores.day().mase()).isCloseTo(1, within(0.1));
        assertThat(scores.day().coverage90()).isCloseTo(0.9, within(0.04));
    }

    @Test
    void theSeasonalNaiveFillsGapsFromWeekDayNeighbours() {
        Series history = dailySeason(10)
                .withStep(HOUR)
                .with((t, v) -> t)
                .withGaps(t -> t == 9 * 24 + 3 || t == 5)
                .build();
        double[][] rows = new SeasonalNaiveDay().forecast(history, 24);
        assertThat(rows[2][0]).isEqualTo(9 * 24 + 2);
        assertThat(rows[3][0]).isEqualTo(2 * 24 + 3);
        assertThat(rows[2][1]).isEqualTo(9 * 24 + 2 + 24);
    }
}
