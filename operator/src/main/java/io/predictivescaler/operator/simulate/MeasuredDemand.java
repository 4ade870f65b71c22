package io.predictivescaler.operator.simulate;

import static java.util.Objects.requireNonNull;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.metrics.DemandSource;
import io.predictivescaler.operator.metrics.FetchOutcome;
import io.predictivescaler.operator.metrics.QueryRange;
import io.predictivescaler.operator.metrics.RangeQuery;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.simulation.DemandLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Answers the operator's queries as Prometheus would: at every step with the mean over the query's own range, and with nothing of what
 * the clock has not reached.
 */
final class MeasuredDemand implements DemandSource {
    private final Map<String, DemandLog> logs;
    private final InstantSource clock;

    private MeasuredDemand(Map<String, DemandLog> logs, InstantSource clock) {
        this.logs = Map.copyOf(logs);
        this.clock = clock;
    }

    /** Each entry's own query, and what it asks of the past, is answered by the entry's own demand. */
    static MeasuredDemand of(Experiment experiment, InstantSource clock) {
        Map<String, DemandLog> logs = new HashMap<>();
        for (DemandSpec entry : experiment.spec().demand()) {
            DemandLog log = DemandLog.pastOf(
                    requireNonNull(experiment.entries().get(entry.name())).demand(), experiment.to());
            logs.put(entry.history().query(), log);
            logs.put(entry.query(), log);
        }
        return new MeasuredDemand(logs, clock);
    }

    @Override
    public FetchOutcome fetch(RangeQuery query) {
        DemandLog log = requireNonNull(logs.get(query.query()));
        Instant now = clock.instant();
        Duration range = QueryRange.of(query.query());
        Duration window = range.isZero() ? DemandLog.STEP : range;
        double[] values = new double[query.steps()];
        BitSet missing = new BitSet(values.length);
        for (int i = 0; i < values.length; i++) {
            Instant at = query.from().plus(query.step().multipliedBy(i + 1L));
            OptionalDouble mean = at.isAfter(now) ? OptionalDouble.empty() : log.mean(at, window);
            values[i] = mean.orElse(0);
            missing.set(i, mean.isEmpty());
        }
        return missing.cardinality() == values.length
                ? new FetchOutcome.NoSeries(query.from(), query.to())
                : new FetchOutcome.Fetched(Series.of(query.from(), query.step(), values, missing), List.of());
    }
}
