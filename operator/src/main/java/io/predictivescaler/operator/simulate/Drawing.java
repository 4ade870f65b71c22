package io.predictivescaler.operator.simulate;

import static java.util.Objects.requireNonNull;

import io.predictivescaler.forecasting.quantile.QuantileForecast;
import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.demand.DemandState.Outlook;
import io.predictivescaler.operator.simulate.OperatorSteering.Looked;
import io.predictivescaler.simulation.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes down what a timeline shows; strategies may be led through it side by side, each on a thread of its own. */
final class Drawing {
    /** What a page can draw and a reader can tell apart. */
    private static final int MOST_PLACES = 8_100;

    private static final List<Duration> WIDTHS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(6));

    private final Experiment experiment;
    private final Duration step;
    private final Line.Extreme demand;
    private final Line.Extreme median;
    private final Line.Extreme planned;
    private final Line.Extreme floor;
    private final Map<Strategy, Line.Extreme> capacity = new EnumMap<>(Strategy.class);
    private final Map<Strategy, Line.Sum> shortMinutes = new EnumMap<>(Strategy.class);

    Drawing(Experiment experiment) {
        this.experiment = experiment;
        Duration length = Duration.between(experiment.from(), experiment.to());
        this.step = WIDTHS.stream()
                .filter(width -> length.dividedBy(width) <= MOST_PLACES)
                .findFirst()
                .orElse(WIDTHS.getLast());
        int places = Math.toIntExact(Math.ceilDiv(length.toMillis(), step.toMillis()));
        this.demand = new Line.Extreme(places, true);
        this.median = new Line.Extreme(places, true);
        this.planned = new Line.Extreme(places, true);
        this.floor = new Line.Extreme(places, false);
        for (Strategy strategy : Strategy.values()) {
            capacity.put(strategy, new Line.Extreme(places, false));
            shortMinutes.put(strategy, new Line.Sum(places));
        }
    }

    void moment(Strategy strategy, Moment moment) {
        int place = placeOf(moment.at());
        requireNonNull(capacity.get(strategy)).put(place, moment.ready() * experiment.perReplica());
        if (moment.isShort()) {
            requireNonNull(shortMinutes.get(strategy))
                    .add(place, moment.length().toMillis() / 60_000.0);
        }
        if (strategy == Strategy.HPA) {
            demand.put(place, moment.demand());
        }
    }

    /** A forecast is drawn where it was needed: a lead time after it was issued. */
    void looked(Looked looked) {
        floor.put(placeOf(looked.at()), looked.rehearsed().plan().to().minReplicas());
        if (looked.state().outlook() instanceof Outlook.Issued issued) {
            QuantileForecast forecast = issued.forecast();
            Instant needed = looked.at().plus(experiment.leadTime());
            long ahead = Duration.between(forecast.start(), needed).dividedBy(forecast.step());
            if (ahead >= 0 && ahead < forecast.horizon()) {
                median.put(placeOf(needed), forecast.valueAt((int) ahead, QuantileLevel.P50));
                planned.put(
                        placeOf(needed),
                        forecast.valueAt((int) ahead, experiment.spec().percentile()));
            }
        }
    }

    Timeline timeline() {
        Map<Strategy, Line> lines = new EnumMap<>(Strategy.class);
        capacity.forEach((strategy, line) -> lines.put(strategy, line.line()));
        Map<Strategy, Line> shortages = new EnumMap<>(Strategy.class);
        shortMinutes.forEach((strategy, line) -> shortages.put(strategy, line.line()));
        return new Timeline(
                experiment.from(), step, demand.line(), median.line(), planned.line(), floor.line(), lines, shortages);
    }

    private int placeOf(Instant time) {
        return (int) Math.floorDiv(Duration.between(experiment.from(), time).toMillis(), step.toMillis());
    }
}
