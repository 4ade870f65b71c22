package io.predictivescaler.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.Demand;
import io.predictivescaler.forecasting.testkit.Golden;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Forecasts are what they were. A difference here is a change of behaviour: if it is meant, the files under
 * src/test/resources/golden are written anew with {@code -Dgolden.update=true}, and the commit says why.
 */
class GoldenForecastTest {
    /** Share of the mean forecast: far above what another JDK's last bits make, far below what anybody would call a change. */
    private static final double TOLERANCE = 1e-5;

    /** A series, in the words that stand in the file's head. */
    private enum Example {
        WeeklySeason("weekly season of 15 days by the half hour, 10 % noise of seed 7", "UTC") {
            @Override
            Demand demand() {
                return Demand.weeklySeason(15).withStep(Duration.ofMinutes(30)).withNoise(0.1, 7);
            }
        },
        GapsAndOutage(
                "weekly season of 28 days by the hour, 15 % noise of seed 11; every ninth step missing, zeros on day 26",
                "UTC") {
            @Override
            Demand demand() {
                return Demand.weeklySeason(28)
                        .withStep(Duration.ofHours(1))
                        .withNoise(0.15, 11)
                        .withGaps(t -> t % 9 == 4)
                        .with((t, v) -> t >= 26 * 24 + 9 && t < 26 * 24 + 15 ? 0 : v);
            }
        },
        LevelShift("weekly season of 23 days by the hour, 5 % noise of seed 13; doubled on the last day", "UTC") {
            @Override
            Demand demand() {
                return Demand.weeklySeason(23)
                        .withStep(Duration.ofHours(1))
                        .withNoise(0.05, 13)
                        .with((t, v) -> t >= 22 * 24 ? 2 * v : v);
            }
        },
        ColdStart("daily season of 36 hours by ten minutes, 10 % noise of seed 17", "UTC") {
            @Override
            Demand demand() {
                return Demand.dailySeason(1.5).withStep(Duration.ofMinutes(10)).withNoise(0.1, 17);
            }
        },
        HourlyRhythm(
                "two days by five minutes, each hour's first quarter at four times the rest, 5 % noise of seed 19",
                "UTC") {
            @Override
            Demand demand() {
                return Demand.constant(2, 100).withNoise(0.05, 19).with((t, v) -> t % 12 < 3 ? 4 * v : v);
            }
        },
        RareCounts("28 days by the hour, 1 to 9 events in one hour of five by seed 23, else none", "UTC") {
            @Override
            Demand demand() {
                SplittableRandom random = new SplittableRandom(23);
                return Demand.constant(28, 0)
                        .withStep(Duration.ofHours(1))
                        .with((t, v) -> random.nextInt(5) == 0 ? 1 + random.nextInt(9) : 0);
            }
        },
        ClockChange(
                "weekly season of 27.5 days by the hour on the clock of Berlin, to noon before summer time, 5 % noise of seed 29",
                "Europe/Berlin") {
            @Override
            Demand demand() {
                return Demand.weeklySeason(27.5)
                        .onTheClockOf(ZoneId.of("Europe/Berlin"))
                        .startingAt(Instant.parse("2026-03-01T00:00:00Z"))
                        .withStep(Duration.ofHours(1))
                        .withNoise(0.05, 29);
            }
        };

        private final String words;
        private final String zone;

        Example(String words, String zone) {
            this.words = words;
            this.zone = zone;
        }

        abstract Demand demand();

        /** {@code LevelShift} is kept in {@code level-shift.txt}. */
        String file() {
            return name().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }

        QuantileForecast forecast(Series history) {
            Forecaster forecaster = new Forecaster(new ForecastSettings(ZoneId.of(zone), List.of()));
            int day = (int) Duration.ofDays(1).dividedBy(history.step());
            return switch (forecaster.fit(history)) {
                case FitOutcome.Fitted fitted -> fitted.forecaster().forecast(day);
                case FitOutcome.NoForecast none -> throw new AssertionError(none.message());
            };
        }

        List<String> provenance() {
            return List.of(
                    "history: " + words + " (testkit Demand, java.util.SplittableRandom)",
                    "forecast: a day of P50, P80, P90, P95, P99 by the product's recipe, seasons detected, clock of "
                            + zone);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAsItWas(Example example) throws IOException {
        if (Golden.isUpdate()) {
            Series history = example.demand().build();
            Golden.write(example.file(), example.provenance(), history, example.forecast(history));
        }
        Golden golden = Golden.read(example.file());

        QuantileForecast forecast = example.forecast(golden.history());

        List<double[]> rows = golden.forecast();
        double close = TOLERANCE
                * rows.stream()
                        .mapToDouble(row -> row[row.length - 1])
                        .average()
                        .orElseThrow();
        assertThat(rows).hasSize(forecast.horizon());
        for (int h = 0; h < rows.size(); h++) {
            double[] now = new double[forecast.levels().size()];
            for (int l = 0; l < now.length; l++) {
                now[l] = forecast.valueAt(h, forecast.levels().get(l));
            }
            assertThat(now).as("step %d", h).containsExactly(rows.get(h), within(close));
        }
    }
}
