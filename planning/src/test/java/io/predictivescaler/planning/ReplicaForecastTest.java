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
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplicaForecastTest {
    private static List<Point> points(Duration horizon, int most, DemandOutlook... outlooks) {
        return ReplicaForecast.points(List.of(outlooks), Calendar.none(), QuantileLevel.P95, NOW, horizon, most);
    }

    private static Optional<NextPeak> peak(Duration horizon, DemandOutlook... outlooks) {
        return ReplicaForecast.peak(List.of(outlooks), Calendar.none(), QuantileLevel.P95, NOW, horizon);
    }

    @Test
    void showsTheLargestNeedOfEachStretch() {
        DemandOutlook outlook = flat(NOW, 4).with(25, 26, 10).with(30, 60, 6).outlook(0.5);

        assertThat(points(Duration.ofMinutes(60), 4, outlook))
                .containsExactly(
                        new Point(NOW, 2, 4),
                        new Point(NOW.plusSeconds(900), 5, 10),
                        new Point(NOW.plusSeconds(1800), 3, 6),
                        new Point(NOW.plusSeconds(2700), 3, 6));
    }

    @Test
    void hasNoFinerStretchesThanTheForecastHasSteps() {
        assertThat(points(Duration.ofMinutes(6), 48, flat(NOW, 4).outlook())).hasSize(6);
    }

    @Test
    void leavesOutWhatNoForecastCovers() {
        assertThat(points(Duration.ofHours(3), 6, flat(NOW, 4).outlook()))
                .extracting(Point::time)
                .containsExactly(NOW, NOW.plusSeconds(1800), NOW.plusSeconds(3600));
    }

    @Test
    void takesTheEntryThatNeedsMostInEachStretch() {
        DemandOutlook requests = flat(NOW, 4).with(0, 30, 6).outlook();
        DemandOutlook jobs = flat(NOW, 5).named("jobs").outlook();

        assertThat(points(Duration.ofHours(1), 2, requests, jobs))
                .extracting(Point::planned)
                .containsExactly(6, 5);
    }

    @Test
    void namesThePeakAhead() {
        DemandOutlook requests = flat(NOW, 4).with(40, 50, 9.1).outlook();
        DemandOutlook jobs = flat(NOW, 5).named("jobs").outlook();

        assertThat(peak(Duration.ofHours(1), requests, jobs))
                .contains(new NextPeak.OfDemand(NOW.plusSeconds(2400), 10, "requests", 9.1 * 50, "req/s"));
    }

    @Test
    void forgetsThePeakBehind() {
        DemandOutlook outlook = flat(NOW.minusSeconds(600), 4).with(0, 10, 9).outlook();

        assertThat(peak(Duration.ofHours(1), outlook).map(NextPeak::replicas)).contains(4);
    }

    @Test
    void isEmptyWithoutAnOpinion() {
        DemandOutlook expired = flat(NOW, 4).expiring(NOW).outlook();
        DemandOutlook none = new DemandOutlook.NoOpinion("jobs", "the query gives no series", NOW);

        assertThat(points(Duration.ofHours(1), 2, expired, none)).isEmpty();
        assertThat(peak(Duration.ofHours(1), expired, none)).isEmpty();
        assertThat(peak(Duration.ofHours(1))).isEmpty();
    }

    @Nested
    class WithACalendar {
        private List<Point> points(Calendar.Window window, DemandOutlook... outlooks) {
            Calendar calendar = Calendar.of(List.of(window));
            return ReplicaForecast.points(List.of(outlooks), calendar, QuantileLevel.P95, NOW, Duration.ofHours(1), 4);
        }

        private Optional<NextPeak> peak(Calendar.Window window, DemandOutlook... outlooks) {
            Calendar calendar = Calendar.of(List.of(window));
            return ReplicaForecast.peak(List.of(outlooks), calendar, QuantileLevel.P95, NOW, Duration.ofHours(1));
        }

        @Test
        void multipliesDemandByItsFactorAtBothLevels() {
            Calendar.Window sale = factor("sale", 15, 30, 3);

            assertThat(points(sale, flat(NOW, 4).outlook(0.5)))
                    .extracting(Point::median, Point::planned)
                    .containsExactly(tuple(2, 4), tuple(6, 12), tuple(2, 4), tuple(2, 4));
            assertThat(peak(sale, flat(NOW, 4).outlook(0.5)))
                    .contains(new NextPeak.OfDemand(NOW.plusSeconds(900), 12, "requests", 600, "req/s"));
        }

        @Test
        void showsItsFloors() {
            Calendar.Window mornings = floor("mornings", 20, 40, 10);

            assertThat(points(mornings, flat(NOW, 4).outlook(0.5)))
                    .extracting(Point::median, Point::planned)
                    .containsExactly(tuple(2, 4), tuple(10, 10), tuple(10, 10), tuple(2, 4));
            assertThat(peak(mornings, flat(NOW, 4).outlook(0.5)))
                    .contains(new NextPeak.OfCalendar(NOW.plusSeconds(1200), 10, "mornings"));
        }

        @Test
        void showsItsFloorsAlsoWithoutDemand() {
            assertThat(points(floor("mornings", 20, 40, 10))).containsExactly(new Point(NOW, 10, 10));
            assertThat(peak(floor("mornings", 20, 40, 10)))
                    .contains(new NextPeak.OfCalendar(NOW.plusSeconds(1200), 10, "mornings"));
        }
    }

    @Test
    void refusesAHorizonOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> points(Duration.ZERO, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> peak(Duration.ZERO));
    }
}
