package io.predictivescaler.planning;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
     * The largest need over the entries in each of at most {@code most} equal stretches of {@code [now, now + horizon)}.
     */
    public static ReplicaForecast of(
            List<DemandOutlook> outlooks, QuantileLevel planned, Instant now, Duration horizon, int most) {
        throw new UnsupportedOperationException("to be written: " + outlooks + planned + now + horizon + most);
    }
}
