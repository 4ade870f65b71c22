package io.predictivescaler.operator.demand;

import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.planning.trust.Replay;
import io.predictivescaler.planning.trust.TrustGate;
import io.predictivescaler.planning.trust.TrustSettings;

/**
 * How the forecasts of an entry's past would have done. A function of its arguments alone, and the most costly thing that a start does:
 * whoever starts many operators on the same past may remember what it came to.
 */
@FunctionalInterface
public interface Replays {
    /**
     * The record as it stands at the end of a history; see {@link Replay#of}.
     *
     * @param history that forecasts are made from
     * @param judged the same time, without what forecasts are not to be judged by
     */
    TrustGate of(TrustSettings trust, ForecastSettings forecasts, Series history, Series judged);

    /** Each made when it is asked for. */
    static Replays anew() {
        return (trust, forecasts, history, judged) -> Replay.of(trust, new Forecaster(forecasts), history, judged);
    }
}
