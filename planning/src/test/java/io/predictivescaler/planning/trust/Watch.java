package io.predictivescaler.planning.trust;

import io.predictivescaler.forecasting.FitOutcome;
import io.predictivescaler.forecasting.FittedForecaster;
import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.Forecaster;
import io.predictivescaler.forecasting.series.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An entry followed window by window with the product's own forecasts, as an operator does it. */
final class Watch {
    private static final Duration REFIT_EVERY = Duration.ofHours(12);
    private static final Forecaster FORECASTER = new Forecaster(new ForecastSettings(ZoneOffset.UTC, List.of()));

    /** The gate after what came until {@code at} was judged. */
    record Seen(Instant at, TrustGate gate) {
        boolean isDistrusted() {
            return gate.standing() instanceof Standing.Distrusted;
        }
    }

    private final List<Seen> seen;

    private Watch(List<Seen> seen) {
        this.seen = seen;
    }

    /** From {@code from} to the end of a history. */
    static Watch over(TrustGate before, Series history, Instant from) {
        WindowGrid grid = before.settings().grid();
        WindowDemand demand = WindowDemand.of(history, grid);
        int steps = Math.toIntExact(
                (2 + grid.anHour()) * grid.every().toMillis() / history.step().toMillis());
        List<Seen> seen = new ArrayList<>();
        Optional<FittedForecaster> model = Optional.empty();
        TrustGate gate = before;
        long first = grid.from(from);
        for (long window = first; window <= demand.end(); window++) {
            Series known = history.slice(0, history.indexOf(grid.startOf(window)));
            model = (window - first) % Math.max(1, grid.count(REFIT_EVERY)) == 0
                    ? FORECASTER.fit(known) instanceof FitOutcome.Fitted fitted
                            ? Optional.of(fitted.forecaster())
                            : Optional.empty()
                    : model.map(earlier -> earlier.updatedTo(known));
            gate = gate.settledUpTo(demand, window);
            seen.add(new Seen(grid.startOf(window), gate));
            if (model.isPresent()) {
                gate = gate.issued(model.get().forecast(steps));
            }
        }
        return new Watch(seen);
    }

    TrustGate last() {
        return seen.getLast().gate();
    }

    /** How long after {@code time} something first held. */
    Optional<Duration> first(Instant time, Predicate<Seen> what) {
        return seen.stream()
                .filter(each -> each.at().isAfter(time) && what.test(each))
                .map(each -> Duration.between(time, each.at()))
                .findFirst();
    }

    boolean isDistrustedAt(Instant time) {
        return seen.stream()
                .filter(each -> !each.at().isAfter(time))
                .reduce((earlier, later) -> later)
                .filter(Seen::isDistrusted)
                .isPresent();
    }

    /** How often trust was lost. */
    long losses() {
        long losses = 0;
        boolean before = false;
        for (Seen each : seen) {
            losses += each.isDistrusted() && !before ? 1 : 0;
            before = each.isDistrusted();
        }
        return losses;
    }

    /** The share of the time in which forecasts were distrusted. */
    double distrusted() {
        return (double) seen.stream().filter(Seen::isDistrusted).count() / seen.size();
    }
}
