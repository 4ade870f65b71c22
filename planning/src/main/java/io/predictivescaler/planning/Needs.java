package io.predictivescaler.planning;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The replicas that forecasts and the calendar need, at one quantile level: in any stretch of time the largest over the entries. */
final class Needs {
    /** Above this multiple of the highest demand seen a forecast is not believed. */
    static final double BELIEVABLE = 1.5;

    /** Demand is kept as {@code float}: a ratio this little above a whole number is that number. */
    private static final double RELATIVE_TOLERANCE = 1e-6;

    private final List<Forecasted> forecasts;
    private final QuantileLevel level;
    /** Of the level; worked out once, since every look goes through the whole forecast. */
    private final double deviations;

    private final Calendar calendar;

    Needs(List<Forecasted> forecasts, QuantileLevel level, Calendar calendar) {
        this.forecasts = List.copyOf(forecasts);
        this.level = level;
        this.deviations = level.deviations();
        this.calendar = calendar;
    }

    /** ⌈demand ÷ capacity⌉, saturating. */
    static int replicas(double demand, double capacity) {
        return (int) Math.ceil(demand / capacity * (1 - RELATIVE_TOLERANCE));
    }

    /**
     * The need of a stretch of time.
     *
     * @param planned replicas, as far as each entry's forecast is believed
     * @param peak what is behind the highest need, believed or not
     */
    record Need(int planned, Peak peak) {
        private Need orAlso(Need other) {
            return new Need(Math.max(planned, other.planned), other.peak.isHigherThan(peak) ? other.peak : peak);
        }
    }

    /** What the calendar explains is believed: the limit is one on what was forecast. */
    private static int believed(Forecasted entry, Asked asked, double factor) {
        double most = BELIEVABLE * Math.max(0, entry.highestSeen());
        return Math.max(
                replicas(Math.min(asked.mean(), most) * factor, entry.capacityPerReplica()),
                replicas(Math.min(asked.minute(), most) * factor, entry.bursts().capacityPerReplica()));
    }

    /**
     * What a step asks for, as it was forecast.
     *
     * @param mean the quantile of the step's mean
     * @param minute the quantile of its minutes
     */
    private record Asked(double mean, double minute) {}

    private Asked asked(Forecasted entry, int h) {
        QuantileForecast forecast = entry.forecast();
        double mean = forecast.valueAt(h, level);
        return new Asked(mean, entry.bursts().noise().around(forecast.valueAt(h, QuantileLevel.P50), mean, deviations));
    }

    /** Of mean and minutes whichever needs more. */
    private static Peak.OfDemand peak(Forecasted entry, Asked asked, Factors.Factor factor) {
        Peak.OfDemand mean = peak(entry, asked.mean(), Peak.Load.Mean, factor);
        Peak.OfDemand minute = peak(entry, asked.minute(), Peak.Load.Minute, factor);
        return minute.isHigherThan(mean) ? minute : mean;
    }

    private static Peak.OfDemand peak(Forecasted entry, double forecast, Peak.Load load, Factors.Factor factor) {
        double demand = forecast * factor.value();
        double capacity = switch (load) {
            case Mean -> entry.capacityPerReplica();
            case Minute -> entry.bursts().capacityPerReplica();
        };
        return new Peak.OfDemand(factor.at(), demand, factor.value(), replicas(demand, capacity), entry, load);
    }

    /** The need over every step that overlaps {@code [from, to]}; empty when no forecast and no floor of the calendar covers any of it. */
    Optional<Need> within(Instant from, Instant to) {
        return Stream.concat(
                        forecasts.stream().flatMap(entry -> ofForecast(entry, from, to).stream()),
                        stated(from, to).stream())
                .reduce(Need::orAlso);
    }

    /** The need that the calendar states for {@code [from, to]}. */
    Optional<Need> stated(Instant from, Instant to) {
        return calendar.floorWithin(from, to)
                .map(window -> new Need(window.minReplicas(), new Peak.Stated(later(window.start(), from), window)));
    }

    /** The first time from {@code from} on at which more than {@code maximum} replicas are needed, as far as that is believed. */
    Optional<Plan.Shortfall> firstAbove(int maximum, Instant from) {
        Optional<Plan.Shortfall> stated = calendar.firstFloorAbove(maximum, from)
                .map(window -> new Plan.Shortfall(
                        later(window.start(), from), window.minReplicas(), maximum, window.minReplicas()));
        return Stream.concat(
                        forecasts.stream().flatMap(entry -> firstAbove(entry, maximum, from).stream()), stated.stream())
                .reduce(Needs::joined);
    }

    private Optional<Plan.Shortfall> firstAbove(Forecasted entry, int maximum, Instant from) {
        QuantileForecast forecast = entry.forecast();
        // Most maxima are out of reach of all that is believed, and every look asks for the whole forecast.
        Factors.Factor most = calendar.highestFactor(from, forecast.end());
        if (believed(entry, new Asked(Double.MAX_VALUE, Double.MAX_VALUE), most.value()) <= maximum) {
            return Optional.empty();
        }
        Optional<Plan.Shortfall> first = Optional.empty();
        for (int h = firstStep(forecast, from); h < forecast.horizon(); h++) {
            Instant start = later(forecast.timeOf(h), from);
            Factors.Factor factor = calendar.highestFactor(start, lastInstant(forecast, h));
            int needed = believed(entry, asked(entry, h), factor.value());
            if (needed > maximum) {
                Plan.Shortfall found = new Plan.Shortfall(factor.at(), needed, maximum, needed);
                first = Optional.of(first.map(before -> joined(before, found)).orElse(found));
            }
        }
        return first;
    }

    /** The earlier of two, with the highest need of both. */
    private static Plan.Shortfall joined(Plan.Shortfall one, Plan.Shortfall other) {
        int order = one.at().compareTo(other.at());
        Plan.Shortfall first = order < 0 || (order == 0 && one.needed() >= other.needed()) ? one : other;
        return new Plan.Shortfall(
                first.at(), first.needed(), first.maximum(), Math.max(one.highest(), other.highest()));
    }

    private Optional<Need> ofForecast(Forecasted entry, Instant from, Instant to) {
        QuantileForecast forecast = entry.forecast();
        Optional<Peak> peak = Optional.empty();
        int planned = 0;
        for (int h = firstStep(forecast, from); h <= lastStep(forecast, to); h++) {
            Instant start = later(forecast.timeOf(h), from);
            Instant last = lastInstant(forecast, h);
            Factors.Factor factor = calendar.highestFactor(start, last.isAfter(to) ? to : last);
            Asked asked = asked(entry, h);
            planned = Math.max(planned, believed(entry, asked, factor.value()));
            Peak here = peak(entry, asked, factor);
            if (peak.isEmpty() || here.isHigherThan(peak.get())) {
                peak = Optional.of(here);
            }
        }
        int believed = planned;
        return peak.map(found -> new Need(believed, found));
    }

    private static Instant lastInstant(QuantileForecast forecast, int h) {
        return forecast.timeOf(h).plus(forecast.step()).minusNanos(1);
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
