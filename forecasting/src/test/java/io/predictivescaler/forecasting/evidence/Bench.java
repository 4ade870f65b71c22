package io.predictivescaler.forecasting.evidence;

import io.predictivescaler.forecasting.FitOutcome;
import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.Recipe;
import io.predictivescaler.forecasting.evaluation.Contender;
import io.predictivescaler.forecasting.evaluation.RollingOrigins;
import io.predictivescaler.forecasting.evaluation.SeasonalNaiveDay;
import io.predictivescaler.forecasting.evaluation.TraceScores;
import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.forecasting.series.Series;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Scores recipes on traces, by the published protocol; remembers what it has scored. At most two threads. */
final class Bench implements AutoCloseable {
    static final List<QuantileLevel> SCORED = List.of(QuantileLevel.P50, QuantileLevel.P90, QuantileLevel.P95);
    private static final ForecastSettings SETTINGS = new ForecastSettings(ZoneOffset.UTC, List.of());
    private static final int THREADS = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<RealTrace> traces;
    private final RollingOrigins protocol;
    private final Map<Recipe, List<Future<Result>>> scored = new HashMap<>();
    private final List<Result> naive;

    Bench(List<RealTrace> traces, RollingOrigins protocol) {
        this.traces = List.copyOf(traces);
        this.protocol = protocol;
        this.naive = all(
                traces.stream().map(trace -> run(trace, new SeasonalNaiveDay())).toList());
    }

    List<RealTrace> traces() {
        return traces;
    }

    /** The seasonal naive's results, one for each trace. */
    List<Result> naive() {
        return naive;
    }

    /** Lets recipes run that will be asked for. */
    void start(List<Recipe> recipes) {
        for (Recipe recipe : recipes) {
            scored.computeIfAbsent(
                    recipe,
                    r -> traces.stream()
                            .map(trace -> run(trace, (history, horizon) -> forecast(r, history, horizon)))
                            .toList());
        }
    }

    /** One result for each trace. */
    List<Result> results(Recipe recipe) {
        start(List.of(recipe));
        return all(scored.getOrDefault(recipe, List.of()));
    }

    Means means(Recipe recipe) {
        return Means.of(results(recipe), naive);
    }

    /** Runs tasks on the threads of this bench, and gives what came of them in their order. */
    <T> List<T> inParallel(List<Callable<T>> tasks) {
        return all(tasks.stream().map(threads::submit).toList());
    }

    private Future<Result> run(RealTrace trace, Contender contender) {
        return threads.submit(() -> Result.of(TraceScores.of(trace.series(), protocol, contender)));
    }

    static double[][] forecast(Recipe recipe, Series history, int horizon) {
        return switch (new Forecaster(SETTINGS, recipe).fit(history)) {
            case FitOutcome.Fitted fitted -> rows(fitted.forecaster().forecast(horizon));
            case FitOutcome.NoForecast none -> new SeasonalNaiveDay().forecast(history, horizon);
        };
    }

    private static double[][] rows(QuantileForecast forecast) {
        double[][] rows = new double[forecast.horizon()][SCORED.size()];
        for (int h = 0; h < rows.length; h++) {
            for (int l = 0; l < SCORED.size(); l++) {
                rows[h][l] = forecast.valueAt(h, SCORED.get(l));
            }
        }
        return rows;
    }

    private static <T> List<T> all(List<Future<T>> futures) {
        List<T> values = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                values.add(future.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return values;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
