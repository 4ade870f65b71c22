package io.predictivescaler.planning.testkit;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A forecast under construction: by default {@code requests} in req/s at 50 a replica, one value a minute. */
public record Demand(
        String name,
        Instant start,
        Duration step,
        double[] values,
        Instant expires,
        double capacity,
        double highestSeen) {

    /** Demand from {@code start}, one value a minute, that the median expects too. */
    public static Demand from(Instant start, double... values) {
        return new Demand("requests", start, Duration.ofMinutes(1), values, start.plus(Duration.ofHours(2)), 50, 1e6);
    }

    /** So many replicas' worth of demand from {@code start}, one value a minute. */
    public static Demand replicas(Instant start, double... replicas) {
        return from(start, Arrays.stream(replicas).map(count -> count * 50).toArray());
    }

    /** An hour and a half of a constant demand for so many replicas. */
    public static Demand flat(Instant start, double replicas) {
        double[] values = new double[90];
        Arrays.fill(values, replicas);
        return replicas(start, values);
    }

    /** This demand with other replicas' worth from a minute (inclusive) to another (exclusive). */
    public Demand with(int fromMinute, int toMinute, double replicas) {
        double[] copy = values.clone();
        Arrays.fill(copy, fromMinute, toMinute, replicas * capacity);
        return new Demand(name, start, step, copy, expires, capacity, highestSeen);
    }

    public Demand named(String other) {
        return new Demand(other, start, step, values, expires, capacity, highestSeen);
    }

    public Demand expiring(Instant at) {
        return new Demand(name, start, step, values, at, capacity, highestSeen);
    }

    public Demand every(Duration other) {
        return new Demand(name, start, other, values, expires, capacity, highestSeen);
    }

    public Demand withCapacity(double other) {
        return new Demand(name, start, step, values, expires, other, highestSeen);
    }

    public Demand withHighestSeen(double other) {
        return new Demand(name, start, step, values, expires, capacity, other);
    }

    /** The same value at the median and at P95. */
    public Forecasted outlook() {
        return outlook(1);
    }

    /** The values are those of P95; the median is a share of them. */
    public Forecasted outlook(double medianShare) {
        double[][] rows = Arrays.stream(values)
                .mapToObj(value -> new double[] {value * medianShare, value})
                .toArray(double[][]::new);
        QuantileForecast forecast =
                new QuantileForecast(start, step, List.of(QuantileLevel.P50, QuantileLevel.P95), rows);
        return new Forecasted(name, "req/s", forecast, expires, capacity, highestSeen);
    }
}
