package io.predictivescaler.forecasting.series;

import static io.predictivescaler.forecasting.testkit.Demand.dailySeason;
import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.testkit.Demand;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static final int DAY = 288;

    private static int[] masked(Demand demand) {
        Series series = demand.build();
        Series masked = Outages.maskedIn(series, ZoneOffset.UTC);
        return IntStream.range(0, series.length()).filter(masked::isMissing).toArray();
    }

    private static Demand zeroFrom(int from, int to) {
        return dailySeason(10).with((t, v) -> t >= from && t < to ? 0 : v);
    }

    @Test
    void masksThreeZerosInTheMiddleOfTheDay() {
        assertThat(masked(zeroFrom(5 * DAY + 140, 5 * DAY + 143)))
                .containsExactly(5 * DAY + 140, 5 * DAY + 141, 5 * DAY + 142);
    }

    @Test
    void leavesTwoZeros() {
        assertThat(masked(zeroFrom(5 * DAY + 140, 5 * DAY + 142))).isEmpty();
    }

    @Test
    void masksZerosAtTheVeryEnd() {
        assertThat(masked(zeroFrom(10 * DAY - 20, 10 * DAY))).hasSize(20);
    }

    @Test
    void leavesZerosThatLastLongerThanHalfADay() {
        assertThat(masked(zeroFrom(5 * DAY, 5 * DAY + 145))).isEmpty();
    }

    @Test
    void leavesWhatIsZeroAtTheSameTimeOnAnotherDay() {
        Demand demand = dailySeason(10).with((t, v) -> t % DAY > 100 && t % DAY < 120 && t / DAY % 7 == 2 ? 0 : v);
        assertThat(masked(demand)).isEmpty();
    }

    @Test
    void leavesZerosWhereTheProfileIsLowAnyway() {
        Demand demand = dailySeason(10).with((t, v) -> t % DAY < 60 ? (t / DAY == 5 ? 0 : 1) : v);
        assertThat(masked(demand)).isEmpty();
    }

    @Test
    void masksNothingWithoutNeighboursToHoldThemAgainst() {
        assertThat(masked(dailySeason(0.9).with((t, v) -> t > 200 ? 0 : v))).isEmpty();
    }
}
