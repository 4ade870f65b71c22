package io.predictivescaler.operator.cli;

import io.predictivescaler.forecasting.evaluation.Contender;
import io.predictivescaler.forecasting.evaluation.RollingOrigins;
import io.predictivescaler.forecasting.evaluation.SeasonalNaiveDay;
import io.predictivescaler.forecasting.evaluation.TraceScores;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.cli.BacktestPeer.Fit;
import io.predictivescaler.operator.spec.Durations;
import io.predictivescaler.operator.trace.Trace;
import io.predictivescaler.operator.trace.UnusableTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** One model over one trace: fitted anew at every origin, from what came before it, and timed. */
final class BacktestRun implements Contender {
    /** Which season counts where several were followed equally often: that which people mean by the word first. */
    private static final List<Duration> MEANT_FIRST =
            List.of(Season.Day.length(), Season.Week.length(), Season.Hour.length());

    private final BacktestPeer peer;
    private final LongSupplier nanoTime;
    private final IntConsumer progress;
    private final Contender standIn = new SeasonalNaiveDay();
    private final List<Double> fitMillis = new ArrayList<>();
    private final List<Double> predictMillis = new ArrayList<>();
    private final Map<Duration, Integer> followed = new HashMap<>();
    private final List<String> declined = new ArrayList<>();

    private BacktestRun(BacktestPeer peer, LongSupplier nanoTime, IntConsumer progress) {
        this.peer = peer;
        this.nanoTime = nanoTime;
        this.progress = progress;
    }

    /**
     * How a run is done, the same for all traces.
     *
     * @param seasons those that the blend may follow; empty means those that it detects
     * @param nanoTime what origins are timed by
     */
    record Plan(BacktestModel model, List<Duration> seasons, RollingOrigins origins, LongSupplier nanoTime) {
        Plan {
            seasons = List.copyOf(seasons);
        }
    }

    /**
     * Scores a trace.
     *
     * @param progress is told how many origins are done, after each
     */
    static BacktestResult of(Trace trace, Plan plan, IntConsumer progress) throws UnusableTrace {
        Series series = trace.series();
        int horizon = plan.origins().horizonSteps(series.step());
        if (horizon < 1) {
            throw trace.unusable("its steps of " + Durations.format(series.step()) + " are longer than --horizon "
                    + Durations.format(plan.origins().horizon()) + "; forecast at least a step");
        }
        if (plan.origins().history().compareTo(series.step()) < 0) {
            throw trace.unusable("its steps of " + Durations.format(series.step()) + " are longer than --lookback "
                    + Durations.format(plan.origins().history()) + "; look back at least a step");
        }
        if (plan.origins().in(series).isEmpty()) {
            throw trace.unusable(tooLittle(series, plan.origins()));
        }
        BacktestRun run = new BacktestRun(plan.model().peer(plan.seasons()), plan.nanoTime(), progress);
        TraceScores scores = TraceScores.of(series, plan.origins(), run);
        return new BacktestResult(
                trace.name(),
                series.step(),
                run.season(),
                horizon,
                scores,
                median(run.fitMillis),
                median(run.predictMillis),
                plan.model().label(),
                run.declined);
    }

    private static String tooLittle(Series series, RollingOrigins origins) {
        Duration length = series.step().multipliedBy(series.length());
        Duration horizon = origins.horizon();
        long leastMinutes = (long) Math.ceil(horizon.toMinutes() / (1 - origins.firstShare()));
        if (length.compareTo(Duration.ofMinutes(leastMinutes)) >= 0) {
            return "too little of the last 30 % is there to score a forecast; close its gaps, or cut the end off";
        }
        return "the trace ends after " + Durations.format(length) + "; a forecast of " + Durations.format(horizon)
                + " that starts in the last 30 % takes " + Durations.format(Duration.ofMinutes(leastMinutes))
                + ": take a longer trace, or a shorter --horizon";
    }

    @Override
    public double[][] forecast(Series history, int horizon) {
        long start = nanoTime.getAsLong();
        Fit fit = peer.fit(history);
        fitMillis.add(millis(start, nanoTime.getAsLong()));
        double[][] rows = switch (fit) {
            case Fit.Able able -> predicted(able, horizon);
            case Fit.Unable unable -> {
                declined.add(unable.reason());
                yield standIn.forecast(history, horizon);
            }
        };
        progress.accept(fitMillis.size());
        return rows;
    }

    private double[][] predicted(Fit.Able able, int horizon) {
        long start = nanoTime.getAsLong();
        double[][] rows = able.prediction().rows(horizon);
        predictMillis.add(millis(start, nanoTime.getAsLong()));
        List<Duration> seasons = able.seasons().isEmpty() ? List.of(Duration.ZERO) : able.seasons();
        seasons.forEach(season -> followed.merge(season, 1, Integer::sum));
        return rows;
    }

    private Duration season() {
        Duration most = Duration.ZERO;
        for (Duration season : MEANT_FIRST) {
            if (followed.getOrDefault(season, 0) > followed.getOrDefault(most, 0)) {
                most = season;
            }
        }
        return most;
    }

    private static double millis(long from, long to) {
        return (to - from) / 1e6;
    }

    /** NaN where there is none. */
    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
