package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.FitOutcome;
import io.predictivescaler.forecasting.FittedForecaster;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.util.Optional;

/**
 * The track record that an entry would have, had it been followed for the whole window: fits at past origins, each from no more than what
 * was known then, a forecast for every window, judged in the same order. So an entry that is new, or new to this process, is
 * trusted or distrusted as one that was watched.
 */
public final class Replay {
    /** Seldomer than live fits: a model half a day old is forecast from with every sample since, and fits are what a replay costs. */
    private static final Duration REFIT_EVERY = Duration.ofHours(12);

    private Replay() {}

    /**
     * The gate as it stands at the end of a history.
     *
     * @param history that forecasts are made from, windows that its user excluded missing
     * @param judged the same time, without what forecasts are not to be judged by
     */
    public static TrustGate of(TrustSettings settings, Forecaster forecaster, Series history, Series judged) {
        WindowGrid grid = settings.grid();
        WindowDemand demand = WindowDemand.of(judged, grid);
        TrustGate gate = TrustGate.unproven(settings);
        int steps = Math.toIntExact(Math.ceilDiv(
                (2 + grid.anHour()) * grid.every().toMillis(), history.step().toMillis()));
        long first = Math.max(demand.end() - settings.windows(), demand.first());
        Optional<FittedForecaster> fitted = Optional.empty();
        for (long window = first; window <= demand.end(); window++) {
            int origin = Math.clamp(history.indexOf(grid.startOf(window)), 0, history.length());
            Series known = history.slice(0, origin);
            if ((window - first) % Math.max(1, grid.count(REFIT_EVERY)) == 0) {
                fitted = fitted(forecaster.fit(known));
            } else {
                // From the last origin on: to take in everything since the fit again costs twice as much.
                fitted = fitted.map(model -> model.updatedTo(known));
            }
            gate = gate.settledUpTo(demand, window);
            if (fitted.isPresent()) {
                gate = gate.issued(fitted.get().forecast(steps));
            }
        }
        return gate;
    }

    private static Optional<FittedForecaster> fitted(FitOutcome outcome) {
        return switch (outcome) {
            case FitOutcome.Fitted model -> Optional.of(model.forecaster());
            case FitOutcome.NoForecast none -> Optional.empty();
        };
    }
}
