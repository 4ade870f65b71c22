package io.predictivescaler.planning;

import static io.predictivescaler.planning.testkit.Demand.flat;
import static io.predictivescaler.planning.testkit.Scene.NOW;
import static io.predictivescaler.planning.testkit.Scene.factor;
import static io.predictivescaler.planning.testkit.Scene.floor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.ReplicaForecast.NextPeak;
import io.predictivescaler.planning.ReplicaForecast.Point;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplicaForecastTest {
    private static ReplicaForecast forecast(Duration horizon, int most, DemandOutlook... outlooks) {
        return ReplicaForecast.of(List.of(outlooks), Calendar.none(), QuantileLevel.P95, NOW, horizon, most);
    }

    @Test
    void showsTheLargestNeedOfEachStretch() {
        DemandOutlook outlook = flat(NOW, 4).with(25, 26, 10).with(30, 60, 6).outlook(0.5);

        assertThat(forecast(Duration.ofMinutes(60), 4, outlook).points())
                .containsExactly(
                        new Point(NOW, 2, 4),
                        new Point(NOW.plusSeconds(900), 5, 10),
                        new Point(NOW.plusSeconds(1800), 3, 6),
                        new Point(NOW.plusSeconds(2700), 3, 6));
    }

    @Test
    void hasNoFinerStretchesThanTheForecastHasSteps() {
        assertThat(forecast(Duration.ofMinutes(6), 48, flat(NOW, 4).outlook()).points())
                .hasSize(6);
    }

    @Test
    void leavesOutWhatNoForecastCovers() {
        assertThat(forecast(Duration.ofHours(3), 6, flat(NOW, 4).outlook()).points())
                .extracting(Point::time)
                .containsExactly(NOW, NOW.plusSeconds(1800), NOW.plusSeconds(3600));
    }

    @Test
    void takesTheEntryThatNeedsMostInEachStretch() {
        DemandOutlook requests = flat(NOW, 4).with(0, 30, 6).outlook();
        DemandOutlook jobs = flat(NOW, 5).named("jobs").outlook();

        assertThat(forecast(Duration.ofHours(1), 2, requests, jobs).points())
                .extracting(Point::planned)
                .containsExactly(6, 5);
    }

    @Test
    void namesThePeakAhead() {
        DemandOutlook requests = flat(NOW, 4).with(40, 50, 9.1).outlook();
        DemandOutlook jobs = flat(NOW, 5).named("jobs").outlook();

        assertThat(forecast(Duration.ofHours(1), 2, requests, jobs).peak())
                .contains(new NextPeak.OfDemand(NOW.plusSeconds(2400), 10, "requests", 9.1 * 50, "req/s"));
    }

    @Test
    void forgetsThePeakBehind() {
        DemandOutlook outlook = flat(NOW.minusSeconds(600), 4).with(0, 10, 9).outlook();

        assertThat(forecast(Duration.ofHours(1), 2, outlook).peak().map(NextPeak::replicas))
                .contains(4);
    }

    @Test
    void isEmptyWithoutAnOpinion() {
        DemandOutlook expired = flat(NOW, 4).expiring(NOW).outlook();
        DemandOutlook none = new DemandOutlook.NoOpinion("jobs", "the query gives no series", NOW);

        assertThat(forecast(Duration.ofHours(1), 2, expired, none)).isEqualTo(forecast(Duration.ofHours(1), 2));
        assertThat(forecast(Duration.ofHours(1), 2).peak()).isEmpty();
    }

    @Nested
    class WithACalendar {
        private ReplicaForecast forecast(Calendar.Window window, DemandOutlook... outlooks) {
            Calendar calendar = Calendar.of(List.of(window));
            return ReplicaForecast.of(List.of(outlooks), calendar, QuantileLevel.P95, NOW, Duration.ofHours(1), 4);
        }

        @Test
        void multipliesDemandByItsFactorAtBothLevels() {
            ReplicaForecast forecast =
                    forecast(factor("sale", 15, 30, 3), flat(NOW, 4).outlook(0.5));

            assertThat(forecast.points())
                    .extracting(Point::median, Point::planned)
                    .containsExactly(tuple(2, 4), tuple(6, 12), tuple(2, 4), tuple(2, 4));
            assertThat(forecast.peak())
                    .contains(new NextPeak.OfDemand(NOW.plusSeconds(900), 12, "requests", 600, "req/s"));
        }

        @Test
        void showsItsFloors() {
            ReplicaForecast forecast =
                    forecast(floor("mornings", 20, 40, 10), flat(NOW, 4).outlook(0.5));

            assertThat(forecast.points())
                    .extracting(Point::median, Point::planned)
                    .containsExactly(tuple(2, 4), tuple(10, 10), tuple(10, 10), tuple(2, 4));
            assertThat(forecast.peak()).contains(new NextPeak.OfCalendar(NOW.plusSeconds(1200), 10, "mornings"));
        }

        @Test
        void showsItsFloorsAlsoWithoutDemand() {
            assertThat(forecast(floor("mornings", 20, 40, 10)).points()).containsExactly(new Point(NOW, 10, 10));
            assertThat(forecast(floor("mornings", 20, 40, 10)).peak())
                    .contains(new NextPeak.OfCalendar(NOW.plusSeconds(1200), 10, "mornings"));
        }
    }

    @Test
    void refusesAHorizonOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> forecast(Duration.ZERO, 2));
    }
}
