package io.predictivescaler.planning;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Forecasts in replicas: what status and metrics show of the future.
 *
 * @param points in time order
 * @param peak the point with the highest need from now on, and the entry that causes it
 */
public record ReplicaForecast(List<Point> points, Optional<Peak> peak) {
    public ReplicaForecast {
        points = List.copyOf(points);
    }

    /** Replicas needed in the step that begins at {@code time}: at the median, and at the planned percentile. */
    public record Point(Instant time, int median, int planned) {}

    /** The highest planned need ahead. */
    public record Peak(Instant time, int replicas, String demandName, double demand, String unit) {}

    /**
     * The largest need over the entries in each of at most {@code most} equal stretches of {@code [now, now + horizon)}, before any
     * limit; a stretch is not shorter than a step of the finest forecast. Stretches that no forecast covers are left out, and so is
     * what has expired.
     *
     * @param horizon positive
     * @param most at least 1
     */
    public static ReplicaForecast of(
            List<DemandOutlook> outlooks, QuantileLevel planned, Instant now, Duration horizon, int most) {
        if (!horizon.isPositive() || most < 1) {
            throw new IllegalArgumentException(
                    "a forecast in replicas has a positive horizon and a point, not " + horizon + " and " + most);
        }
        List<Forecasted> forecasts = outlooks.stream()
                .flatMap(outlook -> outlook instanceof Forecasted forecasted
                                && forecasted.expires().isAfter(now)
                        ? Stream.of(forecasted)
                        : Stream.empty())
                .toList();
        Needs atMedian = new Needs(forecasts, QuantileLevel.P50);
        Needs atPlanned = new Needs(forecasts, planned);
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
        return new ReplicaForecast(
                points, atPlanned.within(now, now.plus(horizon).minusMillis(1)).map(need -> peak(need.peak())));
    }

    private static int stretches(List<Forecasted> forecasts, Duration horizon, int most) {
        long finest = forecasts.stream()
                .mapToLong(entry -> horizon.dividedBy(entry.forecast().step()))
                .max()
                .orElse(1);
        return (int) Math.clamp(finest, 1L, most);
    }

    private static Peak peak(Needs.Peak peak) {
        return new Peak(
                peak.at(),
                peak.replicas(),
                peak.of().name(),
                peak.demand(),
                peak.of().unit());
    }
}
