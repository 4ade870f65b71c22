package io.predictivescaler.planning;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Forecasts in replicas: what status and metrics show of the future. */
public final class ReplicaForecast {
    private ReplicaForecast() {}

    /** Replicas needed in the step that begins at {@code time}: at the median, and at the planned percentile. */
    public record Point(Instant time, int median, int planned) {}

    /** The highest planned need ahead. */
    public sealed interface NextPeak {
        Instant time();

        int replicas();

        /** What demand needs. */
        record OfDemand(Instant time, int replicas, String demandName, double demand, String unit)
                implements NextPeak {}

        /** What an entry of the calendar states. */
        record OfCalendar(Instant time, int replicas, String entry) implements NextPeak {}
    }

    /**
     * The highest need over the entries in {@code [now, now + horizon)}, before any limit and with what the calendar says, and the entry
     * that causes it; empty where {@link #points} would be.
     *
     * @param horizon positive
     */
    public static Optional<NextPeak> peak(
            List<DemandOutlook> outlooks, Calendar calendar, QuantileLevel planned, Instant now, Duration horizon) {
        checkHorizon(horizon);
        return new Needs(valid(outlooks, now), planned, calendar)
                .within(now, now.plus(horizon).minusMillis(1))
                .map(need -> peak(need.peak()));
    }

    /**
     * In time order, the largest need over the entries in each of at most {@code most} equal stretches of {@code [now, now + horizon)}, before any
     * limit and with what the calendar says; a stretch is not shorter than a step of the finest forecast. Stretches of which nothing is
     * known are left out, and so is what has expired.
     *
     * @param horizon positive
     * @param most at least 1
     */
    public static List<Point> points(
            List<DemandOutlook> outlooks,
            Calendar calendar,
            QuantileLevel planned,
            Instant now,
            Duration horizon,
            int most) {
        checkHorizon(horizon);
        if (most < 1) {
            throw new IllegalArgumentException("a forecast in replicas has a point at least, not " + most);
        }
        List<Forecasted> forecasts = valid(outlooks, now);
        Needs atMedian = new Needs(forecasts, QuantileLevel.P50, calendar);
        Needs atPlanned = new Needs(forecasts, planned, calendar);
        Duration stretch = horizon.dividedBy(stretches(forecasts, horizon, most));
        List<Point> points = new ArrayList<>();
        for (Instant from = now; from.isBefore(now.plus(horizon)); from = from.plus(stretch)) {
            Instant to = from.plus(stretch).minusMillis(1);
            Instant start = from;
            atPlanned
                    .within(from, to)
                    .ifPresent(need -> points.add(new Point(
                            start,
                            atMedian.within(start, to).orElseThrow().peak().replicas(),
                            need.peak().replicas())));
        }
        return List.copyOf(points);
    }

    private static void checkHorizon(Duration horizon) {
        if (!horizon.isPositive()) {
            throw new IllegalArgumentException("a forecast in replicas has a positive horizon, not " + horizon);
        }
    }

    private static List<Forecasted> valid(List<DemandOutlook> outlooks, Instant now) {
        return outlooks.stream()
                .flatMap(outlook -> outlook instanceof Forecasted forecasted
                                && forecasted.expires().isAfter(now)
                        ? Stream.of(forecasted)
                        : Stream.empty())
                .toList();
    }

    private static int stretches(List<Forecasted> forecasts, Duration horizon, int most) {
        long finest = forecasts.stream()
                .mapToLong(entry -> horizon.dividedBy(entry.forecast().step()))
                .max()
                .orElse(1);
        return (int) Math.clamp(finest, 1L, most);
    }

    private static NextPeak peak(Peak peak) {
        return switch (peak) {
            case Peak.OfDemand demand ->
                new NextPeak.OfDemand(
                        demand.at(),
                        demand.replicas(),
                        demand.of().name(),
                        demand.demand(),
                        demand.of().unit());
            case Peak.Stated stated ->
                new NextPeak.OfCalendar(
                        stated.at(), stated.replicas(), stated.window().entry());
        };
    }
}
