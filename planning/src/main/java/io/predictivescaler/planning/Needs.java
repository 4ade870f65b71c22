package io.predictivescaler.planning;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The replicas that forecasts need, at one quantile level: in any stretch of time the largest over the entries. */
final class Needs {
    /** Above this multiple of the highest demand seen a forecast is not believed. */
    static final double BELIEVABLE = 1.5;

    /** Demand is kept as {@code float}: a ratio this little above a whole number is that number. */
    private static final double RELATIVE_TOLERANCE = 1e-6;

    private final List<Forecasted> forecasts;
    private final QuantileLevel level;

    Needs(List<Forecasted> forecasts, QuantileLevel level) {
        this.forecasts = List.copyOf(forecasts);
        this.level = level;
    }

    /** ⌈demand ÷ capacity⌉, saturating. */
    static int replicas(double demand, double capacity) {
        return (int) Math.ceil(demand / capacity * (1 - RELATIVE_TOLERANCE));
    }

    /**
     * The need of a stretch of time.
     *
     * @param planned replicas, as far as each entry's forecast is believed
     * @param peak the step behind the highest need, believed or not
     */
    record Need(int planned, Peak peak) {
        private Need orAlso(Need other) {
            return new Need(Math.max(planned, other.planned), other.peak.isHigherThan(peak) ? other.peak : peak);
        }
    }

    /**
     * A step of a forecast.
     *
     * @param replicas that {@code demand} needs, before any limit
     */
    record Peak(Instant at, double demand, int replicas, Forecasted of) {
        private boolean isHigherThan(Peak other) {
            return demand / of.capacityPerReplica() > other.demand / other.of.capacityPerReplica();
        }
    }

    private static int believed(Forecasted entry, double demand) {
        double most = BELIEVABLE * Math.max(0, entry.highestSeen());
        return replicas(Math.min(demand, most), entry.capacityPerReplica());
    }

    /** The need over every step that overlaps {@code [from, to]}; empty when no forecast covers any of it. */
    Optional<Need> within(Instant from, Instant to) {
        return forecasts.stream()
                .flatMap(entry -> highestStep(entry, from, to).stream())
                .map(peak -> new Need(believed(peak.of(), peak.demand()), peak))
                .reduce(Need::orAlso);
    }

    /** The first time in {@code [from, to]} at which more than {@code maximum} replicas are needed, as far as that is believed. */
    Optional<Plan.Shortfall> firstAbove(int maximum, Instant from, Instant to) {
        Optional<Plan.Shortfall> first = Optional.empty();
        for (Forecasted entry : forecasts) {
            QuantileForecast forecast = entry.forecast();
            for (int h = firstStep(forecast, from); h <= lastStep(forecast, to); h++) {
                int needed = believed(entry, forecast.valueAt(h, level));
                if (needed > maximum) {
                    Plan.Shortfall found = new Plan.Shortfall(later(forecast.timeOf(h), from), needed, maximum);
                    first = Optional.of(
                            first.map(known -> earlier(known, found)).orElse(found));
                    break;
                }
            }
        }
        return first;
    }

    private static Plan.Shortfall earlier(Plan.Shortfall one, Plan.Shortfall other) {
        int order = one.at().compareTo(other.at());
        return order < 0 || (order == 0 && one.needed() >= other.needed()) ? one : other;
    }

    private Optional<Peak> highestStep(Forecasted entry, Instant from, Instant to) {
        QuantileForecast forecast = entry.forecast();
        int highest = -1;
        double demand = -1;
        for (int h = firstStep(forecast, from); h <= lastStep(forecast, to); h++) {
            double value = forecast.valueAt(h, level);
            if (value > demand) {
                highest = h;
                demand = value;
            }
        }
        if (highest < 0) {
            return Optional.empty();
        }
        Instant at = later(forecast.timeOf(highest), from);
        return Optional.of(new Peak(at, demand, replicas(demand, entry.capacityPerReplica()), entry));
    }

    private static int firstStep(QuantileForecast forecast, Instant from) {
        return (int) Math.clamp(stepsUntil(forecast, from), 0L, forecast.horizon());
    }

    private static int lastStep(QuantileForecast forecast, Instant to) {
        return (int) Math.clamp(stepsUntil(forecast, to), -1L, forecast.horizon() - 1L);
    }

    private static long stepsUntil(QuantileForecast forecast, Instant time) {
        return Math.floorDiv(
                Duration.between(forecast.start(), time).toMillis(),
                forecast.step().toMillis());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
