package io.predictivescaler.forecasting.benchmark;

import io.predictivescaler.forecasting.FitOutcome;
import io.predictivescaler.forecasting.FittedForecaster;
import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One series of 28 days of five-minute steps, 8,064 values, and a forecast of 24 hours, on one thread. Each invocation takes the next of
 * many histories a step apart, so that nothing is measured that only a repetition could have.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class ForecastBenchmark {
    private static final int DAY = 288;
    private static final int HISTORIES = 2 * DAY;

    private final Forecaster forecaster = new Forecaster(new ForecastSettings(ZoneOffset.UTC, List.of()));
    private Series demand = SeededDemand.days(30);
    private FittedForecaster fitted = fit(history(0));
    private FittedForecaster updated = fitted;
    private int next;

    @Setup(Level.Iteration)
    public void startOver() {
        next = 0;
        updated = fitted;
    }

    /** A fit of models, weights and widths with all its pseudo-origins, and a forecast. */
    @Benchmark
    public QuantileForecast refitAndForecast() {
        return whole(fit(history(next())).forecast(DAY));
    }

    /** A new observation, and a forecast without a fit. */
    @Benchmark
    public QuantileForecast updateAndForecast() {
        int i = next();
        updated = (i == 0 ? fitted : updated).updatedTo(history(i));
        return whole(updated.forecast(DAY));
    }

    /** A new observation, and of the forecast what the next plan looks at. */
    @Benchmark
    public QuantileForecast updateAndForecastForAPlan() {
        int i = next();
        updated = (i == 0 ? fitted : updated).updatedTo(history(i));
        return updated.forecast(DAY);
    }

    /** Its later steps are worked out when somebody asks. */
    private static QuantileForecast whole(QuantileForecast forecast) {
        forecast.valueAt(DAY - 1, QuantileLevel.P50);
        return forecast;
    }

    private int next() {
        next = next == HISTORIES ? 0 : next;
        return next++;
    }

    private Series history(int i) {
        return demand.slice(i, i + SeededDemand.POINTS);
    }

    private FittedForecaster fit(Series history) {
        return switch (forecaster.fit(history)) {
            case FitOutcome.Fitted outcome -> outcome.forecaster();
            case FitOutcome.NoForecast none -> throw new IllegalStateException(none.message());
        };
    }
}
