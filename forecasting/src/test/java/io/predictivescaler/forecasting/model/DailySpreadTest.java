package io.predictivescaler.forecasting.model;

import static io.predictivescaler.forecasting.testkit.Demand.constant;
import static io.predictivescaler.forecasting.testkit.Demand.dailySeason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.series.LocalCalendar;
import io.predictivescaler.forecasting.series.Series;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DailySpreadTest {
    private static final int DAY = 288;

    private static Observed observed(Series series) {
        return Observed.of(series, DAY, new Reading(LocalCalendar.of(ZoneOffset.UTC), true));
    }

    @Test
    void isNothingWhereDaysAreAlike() {
        Observed same = observed(dailySeason(20).build());
        assertThat(same.spread().at(15 * DAY + 100, 15 * DAY)).isCloseTo(0, within(1e-6));
    }

    @Test
    void isTheMeanDifferenceOfNeighbouringDaysAtThatTimeOfDay() {
        Observed wildNoons = observed(constant(20, 100)
                .with((t, v) -> t % DAY >= 132 && t % DAY < 156 && t / DAY % 2 == 0 ? v + 50 : v)
                .build());
        DailySpread spread = wildNoons.spread();
        assertThat(spread.at(20 * DAY + 144, 20 * DAY)).isCloseTo(50, within(1e-6));
        assertThat(spread.at(20 * DAY + 20, 20 * DAY)).isCloseTo(0, within(1e-6));
        assertThat(wildNoons.spreadAhead().at(20 * DAY + 144, 20 * DAY)).isCloseTo(50, within(1e-6));
    }

    @Test
    void doesNotSeeWhatComesAfterItsOrigin() {
        int origin = 15 * DAY + 77;
        Series seen = dailySeason(20).withNoise(0.1, 3).build();
        Series other = dailySeason(20)
                .withNoise(0.1, 3)
                .with((t, v) -> t < origin ? v : 9 * v)
                .build();
        DailySpread one = observed(seen).spread();
        DailySpread two = observed(other).spread();
        for (int h = 0; h < DAY; h++) {
            assertThat(two.at(origin + h, origin)).isCloseTo(one.at(origin + h, origin), within(1e-9));
        }
    }

    @Test
    void repeatsTheFirstDayAfterTheOriginBeyondIt() {
        DailySpread spread = observed(dailySeason(20).withNoise(0.1, 3).build()).spreadAhead();
        assertThat(spread.at(22 * DAY + 50, 20 * DAY)).isEqualTo(spread.at(20 * DAY + 50, 20 * DAY));
    }

    @Test
    void isUnknownInTheFirstDays() {
        assertThat(observed(dailySeason(1.5).build()).spread().at(DAY + 20, DAY))
                .isNaN();
    }
}
