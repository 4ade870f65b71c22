package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.planning.ReplicaForecast;
import io.predictivescaler.planning.ReplicaForecast.NextPeak;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a status tells of the future: demand as forecast, with what the calendar says. */
final class ForecastStatus {
    private static final int LONGEST_DEMAND = 48;

    private final Look look;
    private final Optional<NextPeak> peak;

    private ForecastStatus(Look look, Optional<NextPeak> peak) {
        this.look = look;
        this.peak = peak;
    }

    static ForecastStatus of(Look look) {
        return new ForecastStatus(
                look,
                ReplicaForecast.peak(
                        look.outlooks(),
                        look.input().calendar(),
                        look.spec().percentile(),
                        look.now(),
                        look.spec().horizon()));
    }

    /** The highest need ahead; empty when nothing is known of the horizon. */
    Optional<NextPeak> peak() {
        return peak;
    }

    /** Empty when only the calendar is known. */
    private Optional<Instant> generatedAt() {
        return look.states().values().stream()
                .filter(state -> state.outlook() instanceof DemandState.Outlook.Issued)
                .map(state -> ((DemandState.Outlook.Issued) state.outlook()).generatedAt())
                .max(Instant::compareTo);
    }

    /** As it is published, but for its points: most looks lead to no write, and need no more. Empty when nothing is known of the horizon. */
    Optional<PredictiveScalerStatus.Forecast> outline() {
        return peak.map(ahead -> published(ahead, List.of()));
    }

    /** As it is published; empty when nothing is known of the horizon. */
    Optional<PredictiveScalerStatus.Forecast> published() {
        return peak.map(ahead -> published(
                ahead,
                ReplicaForecast.points(
                                look.outlooks(),
                                look.input().calendar(),
                                look.spec().percentile(),
                                look.now(),
                                look.spec().horizon(),
                                PredictiveScalerStatus.MOST_POINTS)
                        .stream()
                        .map(point -> new PredictiveScalerStatus.Point(
                                point.time().toString(), point.median(), point.planned()))
                        .toList()));
    }

    private PredictiveScalerStatus.Forecast published(NextPeak ahead, List<PredictiveScalerStatus.Point> points) {
        return new PredictiveScalerStatus.Forecast(
                generatedAt().map(Instant::toString).orElse(null), peak(ahead), points);
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
        return peak.flatMap(ahead -> switch (ahead) {
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
