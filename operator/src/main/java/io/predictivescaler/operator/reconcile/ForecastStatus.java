package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.planning.ReplicaForecast;
import io.predictivescaler.planning.ReplicaForecast.NextPeak;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a status tells of the future: demand as forecast, with what the calendar says.
 *
 * @param generatedAt when demand was last forecast; empty when only the calendar is known
 */
record ForecastStatus(Optional<Instant> generatedAt, ReplicaForecast replicas) {
    private static final int LONGEST_DEMAND = 48;

    static ForecastStatus of(Look look) {
        Optional<Instant> generatedAt = look.states().values().stream()
                .filter(state -> state.outlook() instanceof DemandState.Outlook.Issued)
                .map(state -> ((DemandState.Outlook.Issued) state.outlook()).generatedAt())
                .max(Instant::compareTo);
        return new ForecastStatus(
                generatedAt,
                ReplicaForecast.of(
                        look.outlooks(),
                        look.input().calendar(),
                        look.spec().percentile(),
                        look.now(),
                        look.spec().horizon(),
                        PredictiveScalerStatus.MOST_POINTS));
    }

    /** The forecast as it is published; empty when nothing is known of the horizon. */
    Optional<PredictiveScalerStatus.Forecast> published() {
        if (replicas.points().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PredictiveScalerStatus.Forecast(
                generatedAt.map(Instant::toString).orElse(null),
                replicas.peak().map(ForecastStatus::peak).orElse(null),
                replicas.points().stream()
                        .map(point -> new PredictiveScalerStatus.Point(
                                point.time().toString(), point.median(), point.planned()))
                        .toList()));
    }

    private static PredictiveScalerStatus.Peak peak(NextPeak peak) {
        return switch (peak) {
            case NextPeak.OfDemand demand ->
                new PredictiveScalerStatus.Peak(demand.time().toString(), demand.replicas(), demand.demandName(), null);
            case NextPeak.OfCalendar calendar ->
                new PredictiveScalerStatus.Peak(
                        calendar.time().toString(), calendar.replicas(), null, calendar.entry());
        };
    }

    /** The next peak as a demand, where this entry causes it. */
    Optional<String> peakOf(DemandSpec entry) {
        return replicas.peak().flatMap(peak -> switch (peak) {
            case NextPeak.OfDemand demand ->
                demand.demandName().equals(entry.name())
                        ? Optional.of(
                                StatusComposer.shortened(number(demand.demand()) + " " + entry.unit(), LONGEST_DEMAND)
                                        .strip())
                        : Optional.<String>empty();
            case NextPeak.OfCalendar calendar -> Optional.<String>empty();
        });
    }

    /** Three significant digits, whole from 100 on. */
    private static String number(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : new BigDecimal(value, new MathContext(3)).stripTrailingZeros().toPlainString();
    }
}
