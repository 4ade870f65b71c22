package io.predictivescaler.operator.simulate;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.simulate.Findings.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What more or less caution costs and brings: the percentile that is planned for, and the utilization that the autoscaler aims at, for a
 * floor that knows what comes lets it load its pods higher in between.
 *
 * @param points by target and percentile, ascending
 */
public record Frontier(List<Point> points) {
    /** Those that are tried. */
    public static final List<Integer> PERCENTILES = List.of(50, 75, 90, 95, 96, 97, 99);

    /** Above it an autoscaler whose pods cannot use more than they request hardly ever scales up. */
    private static final int HIGHEST_TARGET = 90;

    private static final int BETWEEN_TARGETS = 5;

    public Frontier {
        points = List.copyOf(points);
    }

    /** How many runs {@link #of} takes. */
    public static int runs(Experiment experiment) {
        return PERCENTILES.size() * targets(experiment).length;
    }

    /**
     * Runs the operator at every percentile and target, side by side on as many threads as there are processors.
     *
     * @param done is called after each, on any thread
     */
    public static Frontier of(Experiment experiment, Runnable done) {
        return new Frontier(IntStream.of(targets(experiment))
                .boxed()
                .flatMap(target -> PERCENTILES.stream().map(percentile -> new Setting(target, percentile)))
                .toList()
                .parallelStream()
                .map(setting -> {
                    Point point = setting.run(experiment);
                    done.run();
                    return point;
                })
                .toList());
    }

    /** Where it is short for the least time without more replica-hours than these. */
    public Optional<Point> within(double replicaHours) {
        return points.stream()
                .filter(point -> point.replicaHours() <= replicaHours)
                .min(Comparator.comparingDouble(Point::shortMinutes).thenComparingDouble(Point::replicaHours));
    }

    /** Where it costs least without more short minutes than these. */
    public Optional<Point> asGoodAs(double shortMinutes) {
        return points.stream()
                .filter(point -> point.shortMinutes() <= shortMinutes)
                .min(Comparator.comparingDouble(Point::replicaHours).thenComparingDouble(Point::shortMinutes));
    }

    /**
     * The least caution, at the autoscaler's own target, that removes {@code share} of the shortage that any percentile removes.
     *
     * @param alone short minutes of the autoscaler alone
     */
    public Optional<Point> leastThatRemoves(double share, Experiment experiment, double alone) {
        List<Point> own = points.stream()
                .filter(point -> point.targetPercent() == experiment.hpa().targetUtilizationPercent())
                .toList();
        double fewest = own.stream().mapToDouble(Point::shortMinutes).min().orElse(alone);
        return own.stream()
                .filter(point -> fewest < alone && point.shortMinutes() <= alone - share * (alone - fewest))
                .findFirst();
    }

    private static int[] targets(Experiment experiment) {
        int own = experiment.hpa().targetUtilizationPercent();
        int first = (own / BETWEEN_TARGETS + 1) * BETWEEN_TARGETS;
        return IntStream.concat(
                        IntStream.of(own),
                        IntStream.rangeClosed(first, HIGHEST_TARGET).filter(target -> target % BETWEEN_TARGETS == 0))
                .toArray();
    }

    private record Setting(int target, int percentile) {
        Point run(Experiment experiment) {
            QuantileLevel level = QuantileLevel.ofPercentile(percentile);
            return new Point(
                    target,
                    level,
                    Simulation.operatorAlone(experiment.targeting(target).at(level)));
        }
    }
}
