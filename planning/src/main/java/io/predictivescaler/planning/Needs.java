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
        boolean isBelieved() {
            return planned >= peak.replicas();
        }

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
        private static Peak of(Forecasted entry, Instant at, double demand) {
            return new Peak(at, demand, Needs.replicas(demand, entry.capacityPerReplica()), entry);
        }

        private boolean isHigherThan(Peak other) {
            return demand / of.capacityPerReplica() > other.demand / other.of.capacityPerReplica();
        }

        private int believed() {
            double most = BELIEVABLE * Math.max(0, of.highestSeen());
            return Needs.replicas(Math.min(demand, most), of.capacityPerReplica());
        }
    }

    /** The need over every step that overlaps {@code [from, to]}; empty when no forecast covers any of it. */
    Optional<Need> within(Instant from, Instant to) {
        return forecasts.stream()
                .flatMap(entry -> highestStep(entry, from, to).stream())
                .map(peak -> new Need(peak.believed(), peak))
                .reduce(Need::orAlso);
    }

    /** The first time in {@code [from, to]} at which more than {@code maximum} replicas are needed, as far as that is believed. */
    Optional<Plan.Shortfall> firstAbove(int maximum, Instant from, Instant to) {
        Optional<Plan.Shortfall> first = Optional.empty();
        for (Forecasted entry : forecasts) {
            QuantileForecast forecast = entry.forecast();
            for (int h = firstStep(forecast, from); h <= lastStep(forecast, to); h++) {
                int needed = peak(entry, h, from).believed();
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
        Optional<Peak> highest = Optional.empty();
        for (int h = firstStep(entry.forecast(), from); h <= lastStep(entry.forecast(), to); h++) {
            Peak step = peak(entry, h, from);
            if (highest.isEmpty() || step.isHigherThan(highest.get())) {
                highest = Optional.of(step);
            }
        }
        return highest;
    }

    private Peak peak(Forecasted entry, int h, Instant from) {
        return Peak.of(
                entry, later(entry.forecast().timeOf(h), from), entry.forecast().valueAt(h, level));
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
