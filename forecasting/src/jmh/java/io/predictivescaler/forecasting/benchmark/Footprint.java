package io.predictivescaler.forecasting.benchmark;

import io.predictivescaler.forecasting.FitOutcome;
import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.series.Series;
import java.time.ZoneOffset;
import java.util.List;
import org.openjdk.jol.info.GraphLayout;

/** The memory that one series of 8,064 points and its fitted state hold, everything reachable counted but what all series share. */
public final class Footprint {
    private Footprint() {}

    public static void main(String[] arguments) {
        ForecastSettings settings = new ForecastSettings(ZoneOffset.UTC, List.of());
        Series first = SeededDemand.days(28);
        Series second = SeededDemand.days(29).slice(288, 288 + SeededDemand.POINTS);
        Object one = fitted(settings, first);
        Object two = fitted(settings, second);
        // What a second series adds is what each one costs; enum constants and grids that both share are counted once.
        long both = GraphLayout.parseInstance(one, two).totalSize();
        long alone = GraphLayout.parseInstance(one).totalSize();
        System.out.printf("series of %,d points: %,d bytes%n", SeededDemand.POINTS, GraphLayout.parseInstance(first).totalSize());
        System.out.printf("series and fitted state: %,d bytes, %,d of them shared by all series of a grid%n", alone, 2 * alone - both);
        System.out.println(GraphLayout.parseInstance(one).toFootprint());
    }

    private static Object fitted(ForecastSettings settings, Series history) {
        return switch (new Forecaster(settings).fit(history)) {
            case FitOutcome.Fitted outcome -> outcome.forecaster();
            case FitOutcome.NoForecast none -> throw new IllegalStateException(none.message());
        };
    }
}
